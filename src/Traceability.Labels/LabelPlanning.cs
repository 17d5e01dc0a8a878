namespace Traceability.Labels;

/// <summary>A plan, or why labels of that size would not do and which size would.</summary>
public abstract record LabelPlanning
{
    private LabelPlanning()
    {
    }

    /// <summary>It can be printed so.</summary>
    public sealed record Planned(LabelPlan Plan) : LabelPlanning;

    /// <summary>Whole dots leave a module of <paramref name="ModuleMillimetres"/>, less than <paramref name="LeastMillimetres"/>.</summary>
    /// <param name="ModuleMillimetres">The module that would come out.</param>
    /// <param name="LeastMillimetres">The module that is needed.</param>
    /// <param name="Smallest">The smallest label of these proportions that works; none up to <see cref="LabelSize.MostMillimetres"/>.</param>
    public sealed record ModulesTooSmall(double ModuleMillimetres, double LeastMillimetres, LabelSize? Smallest) : LabelPlanning;

    /// <summary>What the mark rules ask for would be cut.</summary>
    /// <param name="Text">The text that does not fit.</param>
    /// <param name="Smallest">The smallest label of these proportions that works; none up to <see cref="LabelSize.MostMillimetres"/>.</param>
    public sealed record TextDoesNotFit(string Text, LabelSize? Smallest) : LabelPlanning;

    /// <summary>The address of the public door is so long that its symbol would be larger than version 6.</summary>
    public sealed record AddressTooLong : LabelPlanning;
}
