using Traceability.Issuing;
using static Traceability.Issuing.LabelState;

namespace Traceability.Tests.Issuing;

public sealed class RangeBookTests
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_empty_book_is_not_activated_from_end_to_end()
    {
        var book = new RangeBook(uint.MaxValue, []);

        Assert.Null(book.Find(1));
        Assert.Null(book.Find(uint.MaxValue));
        Assert.Equal(uint.MaxValue, book.CountOf(NotActivated));
    }

    [Fact]
    public void A_change_may_reach_the_last_serial_there_can_be()
    {
        var activated = Applied(new RangeBook(uint.MaxValue, []), Of(1, uint.MaxValue, Activated));
        var cut = Applied(activated.Book, Of(uint.MaxValue, uint.MaxValue, Withdrawn));

        Assert.Equal((uint.MaxValue, uint.MaxValue), (activated.Changed, activated.FromNotActivated));
        Assert.Equal([Of(1, uint.MaxValue - 1, Activated), Of(uint.MaxValue, uint.MaxValue, Withdrawn)], cut.Book.Ranges);
        Assert.Equal((1, 0), (cut.Changed, cut.FromNotActivated));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 4)]
    [InlineData(1, 11)]
    [InlineData(11, 11)]
    [InlineData(1, uint.MaxValue)]
    public void A_change_outside_the_batch_is_refused(uint first, uint last) =>
        Assert.Equal(new RangeChange.OutsideBatch(10), new RangeBook(10, []).Apply(Of(first, last, Activated)));

    [Theory]
    [InlineData(0, 3, Activated)]
    [InlineData(3, 2, Activated)]
    [InlineData(8, 11, Activated)]
    [InlineData(5, 6, Activated)]
    [InlineData(2, 4, Activated)]
    [InlineData(8, 9, NotActivated)]
    public void Stored_ranges_that_cannot_be_true_are_refused(uint first, uint last, LabelState state) =>
        Assert.Throws<ArgumentException>(() => new RangeBook(10, [Of(4, 5, Activated), Of(first, last, state)]));

    [Fact]
    public void Repeating_a_state_keeps_its_first_reason_and_moment()
    {
        var first = Applied(new RangeBook(10, []), Of(4, 6, Withdrawn) with { Reason = "lost" });
        var again = Applied(first.Book, new LabelRange(4, 7, Withdrawn, "stolen", Noon.AddHours(1)));

        Assert.Equal("lost", again.Book.Find(6)!.Reason);
        Assert.Equal("stolen", again.Book.Find(7)!.Reason);
        Assert.Equal((1, 1), (again.Changed, again.FromNotActivated));
    }

    [Fact]
    public void Saying_not_activated_of_labels_that_are_not_changes_nothing() =>
        Assert.Equal((0L, 0L, 0), Applied(new RangeBook(10, []), Of(1, 10, NotActivated)) is var change
            ? (change.Changed, change.FromNotActivated, change.Book.Ranges.Count)
            : default);

    [Fact]
    public void A_refusal_names_the_first_label_that_forbids()
    {
        var book = new RangeBook(10, [Of(3, 4, Activated), Of(8, 8, Withdrawn)]);

        Assert.Equal(new RangeChange.Unlawful(3, Activated), book.Apply(Of(1, 10, Spoiled)));
        Assert.Equal(new RangeChange.Unlawful(8, Withdrawn), book.Apply(Of(1, 10, Activated)));
        Assert.Equal(new RangeChange.Unlawful(1, NotActivated), book.Apply(Of(1, 10, Retired)));
        Assert.Equal(new RangeChange.Unlawful(5, NotActivated), book.Apply(Of(4, 8, Retired)));
        Assert.Equal(new RangeChange.Unlawful(9, NotActivated), new RangeBook(10, [Of(1, 8, Activated)]).Apply(Of(1, 10, Retired)));
    }

    [Fact]
    public void More_pieces_than_a_batch_may_have_are_refused_and_a_recall_of_them_all_is_not()
    {
        // Every second label for a reason of its own: as many pieces as a batch may have.
        var book = new RangeBook(2 * RangeBook.PiecesMax + 2, Enumerable.Range(1, RangeBook.PiecesMax).Select(i => Of(2 * (uint)i, 2 * (uint)i, Activated)));

        Assert.IsType<RangeChange.TooManyPieces>(book.Apply(Of(book.Count, book.Count, Activated)));
        Assert.Equal([Of(1, book.Count, Withdrawn)], Applied(book, Of(1, book.Count, Withdrawn)).Book.Ranges);
    }

    [Fact]
    public void Pieces_that_a_book_does_not_hold_count_too()
    {
        var book = new RangeBook(10, [Of(1, 2, Activated)]);

        Assert.IsType<RangeChange.Applied>(book.Apply(Of(4, 4, Activated), RangeBook.PiecesMax - 2));
        Assert.IsType<RangeChange.TooManyPieces>(book.Apply(Of(4, 4, Activated), RangeBook.PiecesMax - 1));
        Assert.IsType<RangeChange.TooManyPieces>(book.ApplyWhereLawful(Of(4, 4, Activated), RangeBook.PiecesMax - 1));
        Assert.IsType<RangeChange.Applied>(book.Apply(Of(3, 4, Activated), RangeBook.PiecesMax - 1));
    }

    // The model is one state for each label. Small batches and many seeds meet every way in which two ranges can touch.
    [Fact]
    public void A_book_agrees_with_one_row_per_label()
    {
        for (var seed = 0; seed < 5_000; seed++)
            PlayAgainstModel(new Random(seed), leavesOthers: false);
    }

    [Fact]
    public void Where_others_are_left_as_they_are_a_book_agrees_with_one_row_per_label_too()
    {
        for (var seed = 0; seed < 5_000; seed++)
            PlayAgainstModel(new Random(seed), leavesOthers: true);
    }

    [Fact]
    public void What_may_not_take_the_state_is_left_with_its_reason_and_counted()
    {
        var book = new RangeBook(10, [Of(3, 4, Spoiled) with { Reason = "torn" }, Of(6, 6, Activated), Of(8, 9, Withdrawn)]);

        var activated = Assert.IsType<RangeChange.Applied>(book.ApplyWhereLawful(Of(2, 8, Activated)));
        Assert.Equal((3, 3, 3), (activated.Changed, activated.FromNotActivated, activated.Left));
        Assert.Equal([Of(2, 2, Activated), Of(3, 4, Spoiled) with { Reason = "torn" }, Of(5, 7, Activated), Of(8, 9, Withdrawn)], activated.Book.Ranges);

        var again = Assert.IsType<RangeChange.Applied>(activated.Book.ApplyWhereLawful(Of(2, 8, Activated)));
        Assert.Equal((0, 0, 3), (again.Changed, again.FromNotActivated, again.Left));
        Assert.Equal(activated.Book.Ranges, again.Book.Ranges);
        Assert.Equal(new RangeChange.OutsideBatch(10), book.ApplyWhereLawful(Of(2, 11, Activated)));
    }

    // Every state over every span of a book that holds all of them.
    [Fact]
    public void Labels_of_a_span_are_counted_by_state()
    {
        var book = new RangeBook(12, [Of(2, 4, Activated), Of(5, 5, Spoiled), Of(8, 9, Retired), Of(11, 12, Withdrawn)]);
        for (var first = 1u; first <= 12; first++)
        {
            for (var last = first; last <= 12; last++)
            {
                var states = Enumerable.Range((int)first, (int)(last - first + 1)).Select(serial => book.Find((uint)serial)?.State ?? NotActivated).ToList();
                foreach (var state in Enum.GetValues<LabelState>())
                    Assert.Equal(states.Count(held => held == state), book.CountOf(state, first, last));
            }
        }
    }

    private static void PlayAgainstModel(Random random, bool leavesOthers)
    {
        var count = (uint)random.Next(1, 40);
        var model = new (LabelState State, string? Reason, DateTimeOffset Since)[count + 1];
        var book = new RangeBook(count, []);
        for (var step = 0; step < 12; step++)
        {
            var (a, b) = ((uint)random.Next(1, (int)count + 1), (uint)random.Next(1, (int)count + 1));
            var change = new LabelRange(
                Math.Min(a, b), Math.Max(a, b), (LabelState)random.Next(0, 5), random.Next(3) == 0 ? "recall" : null, Noon.AddHours(random.Next(2)));
            var serials = Enumerable.Range((int)change.First, (int)change.Count).ToArray();
            var forbids = serials.FirstOrDefault(serial => !LabelStateRule.Allows(model[serial].State, change.State));
            var lawful = serials.Where(serial => LabelStateRule.Allows(model[serial].State, change.State)).ToArray();
            var changing = lawful.Where(serial => model[serial].State != change.State).ToArray();
            var before = book.Ranges.ToArray();

            var outcome = leavesOthers ? book.ApplyWhereLawful(change) : book.Apply(change);

            Assert.Equal(before, book.Ranges);
            if (forbids != 0 && !leavesOthers)
            {
                Assert.Equal(new RangeChange.Unlawful((uint)forbids, model[forbids].State), outcome);
                continue;
            }

            var applied = Assert.IsType<RangeChange.Applied>(outcome);
            Assert.Equal(changing.Length, applied.Changed);
            Assert.Equal(serials.Length - lawful.Length, applied.Left);
            Assert.Equal(changing.Count(serial => model[serial].State == NotActivated), applied.FromNotActivated);
            foreach (var serial in changing)
                model[serial] = (change.State, change.Reason, change.Since);
            book = applied.Book;
            AssertSame(model, book);
        }
    }

    private static void AssertSame((LabelState State, string? Reason, DateTimeOffset Since)[] model, RangeBook book)
    {
        for (var serial = 1u; serial <= book.Count; serial++)
        {
            var range = book.Find(serial);
            Assert.Equal(model[serial].State, range?.State ?? NotActivated);
            if (range is not null)
                Assert.Equal((model[serial].Reason, model[serial].Since), (range.Reason, range.Since));
        }

        Assert.Null(book.Find(0));
        Assert.Null(book.Find(book.Count + 1));
        foreach (var state in Enum.GetValues<LabelState>())
            Assert.Equal(model.Skip(1).Count(label => label.State == state), book.CountOf(state));
        // Neighbours that say the same are one piece, or memory would grow with every carton.
        foreach (var (left, right) in book.Ranges.Zip(book.Ranges.Skip(1)))
            Assert.False(left.Last + 1 == right.First && left with { First = right.First, Last = right.Last } == right);
    }

    private static RangeChange.Applied Applied(RangeBook book, LabelRange change) => Assert.IsType<RangeChange.Applied>(book.Apply(change));

    private static LabelRange Of(uint first, uint last, LabelState state) => new(first, last, state, null, Noon);
}
