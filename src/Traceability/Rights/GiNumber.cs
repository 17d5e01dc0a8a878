using System.Text.RegularExpressions;

namespace Traceability.Rights;

/// <summary>
/// The number under which a geographical indication is protected; its form tells the regime: an announcement
/// (<c>国家质检总局2011年第70号公告</c>, <c>国家知识产权局公告第475号</c>), a trademark number, an AGI number
/// (<c>AGI2012-02-869</c>), or a foreign register's (<c>PDO-FR-A0106</c>, any other as <c>TH:50100022</c>).
/// </summary>
public sealed record GiNumber : RightNumber
{
    private static readonly Regex Announcement = new(
        @"\A(国家质检总局|国家质量监督检验检疫总局|国家质量技术监督局|国家知识产权局)(?:公告)?\(?(?:([0-9]{4})年)?第0*([1-9][0-9]{0,3})号\)?(?:公告)?\z",
        RegexOptions.NonBacktracking);
    private static readonly Regex Agricultural = new(@"\AAGI([0-9]{4})-[0-9]{2}-[0-9]{3,5}\z", RegexOptions.NonBacktracking);
    private static readonly Regex Foreign = new(
        @"\A(?:(?:PDO|PGI|GI)-([A-Z]{2})-[A-Z]?[0-9]{3,5}|([A-Z]{2})/(?:PDO|PGI)/[0-9]{3,5}/[0-9]{3,5}|([A-Z]{2}):[A-Z0-9./-]{2,32})\z",
        RegexOptions.NonBacktracking);

    private GiNumber(string normalised, GiRegime regime, int? year = null) : base(normalised) => (Regime, Year) = (regime, year);

    /// <summary>The regime that gives numbers of this form.</summary>
    public GiRegime Regime { get; }

    /// <summary>The year of the announcement or registration where the number tells it.</summary>
    public int? Year { get; }

    internal static NumberReading FromFolded(string text)
    {
        if (Announcement.Match(string.Concat(text.Select(WithAsciiDigit))) is { Success: true } announcement)
            return Announced(announcement);
        if (Agricultural.Match(text) is { Success: true } agricultural)
            return Dated(text, GiRegime.AgriculturalProduct, agricultural.Groups[1].ValueSpan);
        if (TrademarkNumber.Match(text) is { } mark)
            return new NumberReading.Valid(new GiNumber(mark.Normalised, GiRegime.Mark));
        if (Foreign.Match(text) is { Success: true } foreign && !foreign.Groups.Values.Skip(1).Any(country => country.Value == "CN"))
            return new NumberReading.Valid(new GiNumber(text, GiRegime.Foreign));

        return NumberReading.Refuse(RightKind.GeographicalIndication, NumberFault.Form);
    }

    // Official announcements write their number 第四七五号.
    private static char WithAsciiDigit(char symbol) =>
        "〇一二三四五六七八九".IndexOf(symbol) is var digit and >= 0 ? (char)('0' + digit) : symbol;

    private static NumberReading Announced(Match match)
    {
        var (authority, year, serial) = (match.Groups[1].Value, match.Groups[2], match.Groups[3].Value);

        // This office counts its announcements through all years, so the year adds nothing and would make a second spelling.
        if (authority == "国家知识产权局")
            return new NumberReading.Valid(new GiNumber($"{authority}公告第{serial}号", GiRegime.ProtectedProduct));

        // The others began again at 1 each January.
        if (authority == "国家质量监督检验检疫总局")
            authority = "国家质检总局";
        return Dated($"{authority}{year}年第{serial}号公告", GiRegime.ProtectedProduct, year.ValueSpan);
    }

    // The first rules on the origin of products date from 1999.
    private static NumberReading Dated(string normalised, GiRegime regime, ReadOnlySpan<char> digits) =>
        int.TryParse(digits, out var year) && year is >= 1999 and <= 2099
            ? new NumberReading.Valid(new GiNumber(normalised, regime, year))
            : NumberReading.Refuse(RightKind.GeographicalIndication, NumberFault.Year);
}
