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
    public long CountOf(LabelState state) => state == LabelState.NotActivated
        ? Count - _ranges.Sum(range => range.Count)
        : _ranges.Where(range => range.State == state).Sum(range => range.Count);

    /// <summary>The book after a change, or the first label that forbids it. All or nothing.</summary>
    public RangeChange Apply(LabelRange change)
    {
        if (change.First < 1 || change.Last < change.First || change.Last > Count)
            return new RangeChange.OutsideBatch(Count);

        var result = ImmutableArray.CreateBuilder<LabelRange>(_ranges.Length + 2);
        long changed = 0, fromNotActivated = 0;
        long next = change.First;

        void Take(long first, long last, LabelState from)
        {
            if (last < first || from == change.State)
                return;
            result.Add(change with { First = (uint)first, Last = (uint)last });
            changed += last - first + 1;
            if (from == LabelState.NotActivated)
                fromNotActivated += last - first + 1;
        }

        foreach (var range in _ranges)
        {
            if (range.Last < change.First || range.First > change.Last)
            {
                result.Add(range);
                continue;
            }

            var first = Math.Max(range.First, change.First);
            var last = Math.Min(range.Last, change.Last);
            if (first > next && !LabelStateRule.Allows(LabelState.NotActivated, change.State))
                return new RangeChange.Unlawful((uint)next, LabelState.NotActivated);
            if (!LabelStateRule.Allows(range.State, change.State))
                return new RangeChange.Unlawful(first, range.State);

            Take(next, (long)first - 1, LabelState.NotActivated);
            if (range.State == change.State)
            {
                // A repeated state keeps its first reason and moment.
                result.Add(range);
            }
            else
            {
                if (range.First < first)
                    result.Add(range with { Last = first - 1 });
                Take(first, last, range.State);
                if (range.Last > last)
                    result.Add(range with { First = last + 1 });
            }

            next = (long)range.Last + 1;
        }

        if (next <= change.Last && !LabelStateRule.Allows(LabelState.NotActivated, change.State))
            return new RangeChange.Unlawful((uint)next, LabelState.NotActivated);
        Take(next, change.Last, LabelState.NotActivated);

        // Counted after joining: the recall of a whole batch makes one piece of many and must never be refused.
        var joined = Joined(result).ToList();
        return joined.Count > PiecesMax
            ? new RangeChange.TooManyPieces()
            : new RangeChange.Applied(new RangeBook(Count, joined), changed, fromNotActivated);
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

    /// <summary>Lawful: the new book, how many labels changed, and how many of them had never been activated.</summary>
    public sealed record Applied(RangeBook Book, long Changed, long FromNotActivated) : RangeChange;

    /// <summary>A label of the range may not take this state; the first such serial and its state.</summary>
    public sealed record Unlawful(uint Serial, LabelState From) : RangeChange;

    /// <summary>The range leaves the batch of <paramref name="Count"/> labels or runs backwards.</summary>
    public sealed record OutsideBatch(uint Count) : RangeChange;

    /// <summary>The batch would fall into more than <see cref="RangeBook.PiecesMax"/> pieces.</summary>
    public sealed record TooManyPieces : RangeChange;
}
