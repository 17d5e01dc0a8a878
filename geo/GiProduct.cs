namespace Traceability.Geo;

/// <summary>A geographical indication as its source describes it.</summary>
/// <param name="NameZh">The protected name; several registrations may share it.</param>
/// <param name="NameEn">A foreign name where a source gives one, else empty.</param>
/// <param name="Category">What kind of goods, in the source's words.</param>
/// <param name="Region">Where, in the source's words.</param>
/// <param name="ProtectedAreaText">The protected area as announced, the text that counts in a dispute; empty where the source lacks it.</param>
/// <param name="Adcodes">The administrative units named, six digits each.</param>
/// <param name="Announcement">Announcement or registration number, empty where the source lacks it.</param>
/// <param name="RegistrationType">Which of the regimes: 地理标志产品, 农产品地理标志, 证明商标.</param>
/// <param name="SourceAddress">Where it was read.</param>
/// <param name="PartlyCovered">Those of <paramref name="Adcodes"/> of which only a part is protected.</param>
/// <param name="Note">What a reader must know before relying on it.</param>
public sealed record GiProduct(
    string NameZh,
    string NameEn,
    string Category,
    string Region,
    string ProtectedAreaText,
    IReadOnlyList<string> Adcodes,
    string Announcement,
    string RegistrationType,
    string SourceAddress,
    IReadOnlyList<string> PartlyCovered,
    string Note)
{
    /// <summary>Whether any unit is protected only in part, so that its border is not the zone's.</summary>
    public bool OnlyPartlyCovered => PartlyCovered.Count > 0;

    internal static IReadOnlyList<GiProduct> ReadAll(string file) =>
    [
        .. CsvTable.Read(file).Select(row => new GiProduct(
            row["name_zh"],
            row["name_en"],
            row["category"],
            row["region"],
            row["protected_area_text"],
            Codes(row["adcodes"]),
            row["announcement_or_registration_no"],
            row["registration_type"],
            row["source_address"],
            Codes(row["adcodes_only_partly_covered"]),
            row["note"])),
    ];

    private static string[] Codes(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A county that was renamed or moved to another prefecture, so that old papers can be read.</summary>
/// <param name="OldName">The name it had.</param>
/// <param name="OldAdcode">The code it had.</param>
/// <param name="NewName">The name it has.</param>
/// <param name="NewAdcode">The code it has.</param>
public sealed record NameChange(string OldName, string OldAdcode, string NewName, string NewAdcode)
{
    internal static IReadOnlyList<NameChange> ReadAll(string file) =>
    [
        .. CsvTable.Read(file).Select(row => new NameChange(row["old_name_zh"], row["old_adcode"], row["new_name_zh"], row["new_adcode"])),
    ];
}
