using System.Collections.Immutable;

namespace Traceability.Issuing;

/// <summary>Serials <paramref name="First"/> to <paramref name="Last"/> (1-based, inclusive) of a batch share a state since a moment.</summary>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial, not before the first.</param>
/// <param name="State">Their state; never NotActivated, which is what no range means.</param>
/// <param name="Reason">Why, in the words of who decided; shown to consumers for Withdrawn and Spoiled.</param>
/// <param name="Since">When it was decided.</param>
public sealed record LabelRange(uint First, uint Last, LabelState State, string? Reason, DateTimeOffset Since)
{
    /// <summary>How many labels the range holds.</summary>
    public long Count => (long)Last - First + 1;
}

/// <summary>The states of all labels of one batch, kept as ranges: memory grows with decisions made, never with labels printed.</summary>
public sealed class RangeBook
{
    /// <summary>More pieces than any honest packing line makes of one batch; beyond it the batch is split by hand.</summary>
    public const int PiecesMax = 100_000;

    private readonly ImmutableArray<LabelRange> _ranges;

    /// <summary>A book from stored ranges.</summary>
    /// <exception cref="ArgumentException">Ranges overlap, run backwards, leave the batch or say NotActivated.</exception>
    public RangeBook(uint count, IEnumerable<LabelRange> ranges)
    {
        Count = count;
        _ranges = [.. ranges.OrderBy(range => range.First)];
        long previous = 0;
        foreach (var range in _ranges)
        {
            if (range.First <= previous || range.Last < range.First || range.Last > count || range.State == LabelState.NotActivated)
                throw new ArgumentException($"Range {range.First}-{range.Last} {range.State} does not fit a batch of {count}.", nameof(ranges));
            previous = range.Last;
        }
    }

    /// <summary>How many labels the batch has; serials run from 1 to it.</summary>
    public uint Count { get; }

    /// <summary>The ranges that differ from NotActivated, ascending, without overlap.</summary>
    public IReadOnlyList<LabelRange> Ranges => _ranges;

    /// <summary>The range that holds a serial; none means the label is NotActivated.</summary>
    public LabelRange? Find(uint serial)
    {
        int low = 0, high = _ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var range = _ranges[middle];
            if (serial < range.First)
                high = middle - 1;
            else if (serial > range.Last)
                low = middle + 1;
            else
                return range;
        }

        return null;
    }

    /// <summary>How many labels are in a state.</summary>
    public long CountOf(LabelState state) => CountOf(state, 1, Count);

    /// <summary>How many labels of two serials and those between are in a state.</summary>
    public long CountOf(LabelState state, long first, long last)
    {
        long Within(IEnumerable<LabelRange> ranges) =>
            ranges.Sum(range => Math.Max(0, Math.Min(range.Last, last) - Math.Max(range.First, first) + 1));

        return state == LabelState.NotActivated
            ? last - first + 1 - Within(_ranges)
            : Within(_ranges.Where(range => range.State == state));
    }

    /// <summary>The book after a change, or the first label that forbids it. All or nothing.</summary>
    /// <param name="change">What is to become of which labels.</param>
    /// <param name="piecesElsewhere">Ranges of the batch that this book does not hold, because they neither overlap nor touch the change.</param>
    public RangeChange Apply(LabelRange change, int piecesElsewhere = 0) => Apply(change, piecesElsewhere, leavesOthers: false);

    /// <summary>The book after every label of the range that may lawfully take the state has taken it; the others stay as they are and are counted.</summary>
    /// <param name="change">What is to become of which labels.</param>
    /// <param name="piecesElsewhere">Ranges of the batch that this book does not hold, because they neither overlap nor touch the change.</param>
    public RangeChange ApplyWhereLawful(LabelRange change, int piecesElsewhere = 0) => Apply(change, piecesElsewhere, leavesOthers: true);

    private RangeChange Apply(LabelRange change, int piecesElsewhere, bool leavesOthers)
    {
        if (change.First < 1 || change.Last < change.First || change.Last > Count)
            return new RangeChange.OutsideBatch(Count);

        var result = ImmutableArray.CreateBuilder<LabelRange>(_ranges.Length + 2);
        long changed = 0, fromNotActivated = 0, left = 0;
        long next = change.First;

        // One piece inside the change, held by a range or by none.
        RangeChange.Unlawful? Take(long first, long last, LabelRange? held)
        {
            var from = held?.State ?? LabelState.NotActivated;
            if (last < first)
                return null;
            var isLawful = LabelStateRule.Allows(from, change.State);
            if (!isLawful && !leavesOthers)
                return new RangeChange.Unlawful((uint)first, from);

            if (!isLawful || from == change.State)
            {
                // A repeated state keeps its first reason and moment.
                if (held is not null)
                    result.Add(held with { First = (uint)first, Last = (uint)last });
                left += isLawful ? 0 : last - first + 1;
                return null;
            }

            result.Add(change with { First = (uint)first, Last = (uint)last });
            changed += last - first + 1;
            fromNotActivated += from == LabelState.NotActivated ? last - first + 1 : 0;
            return null;
        }

        foreach (var range in _ranges)
        {
            if (range.Last < change.First || range.First > change.Last)
            {
                result.Add(range);
                continue;
            }

            var (first, last) = (Math.Max(range.First, change.First), Math.Min(range.Last, change.Last));
            if ((Take(next, (long)first - 1, null) ?? Take(first, last, range)) is { } unlawful)
                return unlawful;
            if (range.First < first)
                result.Add(range with { Last = first - 1 });
            if (range.Last > last)
                result.Add(range with { First = last + 1 });
            next = (long)last + 1;
        }

        if (Take(next, change.Last, null) is { } unlawfulAtEnd)
            return unlawfulAtEnd;

        // Counted after joining: the recall of a whole batch makes one piece of many and must never be refused.
        var joined = Joined(result).ToList();
        return joined.Count + piecesElsewhere > PiecesMax
            ? new RangeChange.TooManyPieces()
            : new RangeChange.Applied(new RangeBook(Count, joined), changed, fromNotActivated, left);
    }

    private static IEnumerable<LabelRange> Joined(IEnumerable<LabelRange> ranges)
    {
        LabelRange? open = null;
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (open is not null && open.Last + 1L == range.First && open with { Last = range.Last, First = range.First } == range)
            {
                open = open with { Last = range.Last };
                continue;
            }

            if (open is not null)
                yield return open;
            open = range;
        }

        if (open is not null)
            yield return open;
    }
}

/// <summary>What became of a wish to change a range.</summary>
public abstract record RangeChange
{
    private RangeChange() { }

    /// <summary>Lawful: the new book, how many labels changed, how many of them had never been activated, and how many may not take the state and were left as they are.</summary>
    public sealed record Applied(RangeBook Book, long Changed, long FromNotActivated, long Left) : RangeChange;

    /// <summary>A label of the range may not take this state; the first such serial and its state.</summary>
    public sealed record Unlawful(uint Serial, LabelState From) : RangeChange;

    /// <summary>The range leaves the batch of <paramref name="Count"/> labels or runs backwards.</summary>
    public sealed record OutsideBatch(uint Count) : RangeChange;

    /// <summary>The batch would fall into more than <see cref="RangeBook.PiecesMax"/> pieces.</summary>
    public sealed record TooManyPieces : RangeChange;
}
