namespace Traceability.Parties;

/// <summary>辖区: the divisions (GB/T 2260) to which the officers of an authority are limited: provinces, prefectures and counties by their codes. None means everywhere.</summary>
public sealed class OfficerRegions
{
    /// <summary>Most divisions of one authority.</summary>
    public const int CodesMax = 50;

    /// <summary>No limit.</summary>
    public static readonly OfficerRegions Everywhere = new([]);

    private static readonly char[] Marks = [' ', ',', ';', '，', '、', '；', '\u3000', '\r', '\n', '\t'];

    private OfficerRegions(IReadOnlyList<string> divisions) => (Divisions, Parts) = (divisions, [.. divisions.Select(PartInCommon)]);

    /// <summary>The codes, six digits each, ascending, each once.</summary>
    public IReadOnlyList<string> Divisions { get; }

    /// <summary>With what the code of every division in one of them begins: two digits of a province, four of a prefecture, six of a county.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>True when nothing limits them.</summary>
    public bool AreEverywhere => Divisions.Count == 0;

    /// <summary>As they are stored and typed again: codes between spaces; none when nothing limits them.</summary>
    public string? Stored => AreEverywhere ? null : string.Join(' ', Divisions);

    /// <summary>Reads codes between spaces or commas, in digits of any width; false for anything that is no code of a province, prefecture or county, and for more than <see cref="CodesMax"/>.</summary>
    public static bool TryParse(string? text, out OfficerRegions regions)
    {
        var codes = (text ?? "").Split(Marks, StringSplitOptions.RemoveEmptyEntries).Select(TypedText.Fold).Distinct().Order(StringComparer.Ordinal).ToList();
        var isGood = codes.Count <= CodesMax && codes.TrueForAll(IsRegion);
        regions = isGood && codes.Count > 0 ? new OfficerRegions(codes) : Everywhere;
        return isGood;
    }

    /// <summary>True when nothing limits them, or one of the divisions lies in them; a division lies in itself and in what it is a part of.</summary>
    public bool Hold(IEnumerable<string?> divisions) =>
        AreEverywhere || divisions.OfType<string>().Any(division => Parts.Any(part => division.StartsWith(part, StringComparison.Ordinal)));

    // Two digits each for province, prefecture and county; 00 stands for all below. Below a prefecture of 00 there is no county.
    private static bool IsRegion(string code) =>
        Party.IsDivisionCode(code) && code[0] is >= '1' and <= '8' && code[1] != '0' && (code[2..4] != "00" || code[4..] == "00");

    private static string PartInCommon(string code) => code[2..] == "0000" ? code[..2] : code[4..] == "00" ? code[..4] : code;
}
