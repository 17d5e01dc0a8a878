using System.Globalization;
using Traceability.Rights;

namespace Traceability.Storage.Rights;

/// <summary>A stored right; its states are rows of their own, never overwritten.</summary>
public sealed record RightRow(
    Guid Id, Guid TenantId, RightKind Kind, string Number, Guid HolderPartyId, int? NiceClass, TrademarkKind? TrademarkKind, GiRegime? GiRegime,
    DateTimeOffset RecordedAt)
{
    /// <summary>Its name.</summary>
    public required string Title { get; set; }

    /// <summary>For a GI: its standard or announcement, printed beside the mark.</summary>
    public string? Standard { get; set; }

    /// <summary>Day of filing.</summary>
    public DateOnly? FiledOn { get; set; }

    /// <summary>Last day in force, as certified.</summary>
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>For a GI: its protected area.</summary>
    public Guid? ZoneId { get; set; }

    /// <summary>Hash of its certificate file, lower-case hex.</summary>
    public string? CertificateSha256 { get; set; }

    /// <summary>The key that last recorded what a check looks at.</summary>
    public required Guid RecordedBy { get; set; }

    /// <summary>The second person's key.</summary>
    public Guid? CheckedBy { get; set; }

    /// <summary>When the second person checked.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>Where a second person found it to differ from its certificate.</summary>
    public string? Mismatch { get; set; }

    /// <summary>The key of whoever found it.</summary>
    public Guid? MismatchBy { get; set; }

    /// <summary>When it was found.</summary>
    public DateTimeOffset? MismatchAt { get; set; }

    /// <summary>Counts its changes; the entity tag of the API.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Keeps what a second person found, or nothing: the row then waits for one.</summary>
    public void Keep((Guid By, DateTimeOffset At)? check, (string Reason, Guid By, DateTimeOffset At)? mismatch)
    {
        (CheckedBy, CheckedAt) = (check?.By, check?.At);
        (Mismatch, MismatchBy, MismatchAt) = (mismatch?.Reason, mismatch?.By, mismatch?.At);
        Version++;
    }

    /// <summary>The right as the core knows it.</summary>
    public Right ToRight(string holderName, IEnumerable<RightStateRow> states) => new()
    {
        Id = Id,
        Kind = Kind,
        Number = Number,
        Title = Title,
        HolderId = HolderPartyId,
        HolderName = holderName,
        TrademarkKind = TrademarkKind,
        NiceClass = NiceClass is { } number ? new NiceClass(number) : null,
        GiRegime = GiRegime,
        FiledOn = FiledOn,
        ExpiresOn = ExpiresOn,
        CertificateSha256 = CertificateSha256,
        RecordedBy = Person(RecordedBy),
        Check = CheckedBy is { } by && CheckedAt is { } at ? new RightCheck(Person(by), at) : null,
        Mismatch = Mismatch is { } reason && MismatchBy is { } finder && MismatchAt is { } found ? new RightMismatch(reason, Person(finder), found) : null,
        States = StateSeries.Of(states.Select(state => state.ToEntry())),
    };

    /// <summary>How the core names the person behind a key.</summary>
    public static string Person(Guid keyId) => keyId.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>One stored state of a right.</summary>
public sealed record RightStateRow(Guid Id, Guid RightId, RightState State, DateOnly EffectiveOn, DateTimeOffset RecordedAt, string Source, DateOnly AsOf)
{
    /// <summary>The entry as the core knows it.</summary>
    public RightStateEntry ToEntry() => new(State, EffectiveOn, RecordedAt, Source, AsOf);
}

/// <summary>A certificate file by its hash.</summary>
public sealed record CertificateRow(string Sha256, string MediaType, byte[] Content)
{
    /// <summary>The most bytes of a picture that phones are given to look at: 4 MiB.</summary>
    public const int ShownBytesMax = 4 << 20;
}

/// <summary>A stored mark-use approval or licence; it belongs to the tenant that gave it.</summary>
public sealed record PermissionRow(
    Guid Id, Guid TenantId, PermissionKind Kind, Guid RightId, Guid PartyId, string DocumentNumber, DateOnly ValidFrom, DateOnly? ValidTo,
    DateTimeOffset RecordedAt)
{
    /// <summary>When it was withdrawn.</summary>
    public DateOnly? WithdrawnOn { get; set; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawnBecause { get; set; }

    /// <summary>Counts its changes; the entity tag of the API.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The permission as the core knows it.</summary>
    public Permission ToPermission() => new(Id, Kind, RightId, PartyId, DocumentNumber, ValidFrom, ValidTo, WithdrawnOn, WithdrawnBecause);
}
