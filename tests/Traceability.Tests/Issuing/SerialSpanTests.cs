using Traceability.Issuing;

namespace Traceability.Tests.Issuing;

public sealed class SerialSpanTests
{
    [Theory]
    [InlineData(1, 1, 1, true)]
    [InlineData(1, 10, 10, true)]
    [InlineData(10, 10, 10, true)]
    [InlineData(0, 1, 10, false)]
    [InlineData(-1, 1, 10, false)]
    [InlineData(2, 1, 10, false)]
    [InlineData(1, 11, 10, false)]
    [InlineData(11, 11, 10, false)]
    [InlineData(4_294_967_297, 4_294_967_297, 10, false)]
    [InlineData(1, long.MaxValue, uint.MaxValue, false)]
    [InlineData(1, uint.MaxValue, uint.MaxValue, true)]
    [InlineData(1, 1, 0, false)]
    public void A_span_lies_in_its_batch_and_never_runs_backwards(long first, long last, uint count, bool fits)
    {
        Assert.Equal(fits, SerialSpan.TryCreate(first, last, count, out var span));
        Assert.Equal(fits ? (first, last, last - first + 1) : (0L, 0L, 1L), (span.First, span.Last, span.Count));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    public void What_is_no_span_cannot_be_made(uint first, uint last) => Assert.Throws<ArgumentOutOfRangeException>(() => new SerialSpan(first, last));

    // Every pair of spans of six serials, against sets.
    [Fact]
    public void Spans_overlap_and_cover_as_sets_do()
    {
        var all = (from first in Enumerable.Range(1, 6) from last in Enumerable.Range(first, 7 - first) select new SerialSpan((uint)first, (uint)last)).ToList();
        foreach (var a in all)
        {
            foreach (var b in all)
            {
                var (left, right) = (SetOf(a), SetOf(b));
                Assert.Equal(left.Overlaps(right), a.Overlaps(b));
                Assert.Equal(right.IsSubsetOf(left), a.Covers(b));
            }
        }
    }

    private static HashSet<uint> SetOf(SerialSpan span) => [.. Enumerable.Range((int)span.First, (int)span.Count).Select(serial => (uint)serial)];
}
