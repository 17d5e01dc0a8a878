using Traceability.Codes;
using Traceability.Origins;
using Traceability.Rights;

namespace Traceability.Scans;

/// <summary>Everything a door may say to the public about one code. It holds no exact place, no address, no volume and nothing about who scanned.</summary>
/// <param name="Code">The code as read.</param>
/// <param name="Judgement">The verdict and what led to it.</param>
/// <param name="Scans">How often and when it was confirmed before.</param>
/// <param name="Backing">What stands behind the label; none when we never issued it.</param>
/// <param name="GtinMismatch">The link named another product than the label was issued for.</param>
/// <param name="CartonItems">How many items the carton holds whose code this is; none for the code of an item.</param>
public sealed record LabelAnswer(SourceCode Code, Judgement Judgement, ScanTally Scans, Backing? Backing, bool GtinMismatch, int? CartonItems = null);

/// <summary>How often a label was confirmed by consumers.</summary>
/// <param name="Count">Confirmations after activation; looking does not count.</param>
/// <param name="FirstAt">The first of them.</param>
/// <param name="FirstPlace">The city of the first, if its scanner offered a place.</param>
/// <param name="Yours">Whoever asks showed the receipt of one of them.</param>
public sealed record ScanTally(long Count, DateTimeOffset? FirstAt, PlainWords? FirstPlace, bool Yours);

/// <summary>What stands behind a label: goods, maker, rights and origin.</summary>
/// <param name="Product">What it is put on.</param>
/// <param name="Producer">Who puts it there.</param>
/// <param name="Rights">Each right then and today.</param>
/// <param name="Origin">Where it comes from; none for apparel.</param>
/// <param name="MadeOn">The day its lot was made.</param>
/// <param name="IsDemonstration">The whole tenant is a demonstration; every page says so in print.</param>
public sealed record Backing(
    ProductFacts Product, ProducerFacts Producer, IReadOnlyList<ShownRight> Rights, OriginFacts? Origin, DateOnly MadeOn, bool IsDemonstration);

/// <summary>The goods as printed.</summary>
public sealed record ProductFacts(string Name, string? NameEn, string? Gtin, long? NetContentGrams, string? Designer, string Lot)
{
    /// <summary>Which product it is; for doors, not for answers.</summary>
    public Guid ProductId { get; init; }

    /// <summary>The season in which it grew, by its name; none for apparel.</summary>
    public string? Season { get; init; }

    /// <summary>The day on which its lot was harvested, as its maker tells it; none where none was told.</summary>
    public DateOnly? HarvestedOn { get; init; }

    /// <summary>SHA-256 of the mark as its labels bear it; none when they bear none.</summary>
    public string? ArtworkSha256 { get; init; }

    /// <summary>SHA-256 of the pictures that show it, the first one first.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];
}

/// <summary>The maker as registered.</summary>
public sealed record ProducerFacts(string Name, string Uscc);

/// <summary>One right behind a label, then and today. An invalidated right is void from the beginning: "when made" is told as known today, and beside it as it was recorded then.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Number">Its number, normalised.</param>
/// <param name="Title">Its name.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="Permission">Document number of the mark-use approval or licence by which the producer uses it; none for the holder.</param>
/// <param name="WhenMade">Where it stood on the day the lot was made, as known today.</param>
/// <param name="AsRecordedThen">Where it stood on that day as recorded on that day.</param>
/// <param name="Today">Where it stands today.</param>
/// <param name="NotInForce">Why it does not stand behind the label today; none when it does.</param>
public sealed record ShownRight(
    RightKind Kind, string Number, string Title, string Holder, string? Permission,
    RightStanding WhenMade, RightStanding AsRecordedThen, RightStanding Today, PlainWords? NotInForce)
{
    /// <summary>A second person compared it with its certificate; otherwise it is as told by whoever recorded it.</summary>
    public bool IsChecked { get; init; }

    /// <summary>SHA-256 of its certificate, when that is a picture and a second person checked it; registers of rights are public, and so is what they issue.</summary>
    public string? CertificateSha256 { get; init; }
}

/// <summary>Where the goods come from, as measured when the lot was made; coarse enough for everyone to see.</summary>
/// <param name="ZoneId">The protected area.</param>
/// <param name="Zone">Its name.</param>
/// <param name="Verdict">The worst verdict over all plots of the lot.</param>
/// <param name="MetresRounded">The smallest distance to the border over all plots, rounded to 100 m; negative outside.</param>
/// <param name="Datum">The datum of the boundary file.</param>
/// <param name="Source">Who drew the border, as recorded with its file.</param>
/// <param name="SourceFile">The boundary file.</param>
/// <param name="SourceDate">Its date.</param>
/// <param name="Sketch">A map to look at; none when the zone is gone.</param>
public sealed record OriginFacts(
    Guid ZoneId, string Zone, OriginVerdict Verdict, long MetresRounded, Datum Datum, string Source, string SourceFile, DateOnly SourceDate, MapSketch? Sketch);

/// <summary>A small map: the zone's outline and the coarse cells of the plots, in whole picture units, without coordinates of the earth.</summary>
/// <param name="Width">Picture width.</param>
/// <param name="Height">Picture height.</param>
/// <param name="ZonePath">SVG path data of the outline.</param>
/// <param name="Cells">Squares that hold the plots, each far larger than a plot.</param>
public sealed record MapSketch(int Width, int Height, string ZonePath, IReadOnlyList<MapCell> Cells);

/// <summary>A square of the map in picture units.</summary>
public readonly record struct MapCell(int X, int Y, int Width, int Height);
