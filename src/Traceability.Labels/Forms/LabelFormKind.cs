namespace Traceability.Labels.Forms;

/// <summary>The files that labels come as. Names are stored and stand in addresses.</summary>
public enum LabelFormKind
{
    /// <summary>印刷文件: a press prints variable data from its rows.</summary>
    Csv,
    /// <summary>One vector drawing for each label, in a ZIP.</summary>
    Svg,
    /// <summary>One black-and-white picture for each label, in a ZIP.</summary>
    Png,
    /// <summary>A roll or sheets for a press or an office printer.</summary>
    Pdf,
    /// <summary>Commands for printers that speak ZPL II.</summary>
    Zpl,
    /// <summary>Commands for printers that speak TSPL.</summary>
    Tspl,
}

/// <summary>What holds for every file of a kind.</summary>
public static class LabelFormFacts
{
    /// <summary>How the file's name ends, without a dot.</summary>
    public static string Extension(LabelFormKind kind) => kind is LabelFormKind.Svg or LabelFormKind.Png ? "zip" : kind.ToString().ToLowerInvariant();

    /// <summary>Its media type.</summary>
    public static string MediaType(LabelFormKind kind) => kind switch
    {
        LabelFormKind.Csv => "text/csv; charset=utf-8",
        LabelFormKind.Pdf => "application/pdf",
        LabelFormKind.Svg or LabelFormKind.Png => "application/zip",
        _ => "application/octet-stream",
    };

    /// <summary>The most labels of one file; a larger run comes in parts.</summary>
    public static int LabelsPerPart(LabelFormKind kind) => kind switch
    {
        LabelFormKind.Csv => 1_000_000,
        LabelFormKind.Svg or LabelFormKind.Png => 10_000,
        _ => 100_000,
    };
}
