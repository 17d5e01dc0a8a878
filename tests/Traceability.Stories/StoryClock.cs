namespace Traceability.Stories;

/// <summary>The clock of a story: it goes on to a later moment when told to, and jumps anywhere as a broken one does.</summary>
internal sealed class StoryClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void GoTo(DateTimeOffset moment) => _now = moment > _now ? moment : _now;

    public void JumpTo(DateTimeOffset moment) => _now = moment;
}
