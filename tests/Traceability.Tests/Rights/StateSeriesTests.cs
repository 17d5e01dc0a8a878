using Traceability.Rights;
using static Traceability.Rights.RightState;

namespace Traceability.Tests.Rights;

public sealed class StateSeriesTests
{
    private static readonly DateTimeOffset Later = At(100);

    // Granted on day 10, lapsed on 20, restored on 30: the table walks over each border.
    [Theory]
    [InlineData(9, null)]
    [InlineData(10, Granted)]
    [InlineData(19, Granted)]
    [InlineData(20, Lapsed)]
    [InlineData(29, Lapsed)]
    [InlineData(30, Restored)]
    [InlineData(99, Restored)]
    public void The_latest_effective_entry_decides_a_day(int day, RightState? expected) =>
        Assert.Equal(expected, State(Series((Granted, 10, 10), (Lapsed, 20, 20), (Restored, 30, 30)), day, Later));

    [Theory]
    [InlineData(24, Granted)]
    [InlineData(25, Lapsed)]
    public void An_entry_counts_from_the_moment_it_was_recorded(int knownAt, RightState expected) =>
        Assert.Equal(expected, State(Series((Granted, 10, 10), (Lapsed, 20, 25)), day: 22, At(knownAt)));

    [Theory]
    [InlineData(29, Lapsed)]
    [InlineData(30, Restored)]
    public void A_correction_of_the_same_day_wins_once_recorded(int knownAt, RightState expected) =>
        Assert.Equal(expected, State(Series((Granted, 10, 10), (Lapsed, 20, 20), (Restored, 20, 30)), day: 22, At(knownAt)));

    [Theory]
    [InlineData(15, 49, Granted)]
    [InlineData(15, 50, Invalidated)]
    [InlineData(5, 50, Invalidated)]
    [InlineData(90, 50, Invalidated)]
    public void A_known_invalidation_voids_every_day(int day, int knownAt, RightState expected) =>
        Assert.Equal(expected, State(Series((Granted, 10, 10), (Invalidated, 40, 50), (Restored, 60, 45)), day, At(knownAt)));

    [Theory]
    [InlineData(69, Invalidated)]
    [InlineData(70, Restored)]
    public void An_invalidation_is_taken_back_by_a_correction_of_its_own_day(int knownAt, RightState expected) =>
        Assert.Equal(expected, State(Series((Granted, 10, 10), (Invalidated, 40, 50), (Restored, 40, 70)), day: 80, At(knownAt)));

    [Theory]
    [InlineData(40, 50)]
    [InlineData(40, 40)]
    [InlineData(41, 70)]
    public void Nothing_else_takes_an_invalidation_back(int effectiveOn, int recordedAt) =>
        Assert.Equal(Invalidated, State(Series((Granted, 10, 10), (Invalidated, 40, 50), (Restored, effectiveOn, recordedAt)), 80, Later));

    [Fact]
    public void A_licence_recorded_for_its_day_does_not_take_an_invalidation_back() =>
        Assert.Equal(Invalidated, State(Series((Granted, 10, 10), (Invalidated, 40, 50), (Licensed, 40, 70)), day: 15, Later));

    [Theory]
    [InlineData(Pledged)]
    [InlineData(Licensed)]
    [InlineData(Transferred)]
    public void An_act_under_the_right_shows_while_the_right_is_in_force(RightState act)
    {
        var series = Series((Granted, 10, 10), (act, 20, 20), (Lapsed, 30, 30), (act, 40, 40), (Restored, 50, 50), (act, 50, 50));

        Assert.Equal([Granted, act, Lapsed, Lapsed, act], new[] { 19, 20, 30, 45, 50 }.Select(day => State(series, day, Later)));
    }

    [Theory]
    [InlineData(Pledged)]
    [InlineData(Licensed)]
    [InlineData(Transferred)]
    public void An_act_alone_gives_no_right(RightState act)
    {
        Assert.Null(State(Series((act, 20, 20)), day: 30, Later));
        Assert.Equal(Applied, State(Series((Applied, 10, 10), (act, 20, 20)), day: 30, Later));
    }

    [Fact]
    public void An_act_from_before_a_restoration_does_not_hide_it() =>
        Assert.Equal(Restored, State(Series((Granted, 10, 10), (Licensed, 15, 15), (Lapsed, 20, 20), (Restored, 30, 30)), day: 40, Later));

    [Fact]
    public void A_right_without_entries_stands_nowhere_yet() =>
        Assert.IsType<RightStanding.NotYet>(StateSeries.Empty.StateOn(DateOnly.MaxValue, DateTimeOffset.MaxValue));

    [Fact]
    public void Adding_an_entry_leaves_the_older_series_as_it_was()
    {
        var before = Series((Granted, 10, 10));
        var after = before.With(Entry(Lapsed, 20, 20));

        Assert.Equal((1, 2), (before.Entries.Count, after.Entries.Count));
        Assert.Equal(Lapsed, State(after, day: 20, Later));
    }

    [Fact]
    public void The_order_in_which_entries_are_loaded_does_not_matter()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 2_000; round++)
        {
            var entries = Enumerable.Range(0, random.Next(1, 8))
                .Select(_ => Entry((RightState)random.Next(0, 13), random.Next(0, 6), random.Next(0, 6))).ToArray();
            var (series, day, knownAt) = (StateSeries.Of(entries), random.Next(0, 7), At(random.Next(0, 7)));

            random.Shuffle(entries);
            Assert.Equal(State(series, day, knownAt), State(StateSeries.Of(entries), day, knownAt));
        }
    }

    [Fact]
    public void What_is_recorded_later_never_changes_what_was_known_before()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 2_000; round++)
        {
            var series = StateSeries.Of(Enumerable.Range(0, 6).Select(_ => Entry((RightState)random.Next(0, 13), random.Next(0, 9), random.Next(0, 9))));
            var later = series.With(Entry((RightState)random.Next(0, 13), random.Next(0, 9), recordedAt: 10));

            for (var day = 0; day < 10; day++)
                Assert.Equal(State(series, day, At(9)), State(later, day, At(9)));
        }
    }

    internal static StateSeries Series(params (RightState State, int EffectiveOn, int RecordedAt)[] entries) =>
        StateSeries.Of(entries.Select(entry => Entry(entry.State, entry.EffectiveOn, entry.RecordedAt)));

    internal static DateOnly Day(int day) => new DateOnly(2024, 1, 1).AddDays(day);

    internal static DateTimeOffset At(int day) => new(Day(day), new TimeOnly(12, 0), TimeSpan.FromHours(8));

    private static RightStateEntry Entry(RightState state, int effectiveOn, int recordedAt) =>
        new(state, Day(effectiveOn), At(recordedAt), "专利公报", Day(recordedAt));

    private static RightState? State(StateSeries series, int day, DateTimeOffset knownAt) =>
        (series.StateOn(Day(day), knownAt) as RightStanding.Recorded)?.Entry.State;
}
