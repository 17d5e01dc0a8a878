using System.Collections.Immutable;

namespace Traceability.Rights;

/// <summary>
/// The life of a right in dated entries, never overwritten: asked for any day, as known at any moment. A correction is a new
/// entry for the same effective day.
/// </summary>
public sealed class StateSeries
{
    /// <summary>A right of which nothing is recorded.</summary>
    public static readonly StateSeries Empty = new([]);

    private readonly ImmutableArray<RightStateEntry> entries;

    private StateSeries(ImmutableArray<RightStateEntry> entries) => this.entries = entries;

    /// <summary>All entries: by effective day, then by the moment they were recorded.</summary>
    public IReadOnlyList<RightStateEntry> Entries => entries;

    /// <summary>A series of these entries, in whatever order they come.</summary>
    public static StateSeries Of(IEnumerable<RightStateEntry> entries) =>
        new([.. entries.OrderBy(entry => entry.EffectiveOn).ThenBy(entry => entry.RecordedAt).ThenBy(entry => entry.State)]);

    /// <summary>This series with one entry more.</summary>
    public StateSeries With(RightStateEntry entry) => Of(entries.Add(entry));

    /// <summary>
    /// Where the right stood on <paramref name="day"/> by what was recorded up to <paramref name="knownAt"/>: the latest
    /// effective entry, of one day the latest recorded. A known invalidation answers for every day, before and after, unless
    /// corrected on its own day. A pledge, licence or transfer shows only while the right is in force: it cannot give one.
    /// </summary>
    public RightStanding StateOn(DateOnly day, DateTimeOffset knownAt)
    {
        RightStateEntry? standing = null, act = null;
        foreach (var entry in entries)
        {
            if (entry.RecordedAt > knownAt)
                continue;
            if (entry.State == RightState.Invalidated && !IsCorrected(entry, knownAt))
                return new RightStanding.Recorded(entry);
            if (entry.EffectiveOn > day)
                continue;
            if (IsActUnderTheRight(entry.State))
                act = entry;
            else
                standing = entry;
        }

        if (standing is null)
            return new RightStanding.NotYet();

        var actShows = act is not null && InForceRule.Holds(standing.State) && act.EffectiveOn >= standing.EffectiveOn;
        return new RightStanding.Recorded(actShows ? act! : standing);
    }

    private static bool IsActUnderTheRight(RightState state) =>
        state is RightState.Pledged or RightState.Licensed or RightState.Transferred;

    private bool IsCorrected(RightStateEntry faulty, DateTimeOffset knownAt) => entries.Any(entry =>
        entry.EffectiveOn == faulty.EffectiveOn && entry.RecordedAt > faulty.RecordedAt && entry.RecordedAt <= knownAt
        && !IsActUnderTheRight(entry.State));
}
