namespace Traceability.Stories;

/// <summary>The clock that a story sets. Like the clock of any machine it may be set back.</summary>
internal sealed class StoryClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Goes on to a later moment.</summary>
    public void GoTo(DateTimeOffset moment) => _now = moment > _now ? moment : _now;

    /// <summary>Shows any moment, later or earlier.</summary>
    public void SetTo(DateTimeOffset moment) => _now = moment;
}
