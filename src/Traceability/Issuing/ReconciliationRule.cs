namespace Traceability.Issuing;

/// <summary>标签盘点: ordered = applied + spoiled + destroyed + in stock. Says by how much a count misses that, and where it contradicts our own records.</summary>
/// <remarks>A count is recorded whether it balances or not: an honest difference is what it is for.</remarks>
public static class ReconciliationRule
{
    /// <summary>Largest number that is taken for a count: ten times the largest batch, so that even a tenfold reprint can be told.</summary>
    public const long NumberMax = 10L * IssueRule.CountMax;

    /// <summary>Most counts of one batch that stand side by side.</summary>
    public const int CountsMax = 10_000;

    /// <summary>The difference, and each contradiction with the number of labels it is about, the gravest first.</summary>
    /// <param name="ordered">Labels in the roll or range.</param>
    /// <param name="counted">What was counted.</param>
    /// <param name="recorded">What our records say of them.</param>
    public static Reconciliation Judge(long ordered, StockTally counted, RecordedTally recorded)
    {
        var difference = ordered - counted.Sum;
        // Not to be had any more, by the count and by the record. Withdrawn labels may be anywhere, so they excuse a record but are not looked for.
        var gone = counted.Spoiled + counted.Destroyed;
        Contradiction[] all =
        [
            new("surplus", -difference, new("清点数多于订制数：可能重复印制。", "More labels were counted than ordered: somebody may have printed twice.")),
            new("unaccounted", difference, new("有标签去向不明。", "Some labels are accounted for nowhere.")),
            new("activatedNotApplied", recorded.Activated + recorded.Retired - counted.Applied - counted.InStock,
                new("已启用的多于已贴和在库的：有的启用码不在应在之处。", "More labels are on sale by our records than are on goods or in stock.")),
            new("spoiledNotRecorded", gone - recorded.Spoiled - recorded.Withdrawn,
                new("清点的报废和销毁数多于登记数：请登记报废，否则这些码仍会显示有效。", "More labels were counted as spoiled or destroyed than were recorded: until recorded, their codes still answer.")),
            new("spoiledNotCounted", recorded.Spoiled - gone,
                new("登记报废的多于清点到的：额度已退回，标签却未见。", "More labels are spoiled by our records than were counted: their allowance went back, but nobody saw them spoiled.")),
        ];
        return new Reconciliation(difference, [.. all.Where(contradiction => contradiction.Labels > 0)]);
    }

    /// <summary>Whether a new count can stand beside earlier ones: it replaces those it covers wholly and may cut through none, so that no label is ever counted twice.</summary>
    /// <param name="standing">The counts that stand, none overlapping another.</param>
    /// <param name="wanted">The labels now counted.</param>
    public static CountPlace Place(IReadOnlyCollection<SerialSpan> standing, SerialSpan wanted)
    {
        foreach (var earlier in standing.Where(earlier => earlier.Overlaps(wanted) && !wanted.Covers(earlier)))
            return new CountPlace.CutsThrough(earlier);
        SerialSpan[] replaced = [.. standing.Where(wanted.Covers)];
        return standing.Count - replaced.Length >= CountsMax ? new CountPlace.TooMany() : new CountPlace.Stands(replaced);
    }

    /// <summary>The batch as a whole: balanced only when every label was counted and every count balances, so that a surplus here never hides a gap there.</summary>
    /// <param name="ordered">Labels in the batch.</param>
    /// <param name="standing">Labels and difference of each count that stands.</param>
    public static BatchBalance Total(long ordered, IReadOnlyCollection<(long Labels, long Difference)> standing)
    {
        var counted = standing.Sum(count => count.Labels);
        return new BatchBalance(ordered, counted, ordered - counted, standing.Sum(count => count.Difference),
            counted == ordered && standing.All(count => count.Difference == 0));
    }
}

/// <summary>What a count comes to.</summary>
/// <param name="Difference">Ordered less all that was counted; 0 is balanced.</param>
/// <param name="Contradictions">What speaks against the count or against our records; none is fine.</param>
public sealed record Reconciliation(long Difference, IReadOnlyList<Contradiction> Contradictions);

/// <summary>One thing about a count that cannot be true as it stands.</summary>
/// <param name="Code">Stable cause code: surplus, unaccounted, activatedNotApplied, spoiledNotRecorded or spoiledNotCounted.</param>
/// <param name="Labels">How many labels it is about, at least one.</param>
/// <param name="Words">In words.</param>
public sealed record Contradiction(string Code, long Labels, PlainWords Words);

/// <summary>A batch by its counts.</summary>
/// <param name="Ordered">Labels in the batch.</param>
/// <param name="Counted">Labels in ranges that were counted.</param>
/// <param name="NotCounted">Labels in no such range.</param>
/// <param name="Difference">Sum of the differences of all counts.</param>
/// <param name="IsBalanced">All were counted and every count balances.</param>
public sealed record BatchBalance(long Ordered, long Counted, long NotCounted, long Difference, bool IsBalanced);

/// <summary>What becomes of a new count beside earlier ones.</summary>
public abstract record CountPlace
{
    private CountPlace() { }

    /// <summary>It stands, in place of the earlier counts that it covers.</summary>
    public sealed record Stands(IReadOnlyList<SerialSpan> Replaced) : CountPlace;

    /// <summary>It shares labels with an earlier count but does not cover it.</summary>
    public sealed record CutsThrough(SerialSpan Earlier) : CountPlace;

    /// <summary>The batch has <see cref="ReconciliationRule.CountsMax"/> counts.</summary>
    public sealed record TooMany : CountPlace;
}
