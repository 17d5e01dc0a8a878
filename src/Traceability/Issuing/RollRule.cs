namespace Traceability.Issuing;

/// <summary>Which serials may be called a roll: no label lies on two, or a count of the one would count the other.</summary>
public static class RollRule
{
    /// <summary>More rolls than a batch of the largest size has at ten thousand labels to a roll.</summary>
    public const int RollsMax = 10_000;

    /// <summary>Refused with the first reason that stands.</summary>
    /// <param name="rolls">The rolls that the batch has.</param>
    /// <param name="wanted">The serials of one more.</param>
    public static RollDecision Judge(IReadOnlyCollection<SerialSpan> rolls, SerialSpan wanted)
    {
        if (rolls.Count >= RollsMax)
            return new RollDecision.TooMany();
        foreach (var roll in rolls.Where(roll => roll.Overlaps(wanted)))
            return new RollDecision.Overlaps(roll);
        return new RollDecision.Recorded();
    }
}

/// <summary>What became of a wish for a roll.</summary>
public abstract record RollDecision
{
    private RollDecision() { }

    /// <summary>No other roll holds any of its labels.</summary>
    public sealed record Recorded : RollDecision;

    /// <summary>Another roll holds some of its labels.</summary>
    public sealed record Overlaps(SerialSpan Roll) : RollDecision;

    /// <summary>The batch has <see cref="RollRule.RollsMax"/> rolls.</summary>
    public sealed record TooMany : RollDecision;
}
