using System.Text.Json;
using Traceability.Scans;

namespace Traceability.Storage.Scans;

/// <summary>Why an alert has an honest explanation. Names are stored.</summary>
public enum Explanation
{
    /// <summary>A dealer looks at what he sells.</summary>
    Dealer,
    /// <summary>Goods are shown to many.</summary>
    Exhibition,
    /// <summary>Something else, in words.</summary>
    Other,
}

/// <summary>A recorded alert: of a label, or of its batch as a whole.</summary>
/// <param name="Id">Identity.</param>
/// <param name="TenantId">Whose batch it is.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="Serial">The label; 0 when it is about the batch.</param>
/// <param name="Cause">Why.</param>
/// <param name="RaisedAt">When it was first told.</param>
public sealed record AlertRow(Guid Id, Guid TenantId, Guid BatchId, uint Serial, AlertCause Cause, DateTimeOffset RaisedAt) : ITenantOwned
{
    /// <summary>How it stands.</summary>
    public required AlertState State { get; set; }

    /// <summary>When it was last told.</summary>
    public DateTimeOffset LastSeenAt { get; set; } = RaisedAt;

    /// <summary>How often it was told.</summary>
    public long TimesSeen { get; set; }

    /// <summary>The sightings it rests on, as <see cref="AlertEvidence"/> writes them.</summary>
    public required string Evidence { get; set; }

    /// <summary>Certain metres that speak for it.</summary>
    public double Metres { get; set; }

    /// <summary>Hours from the first of its evidence to the last.</summary>
    public double Hours { get; set; }

    /// <summary>Labels above what was declared.</summary>
    public long Labels { get; set; }

    /// <summary>Why the label had been taken back.</summary>
    public Cause TakenBackFor { get; set; }

    /// <summary>While it waits: the moment that must pass without a flood.</summary>
    public DateTimeOffset? OpensAt { get; set; }

    /// <summary>The explanation, once it has one.</summary>
    public Explanation? Explanation { get; set; }

    /// <summary>The pattern that explained it when it was told; none when a person did.</summary>
    public Guid? PatternId { get; set; }

    /// <summary>What whoever decided wrote.</summary>
    public string? Reason { get; set; }

    /// <summary>The key of whoever decided; none for a pattern or a flood.</summary>
    public Guid? DecidedBy { get; set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; set; }
}

/// <summary>An explained pattern, remembered for one batch, cause and perhaps city: what fits it is recorded as explained and bothers nobody.</summary>
/// <param name="Id">Identity.</param>
/// <param name="TenantId">Whose batch it is.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="Cause">What it explains.</param>
/// <param name="Adcode">The city (GB/T 2260) in which; none for the whole batch.</param>
/// <param name="Explanation">Of which kind.</param>
/// <param name="Reason">In words.</param>
/// <param name="AlertId">The alert that was explained.</param>
/// <param name="MadeBy">The key of whoever explained.</param>
/// <param name="MadeAt">When.</param>
public sealed record AlertPatternRow(
    Guid Id, Guid TenantId, Guid BatchId, AlertCause Cause, string? Adcode, Explanation Explanation, string Reason, Guid AlertId, Guid MadeBy, DateTimeOffset MadeAt) : ITenantOwned
{
    /// <summary>The moment from which on it explains nothing more; none without end.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>True for a cause that it explains: what came after the first sighting, as far as a place was offered, lies in its city, and something does.</summary>
    // The first sighting is where the item was before.
    public bool Explains(AlertCause cause, IReadOnlyList<AlertEvidence> evidence, DateTimeOffset now) =>
        cause == Cause && !(EndsAt <= now)
        && (Adcode is null || CityOf(evidence) == Adcode);

    /// <summary>The one city in which the scans lie, as far as their places are known, the first aside when there are more; none when there is no such city.</summary>
    public static string? CityOf(IReadOnlyList<AlertEvidence> evidence) =>
        evidence.Skip(evidence.Count > 1 ? 1 : 0).Where(seen => seen.HasPlace).Select(seen => seen.Adcode).Distinct().ToArray() is [{ } city] ? city : null;
}

/// <summary>What is kept of a sighting that an alert rests on: its city at most, never its place, network or phone.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Verdict">What was answered.</param>
/// <param name="HasPlace">Whether a place was offered.</param>
/// <param name="Adcode">Its city (GB/T 2260), else that of the network, when one is known.</param>
public sealed record AlertEvidence(DateTimeOffset At, Verdict Verdict, bool HasPlace, string? Adcode)
{
    /// <summary>Reads what was stored.</summary>
    public static IReadOnlyList<AlertEvidence> Read(string stored) => JsonSerializer.Deserialize<AlertEvidence[]>(stored, JsonSerializerOptions.Web)!;

    /// <summary>As it is stored.</summary>
    public static string Write(IReadOnlyList<AlertEvidence> evidence) => JsonSerializer.Serialize(evidence, JsonSerializerOptions.Web);
}
