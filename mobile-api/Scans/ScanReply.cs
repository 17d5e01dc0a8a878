using System.Text.Json.Serialization;
using Traceability.Codes;
using Traceability.Origins;
using Traceability.Pages.Scans;
using Traceability.Rights;
using Traceability.Scans;

namespace Traceability.MobileApi.Scans;

/// <summary>The answer to a check, for programs (DESIGN, the contract).</summary>
/// <param name="Code">The code in its 20 symbols.</param>
/// <param name="Verdict">One of the closed set.</param>
/// <param name="Because">The fact that spoke against the label.</param>
/// <param name="Reason">The words recorded with that fact.</param>
/// <param name="Since">Since when it holds.</param>
/// <param name="Scans">Earlier confirmations.</param>
/// <param name="Product">The goods.</param>
/// <param name="Producer">The maker.</param>
/// <param name="MadeOn">Day its lot was made.</param>
/// <param name="Rights">Each right then and today.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Limits">What a code cannot prove, in plain words.</param>
/// <param name="GtinMismatch">The link named another product.</param>
/// <param name="Demonstration">This is a demonstration, not a real product.</param>
/// <param name="Carton">The code is of a carton, and how many items it holds; not given for the code of an item.</param>
/// <param name="Receipt">Proof that this scan was yours; only after a counted scan.</param>
public sealed record ScanReply(
    string Code, Verdict Verdict, Cause? Because, string? Reason, DateTimeOffset? Since, ScansReply Scans,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ProductReply? Product,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ProducerReply? Producer,
    DateOnly? MadeOn, IReadOnlyList<RightReply> Rights,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] OriginReply? Origin,
    LimitsReply Limits, bool? GtinMismatch, bool? Demonstration, CartonReply? Carton, string? Receipt)
{
    /// <summary>The reply for an answer.</summary>
    public static ScanReply From(LabelAnswer answer, string? receipt = null) => new(
        answer.Code.ToString(), answer.Judgement.Verdict, answer.Judgement.Cause == Cause.None ? null : answer.Judgement.Cause,
        answer.Judgement.Reason, answer.Judgement.Since,
        new ScansReply(answer.Scans.Count, answer.Scans.FirstAt, answer.Scans.FirstPlace?.Zh, answer.Scans.Yours),
        answer.Backing is { Product: var product } ? new ProductReply(product.Name, product.NameEn, product.Gtin, product.NetContentGrams, product.Designer, product.Season, product.HarvestedOn, product.Lot, PictureOf(answer.Code, product.ArtworkSha256), [.. product.Pictures.Select(picture => ShownPicture.AddressOf(answer.Code, picture))]) : null,
        answer.Backing is { Producer: var producer } ? new ProducerReply(producer.Name, producer.Uscc) : null,
        answer.Backing?.MadeOn,
        [.. (answer.Backing?.Rights ?? []).Select(right => new RightReply(
            right.Kind, right.Number, right.Title, right.Holder, right.Permission,
            StateOf(right.WhenMade), StateOf(right.AsRecordedThen), StateOf(right.Today), right.IsChecked, right.NotInForce is null, right.NotInForce?.Zh, right.NotInForce?.En, PictureOf(answer.Code, right.CertificateSha256)))],
        answer.Backing?.Origin is { } origin
            ? new OriginReply(origin.Zone, origin.ZoneId, origin.Verdict, origin.MetresRounded, origin.Datum.WireName(), origin.SourceFile, origin.SourceDate)
            : null,
        new LimitsReply(VerdictWords.Limits.Zh, VerdictWords.Limits.En),
        answer.GtinMismatch ? true : null, answer.Backing is { IsDemonstration: true } ? true : null,
        answer.CartonItems is { } items ? new CartonReply(items) : null, receipt);

    private static string? PictureOf(SourceCode code, string? sha256) => sha256 is null ? null : ShownPicture.AddressOf(code, sha256);

    private static string StateOf(RightStanding standing) => standing is RightStanding.Recorded { Entry.State: var state } ? state.ToString() : nameof(RightStanding.NotYet);
}

/// <summary>The carton that a code stands for.</summary>
/// <param name="Items">How many items it holds.</param>
public sealed record CartonReply(int Items);

/// <summary>Earlier confirmations of a label.</summary>
/// <param name="Count">How many.</param>
/// <param name="FirstAt">When first.</param>
/// <param name="FirstPlace">In which city first, if a place was offered.</param>
/// <param name="Yours">You showed the receipt of one of them.</param>
public sealed record ScansReply(long Count, DateTimeOffset? FirstAt, string? FirstPlace, bool Yours);

/// <summary>The goods as printed.</summary>
/// <param name="Name">Name.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Gtin">GTIN.</param>
/// <param name="NetContentGrams">Net content in grams.</param>
/// <param name="Designer">Designer of a garment.</param>
/// <param name="Season">The season in which it grew.</param>
/// <param name="HarvestedOn">The day on which its lot was harvested, as its maker tells it.</param>
/// <param name="Lot">Lot.</param>
/// <param name="Picture">Where on this door the mark on its labels can be seen.</param>
/// <param name="Pictures">Where on this door pictures of the goods can be seen, the first one first.</param>
public sealed record ProductReply(string Name, string? NameEn, string? Gtin, long? NetContentGrams, string? Designer, string? Season, DateOnly? HarvestedOn, string Lot, string? Picture, IReadOnlyList<string> Pictures);

/// <summary>The maker.</summary>
/// <param name="Name">Registered name.</param>
/// <param name="Uscc">Unified social credit code.</param>
public sealed record ProducerReply(string Name, string Uscc);

/// <summary>A right then and today.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Number">Number.</param>
/// <param name="Title">Name.</param>
/// <param name="Holder">Holder.</param>
/// <param name="Permission">Mark-use approval or licence of the producer.</param>
/// <param name="StateWhenMade">State on the day the lot was made, as known today.</param>
/// <param name="StateAsRecordedThen">State on that day as recorded then.</param>
/// <param name="StateToday">State today.</param>
/// <param name="Checked">A second person compared it with its certificate; otherwise it is as told by whoever recorded it.</param>
/// <param name="InForceToday">It stands behind the label today.</param>
/// <param name="WhyNotZh">Why it does not, in Chinese.</param>
/// <param name="WhyNotEn">Why it does not, in English.</param>
/// <param name="Picture">Where on this door its certificate can be seen.</param>
public sealed record RightReply(
    RightKind Kind, string Number, string Title, string Holder, string? Permission, string StateWhenMade, string StateAsRecordedThen, string StateToday,
    bool Checked, bool InForceToday, string? WhyNotZh, string? WhyNotEn, string? Picture);

/// <summary>Where the goods come from.</summary>
/// <param name="Zone">Protected area.</param>
/// <param name="ZoneId">Its identity, for the outline.</param>
/// <param name="Verdict">The worst verdict over all plots.</param>
/// <param name="Metres">Smallest distance to the border, rounded to 100 m, negative outside.</param>
/// <param name="Datum">Datum of the boundary file.</param>
/// <param name="DataFile">Boundary file.</param>
/// <param name="DataDate">Its date.</param>
public sealed record OriginReply(string Zone, Guid ZoneId, OriginVerdict Verdict, long Metres, string Datum, string DataFile, DateOnly DataDate);

/// <summary>What a code cannot prove.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record LimitsReply(string Zh, string En);
