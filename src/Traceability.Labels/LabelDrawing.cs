namespace Traceability.Labels;

/// <summary>A label drawn, or the reason why a phone could not read it at that size.</summary>
public abstract record LabelDrawing
{
    /// <summary>Phone cameras lose smaller modules (GS1 General Specifications ask 0.396 mm of labels for shop scanners).</summary>
    public const double LeastModuleMillimetres = 0.25;

    private LabelDrawing()
    {
    }

    /// <summary>The label as one SVG document.</summary>
    public sealed record Drawn(string Svg) : LabelDrawing;

    /// <summary>Modules would be smaller than <see cref="LeastModuleMillimetres"/>: a larger label or a shorter address is needed.</summary>
    public sealed record ModulesTooSmall(double ModuleMillimetres) : LabelDrawing;
}
