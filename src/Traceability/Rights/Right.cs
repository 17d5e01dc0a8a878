namespace Traceability.Rights;

/// <summary>
/// A right as recorded here: what its certificate says, who recorded it, who checked that, and its dated states. Facts only;
/// <see cref="InForceRule"/> judges them.
/// </summary>
public sealed record Right
{
    /// <summary>Our id of the right.</summary>
    public required Guid Id { get; init; }

    /// <summary>The kind of right.</summary>
    public required RightKind Kind { get; init; }

    /// <summary>The register's number in the spelling of <see cref="RightNumber.Normalised"/>.</summary>
    public required string Number { get; init; }

    /// <summary>The mark, the work, the invention or the product, as the certificate names it.</summary>
    public required string Title { get; init; }

    /// <summary>The holder when it is a party here; nobody here for a foreign or private holder.</summary>
    public Guid? HolderId { get; init; }

    /// <summary>The holder as the certificate names it.</summary>
    public required string HolderName { get; init; }

    /// <summary>For a trademark, and for an indication protected as a mark: which kind of mark.</summary>
    public TrademarkKind? TrademarkKind { get; init; }

    /// <summary>For a trademark: the class that makes its number unique.</summary>
    public NiceClass? NiceClass { get; init; }

    /// <summary>For a geographical indication: the regime that protects it.</summary>
    public GiRegime? GiRegime { get; init; }

    /// <summary>The day of filing when known; a patent's term runs from it.</summary>
    public DateOnly? FiledOn { get; init; }

    /// <summary>The last day in force as the certificate or the last renewal says, when it does.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>The SHA-256 of the certificate file, 64 lower-case hex digits; anything else throws <see cref="ArgumentException"/>.</summary>
    public string? CertificateSha256
    {
        get;
        init => field = value is null || (value.Length == 64 && value.All(char.IsAsciiHexDigitLower))
            ? value
            : throw new ArgumentException("A SHA-256 is 64 lower-case hex digits.", nameof(value));
    }

    /// <summary>The person who last recorded what a check has to look at.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>The second person's check against the certificate, when there was one.</summary>
    public RightCheck? Check { get; init; }

    /// <summary>Where a second person found it to differ from this certificate; none when it was checked or nobody looked.</summary>
    public RightMismatch? Mismatch { get; init; }

    /// <summary>Everything recorded about the state of the right.</summary>
    public required StateSeries States { get; init; }

    /// <summary>The last day in force: as recorded, else by law for a patent of known filing day; null when nothing says.</summary>
    public DateOnly? LastDay => ExpiresOn ?? (IsPatent && FiledOn is { } filedOn ? Term.ExpiresOn(Kind, filedOn) : null);

    internal bool IsPatent => Kind is RightKind.InventionPatent or RightKind.UtilityModelPatent or RightKind.DesignPatent;

    internal bool IsRenewable => Kind == RightKind.Trademark || GiRegime == Rights.GiRegime.Mark;

    /// <summary>The right with this certificate file, recorded by this person; what was found earlier was about another file and is dropped.</summary>
    public Right WithCertificate(string sha256, string recordedBy) =>
        this with { CertificateSha256 = sha256, RecordedBy = recordedBy, Check = null, Mismatch = null };
}
