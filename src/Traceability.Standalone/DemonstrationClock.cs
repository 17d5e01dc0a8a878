namespace Traceability.Standalone;

/// <summary>A clock that the demonstration sets, so that its rights were granted, its lots made and its labels scanned on days of their own.</summary>
internal sealed class DemonstrationClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Goes on to a later moment.</summary>
    public void GoTo(DateTimeOffset moment) => _now = moment > _now ? moment : _now;
}
