using Traceability.Issuing;
using static Traceability.Issuing.LabelState;

namespace Traceability.Tests.Issuing;

public sealed class ReconciliationRuleTests
{
    // Of 100 labels: what was counted (applied, spoiled, destroyed, in stock), what is recorded (activated, spoiled, withdrawn, retired), and what follows.
    [Theory]
    [InlineData("60 5 5 30", "60 10 0 0", 0, "")]
    [InlineData("0 0 0 100", "0 0 0 0", 0, "")]
    [InlineData("100 0 0 0", "80 0 0 20", 0, "")]
    // Applied on the line before they are released: no contradiction.
    [InlineData("100 0 0 0", "0 0 0 0", 0, "")]
    // Released on the roll before they are applied: none either.
    [InlineData("10 0 0 90", "100 0 0 0", 0, "")]
    // Labels that nobody can find.
    [InlineData("60 5 5 29", "60 10 0 0", 1, "unaccounted 1")]
    [InlineData("0 0 0 0", "0 0 0 0", 100, "unaccounted 100")]
    // Recorded as stolen, and missing: still missing.
    [InlineData("60 0 0 30", "60 0 10 0", 10, "unaccounted 10")]
    // More than were ordered: printed twice.
    [InlineData("71 0 0 30", "71 0 0 0", -1, "surplus 1")]
    [InlineData("100 0 0 100", "100 0 0 0", -100, "surplus 100")]
    // Spoiled in the hand and alive in the records, up to the last one.
    [InlineData("60 5 5 30", "60 9 0 0", 0, "spoiledNotRecorded 1")]
    [InlineData("60 10 0 30", "60 0 10 0", 0, "")]
    [InlineData("90 10 0 0", "100 0 0 0", 0, "activatedNotApplied 10, spoiledNotRecorded 10")]
    // On sale by the records, and neither on goods nor in stock.
    [InlineData("60 0 0 30", "90 0 0 0", 10, "unaccounted 10")]
    [InlineData("60 0 0 30", "91 0 0 0", 10, "unaccounted 10, activatedNotApplied 1")]
    [InlineData("60 0 0 30", "50 0 0 41", 10, "unaccounted 10, activatedNotApplied 1")]
    // The allowance went back, and nobody saw them spoiled: that is how one label is paid for twice.
    [InlineData("90 4 5 1", "90 10 0 0", 0, "spoiledNotCounted 1")]
    [InlineData("100 0 0 0", "90 10 0 0", 0, "spoiledNotCounted 10")]
    [InlineData("0 0 0 101", "0 1 0 0", -1, "surplus 1, spoiledNotCounted 1")]
    public void A_count_says_what_it_misses_and_what_it_contradicts(string counted, string recorded, long difference, string contradictions)
    {
        var (c, r) = (Numbers(counted), Numbers(recorded));

        var judged = ReconciliationRule.Judge(100, new StockTally(c[0], c[1], c[2], c[3]), new RecordedTally(r[0], r[1], r[2], r[3]));

        Assert.Equal(difference, judged.Difference);
        Assert.Equal(contradictions, string.Join(", ", judged.Contradictions.Select(found => $"{found.Code} {found.Labels}")));
        Assert.All(judged.Contradictions, found => Assert.False(string.IsNullOrEmpty(found.Words.Zh) || string.IsNullOrEmpty(found.Words.En)));
    }

    [Fact]
    public void The_largest_numbers_that_are_taken_do_not_overflow()
    {
        var most = ReconciliationRule.NumberMax;
        var judged = ReconciliationRule.Judge(1, new StockTally(most, most, most, most), new RecordedTally(1, 0, 0, 0));

        Assert.Equal(1 - (4 * most), judged.Difference);
        Assert.Equal(["surplus", "spoiledNotRecorded"], judged.Contradictions.Select(found => found.Code));
    }

    // Each label has a place where it is and a state that we recorded. Where both agree nothing is said; whatever is said can be pointed at.
    [Fact]
    public void Honest_labels_are_never_contradicted_and_every_contradiction_has_its_labels()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var count = random.Next(1, 30);
            var places = Enumerable.Range(0, count).Select(_ => random.Next(4)).ToArray();
            var honest = places.Select(place => place switch { 0 => random.Next(2) == 0 ? Activated : Retired, 1 or 2 => Spoiled, _ => NotActivated }).ToArray();
            Assert.Equal([], Judge(places, honest).Contradictions);

            var states = honest.Select(state => random.Next(4) == 0 ? (LabelState)random.Next(5) : state).ToArray();
            var judged = Judge(places, states);
            Assert.Equal(0, judged.Difference);
            Assert.All(judged.Contradictions, found => Assert.InRange(found.Labels, 1, Enumerable.Range(0, count).Count(i => found.Code switch
            {
                "activatedNotApplied" => states[i] is Activated or Retired && places[i] is 1 or 2,
                "spoiledNotRecorded" => places[i] is 1 or 2 && states[i] is not (Spoiled or Withdrawn),
                "spoiledNotCounted" => states[i] == Spoiled && places[i] is not (1 or 2),
                _ => false,
            })));
        }
    }

    [Theory]
    [InlineData("", 1, 10, "stands")]
    [InlineData("11-20", 1, 10, "stands")]
    [InlineData("11-20", 21, 30, "stands")]
    [InlineData("11-20", 11, 20, "stands for 11-20")]
    [InlineData("11-20", 1, 100, "stands for 11-20")]
    [InlineData("11-20 31-40 51-60", 11, 40, "stands for 11-20 31-40")]
    [InlineData("11-20", 20, 30, "cuts 11-20")]
    [InlineData("11-20", 1, 11, "cuts 11-20")]
    [InlineData("11-20", 12, 19, "cuts 11-20")]
    [InlineData("11-20", 11, 19, "cuts 11-20")]
    [InlineData("1-5 11-20", 1, 15, "cuts 11-20")]
    public void A_count_replaces_what_it_covers_and_cuts_through_nothing(string standing, uint first, uint last, string expected)
    {
        var place = ReconciliationRule.Place([.. standing.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Span)], new SerialSpan(first, last));

        Assert.Equal(expected, place switch
        {
            CountPlace.Stands { Replaced: [] } => "stands",
            CountPlace.Stands { Replaced: var replaced } => $"stands for {string.Join(' ', replaced.Select(Text))}",
            CountPlace.CutsThrough { Earlier: var earlier } => $"cuts {Text(earlier)}",
            _ => "",
        });
    }

    // Whatever is counted in whatever order, no label is ever in two counts that stand.
    [Fact]
    public void Counts_that_stand_never_overlap()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            List<SerialSpan> standing = [];
            for (var step = 0; step < 30; step++)
            {
                var (a, b) = ((uint)random.Next(1, 25), (uint)random.Next(1, 25));
                var wanted = new SerialSpan(Math.Min(a, b), Math.Max(a, b));
                if (ReconciliationRule.Place(standing, wanted) is not CountPlace.Stands stands)
                    continue;
                standing.RemoveAll(stands.Replaced.Contains);
                Assert.DoesNotContain(standing, earlier => earlier.Overlaps(wanted));
                standing.Add(wanted);
            }

            Assert.InRange(standing.Sum(span => span.Count), 1, 25);
        }
    }

    [Fact]
    public void A_batch_has_so_many_counts_and_a_larger_one_makes_room()
    {
        var full = Enumerable.Range(1, ReconciliationRule.CountsMax).Select(i => new SerialSpan(2 * (uint)i, 2 * (uint)i)).ToList();

        Assert.IsType<CountPlace.TooMany>(ReconciliationRule.Place(full, new SerialSpan(1, 1)));
        Assert.IsType<CountPlace.Stands>(ReconciliationRule.Place(full, new SerialSpan(1, 2)));
        Assert.IsType<CountPlace.Stands>(ReconciliationRule.Place(full[1..], new SerialSpan(1, 1)));
    }

    [Theory]
    [InlineData("", 0, 100, 0, false)]
    [InlineData("60:0 40:0", 100, 0, 0, true)]
    [InlineData("60:0", 60, 40, 0, false)]
    [InlineData("60:5 40:-2", 100, 0, 3, false)]
    // A surplus here does not hide a gap there.
    [InlineData("60:5 40:-5", 100, 0, 0, false)]
    public void A_batch_balances_when_all_was_counted_and_every_count_does(string standing, long counted, long notCounted, long difference, bool balances)
    {
        var counts = standing.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(count => count.Split(':')).Select(count => (long.Parse(count[0]), long.Parse(count[1]))).ToList();

        Assert.Equal(new BatchBalance(100, counted, notCounted, difference, balances), ReconciliationRule.Total(100, counts));
    }

    [Fact]
    public void The_records_of_a_span_are_those_of_its_labels_alone()
    {
        var book = new RangeBook(20, [Range(1, 6, Activated), Range(7, 8, Spoiled), Range(10, 13, Withdrawn), Range(15, 20, Retired)]);

        Assert.Equal(new RecordedTally(2, 2, 4, 1), RecordedTally.Of(book, new SerialSpan(5, 15)));
        Assert.Equal(new RecordedTally(0, 0, 0, 0), RecordedTally.Of(book, new SerialSpan(9, 9)));
    }

    [Theory]
    [InlineData("", 1, 10, null)]
    [InlineData("1-10 21-30", 11, 20, null)]
    [InlineData("1-10 21-30", 10, 20, "1-10")]
    [InlineData("1-10 21-30", 11, 21, "21-30")]
    [InlineData("1-10", 1, 10, "1-10")]
    [InlineData("1-10", 2, 3, "1-10")]
    [InlineData("5-6", 1, 10, "5-6")]
    public void No_label_lies_on_two_rolls(string rolls, uint first, uint last, string? other)
    {
        var decision = RollRule.Judge([.. rolls.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Span)], new SerialSpan(first, last));

        Assert.Equal(other is null ? new RollDecision.Recorded() : new RollDecision.Overlaps(Span(other)), decision);
    }

    [Fact]
    public void A_batch_has_so_many_rolls()
    {
        var full = Enumerable.Range(1, RollRule.RollsMax).Select(i => new SerialSpan((uint)i, (uint)i)).ToList();

        Assert.IsType<RollDecision.TooMany>(RollRule.Judge(full, new SerialSpan(RollRule.RollsMax + 1, RollRule.RollsMax + 1)));
        Assert.IsType<RollDecision.Recorded>(RollRule.Judge(full[1..], new SerialSpan(1, 1)));
    }

    // Places: 0 applied, 1 spoiled, 2 destroyed, 3 in stock.
    private static Reconciliation Judge(int[] places, LabelState[] states) => ReconciliationRule.Judge(
        places.Length,
        new StockTally(places.Count(place => place == 0), places.Count(place => place == 1), places.Count(place => place == 2), places.Count(place => place == 3)),
        new RecordedTally(
            states.Count(state => state == Activated), states.Count(state => state == Spoiled), states.Count(state => state == Withdrawn), states.Count(state => state == Retired)));

    private static long[] Numbers(string text) => [.. text.Split(' ').Select(long.Parse)];

    private static SerialSpan Span(string text) => text.Split('-') is [var first, var last] ? new SerialSpan(uint.Parse(first), uint.Parse(last)) : throw new FormatException(text);

    private static string Text(SerialSpan span) => $"{span.First}-{span.Last}";

    private static LabelRange Range(uint first, uint last, LabelState state) => new(first, last, state, null, DateTimeOffset.UnixEpoch);
}
