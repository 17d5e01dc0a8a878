using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Pages.Doors;

namespace Traceability.Desk.Issuing;

/// <summary>What somebody wants printed, checked as far as that goes without the batch.</summary>
internal sealed record LabelOrder
{
    /// <summary>Width and height of a label in millimetres, and the printer's dots per inch, when nobody says otherwise.</summary>
    public const int UsualWidthMm = 40, UsualHeightMm = 30, UsualDpi = 203;

    /// <summary>As what file.</summary>
    public required LabelFormKind Kind { get; init; }

    /// <summary>First serial; may lie outside the batch.</summary>
    public required long From { get; init; }

    /// <summary>At least one; may reach beyond the batch.</summary>
    public required long Count { get; init; }

    /// <summary>How the labels are to come out.</summary>
    public required LabelWish Wish { get; init; }

    /// <summary>The sheet they come on; none for a roll.</summary>
    public LabelSheet? Sheet { get; init; }

    /// <summary>What a second person agreed to.</summary>
    public Guid? ReprintId { get; init; }

    /// <summary>The order, or the problem that names the field at fault.</summary>
    public static (LabelOrder? Order, Problem? Problem) Read(
        LabelFormKind kind, long from, long count, double? givenWidthMm, double? givenHeightMm, long dpi, LabelMedium medium, bool forShopScanner, bool symbolOnly, string? sheet, Guid? reprintId)
    {
        var (widthMm, heightMm) = (givenWidthMm ?? UsualWidthMm, givenHeightMm ?? UsualHeightMm);
        if (count < 1)
            return (null, Problem.BadInput("count", "Ask for at least one label.", zh: "至少一枚。"));
        if (widthMm is not (>= LabelSize.LeastMillimetres and <= LabelSize.MostMillimetres))
            return (null, Problem.BadInput("widthMm", $"A label is {LabelSize.LeastMillimetres} to {LabelSize.MostMillimetres} mm wide.", zh: $"标签宽 {LabelSize.LeastMillimetres} 到 {LabelSize.MostMillimetres} 毫米。"));
        if (!LabelSize.TryCreate(widthMm, heightMm, out var size))
            return (null, Problem.BadInput("heightMm", $"A label is {LabelSize.LeastMillimetres} to {LabelSize.MostMillimetres} mm high.", zh: $"标签高 {LabelSize.LeastMillimetres} 到 {LabelSize.MostMillimetres} 毫米。"));
        if (dpi is < LabelWish.DpiMin or > LabelWish.DpiMax)
            return (null, Problem.BadInput("dpi", $"Printers have {LabelWish.DpiMin} to {LabelWish.DpiMax} dots per inch.", zh: $"打印机精度在 {LabelWish.DpiMin} 到 {LabelWish.DpiMax} dpi 之间。"));
        if (!LabelPress.Kinds.Contains(kind))
            return (null, Problem.BadInput("form", $"Labels come as {string.Join(", ", LabelPress.Kinds.Select(LabelPress.NameOf))}.", zh: $"标签文件有这几种：{string.Join("、", LabelPress.Kinds.Select(LabelPress.NameOf))}。"));
        if (sheet is not null && kind != LabelFormKind.Pdf)
            return (null, Problem.BadInput("sheet", $"Labels as {LabelPress.NameOf(kind)} come on no sheet.", zh: "只有 PDF 能排在整张纸上；这种格式请选卷装尺寸。"));
        var lying = sheet is null ? null : SheetOf(sheet, size);
        if (sheet is not null && lying is null)
            return (null, Problem.BadInput("sheet", $"Sheets are A4, for labels of a size that it holds, and {string.Join(", ", LabelSheet.Usual.Select(usual => usual.Name))}.", zh: "这个尺寸排不进 A4 纸。"));
        if (lying is not null && OtherSize(lying, givenWidthMm is null ? null : size.WidthHundredths, givenHeightMm is null ? null : size.HeightHundredths) is { } otherSize)
            return (null, otherSize);

        var wish = new LabelWish { Size = lying?.Label ?? size, Dpi = (int)dpi, Medium = medium, IsForShopScanner = forShopScanner, IsSymbolOnly = symbolOnly };
        return (new LabelOrder { Kind = kind, From = from, Count = count, Wish = wish, Sheet = lying, ReprintId = reprintId }, null);
    }

    /// <summary>A sheet that is sold, with labels of its own size; or A4 paper to be cut into labels of this size; none of another name.</summary>
    public static LabelSheet? SheetOf(string name, LabelSize size) =>
        LabelSheet.Find(name) ?? (name.Equals("A4", StringComparison.OrdinalIgnoreCase) ? LabelSheet.OnA4(size) : null);

    // A size that was given and not printed would be found out after printing.
    private static Problem? OtherSize(LabelSheet sheet, int? widthHundredths, int? heightHundredths)
    {
        var (width, height) = (sheet.Label.WidthHundredths, sheet.Label.HeightHundredths);
        var field = widthHundredths is not null && widthHundredths != width ? "widthMm" : heightHundredths is not null && heightHundredths != height ? "heightMm" : null;
        return field is null
            ? null
            : Problem.BadInput(field, FormattableString.Invariant($"Labels of this sheet are {width / 100m} × {height / 100m} mm: leave the size out."), FormattableString.Invariant($"这种标签纸每枚 {width / 100m} × {height / 100m} 毫米：不用填尺寸。"));
    }
}

/// <summary>The same order as it stands in an address. Everything is text here, so that a refusal can name what cannot be read.</summary>
internal sealed class LabelQuery
{
    private const int UsualFrom = 1, UsualCount = 40;

    /// <summary>What the texts hold, for the description of the API.</summary>
    private static readonly IReadOnlyDictionary<string, LabelQueryShape> Shapes = new Dictionary<string, LabelQueryShape>
    {
        ["from"] = new(JsonSchemaType.Integer, "int64", "First serial.", UsualFrom),
        ["count"] = new(JsonSchemaType.Integer, "int64", "How many labels; fewer when the batch ends before.", UsualCount),
        ["widthMm"] = new(JsonSchemaType.Number, "double", "Width of a label in millimetres; left out for a sheet that is sold, whose labels have a size of their own.", LabelOrder.UsualWidthMm),
        ["heightMm"] = new(JsonSchemaType.Number, "double", "Height of a label in millimetres; left out for a sheet that is sold.", LabelOrder.UsualHeightMm),
        ["dpi"] = new(JsonSchemaType.Integer, "int32", "Dots per inch of the printer.", LabelOrder.UsualDpi),
        ["medium"] = new(JsonSchemaType.String, null, "What the labels are printed on.", nameof(LabelMedium.Paper), Enum.GetNames<LabelMedium>()),
        ["forShopScanner"] = new(JsonSchemaType.Boolean, null, "true when the scanners of shops read them too, which need larger modules.", false),
        ["symbolOnly"] = new(JsonSchemaType.Boolean, null, "true for the symbol alone, without any text.", false),
        ["sheet"] = new(JsonSchemaType.String, null, "For PDF: A4, to be cut into labels of the given size, or the name of a sheet that is sold; a roll when left out.", null),
        ["reprint"] = new(JsonSchemaType.String, "uuid", "The reprint that a second person agreed to; needed when these labels left before in the same form and are in use since.", null),
    };

    /// <summary>What a parameter of an address holds; none when it is not one of these.</summary>
    public static LabelQueryShape? ShapeOf(string path, string parameter) => Shapes.GetValueOrDefault(parameter) switch
    {
        { } count when parameter == "count" && path.EndsWith(LabelPress.NameOf(LabelFormKind.Csv), StringComparison.Ordinal) =>
            count with { Description = "How many rows; all to the end of the batch when left out.", Default = null },
        var shape => shape,
    };

    /// <summary>First serial, 1 when left out.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>How many labels, 40 when left out; of a press file all to the end.</summary>
    [FromQuery(Name = "count")]
    public string? Count { get; init; }

    /// <summary>Width of a label in millimetres, 40 when left out.</summary>
    [FromQuery(Name = "widthMm")]
    public string? WidthMm { get; init; }

    /// <summary>Height of a label in millimetres, 30 when left out.</summary>
    [FromQuery(Name = "heightMm")]
    public string? HeightMm { get; init; }

    /// <summary>Dots per inch of the printer, 203 when left out.</summary>
    [FromQuery(Name = "dpi")]
    public string? Dpi { get; init; }

    /// <summary>Paper, Textile or Curved.</summary>
    [FromQuery(Name = "medium")]
    public string? Medium { get; init; }

    /// <summary>true when shop scanners read it too.</summary>
    [FromQuery(Name = "forShopScanner")]
    public string? ForShopScanner { get; init; }

    /// <summary>true for the symbol alone.</summary>
    [FromQuery(Name = "symbolOnly")]
    public string? SymbolOnly { get; init; }

    /// <summary>For PDF: A4, or the name of a sheet that is sold, whose labels have a size of their own.</summary>
    [FromQuery(Name = "sheet")]
    public string? Sheet { get; init; }

    /// <summary>What a second person agreed to.</summary>
    [FromQuery(Name = "reprint")]
    public string? Reprint { get; init; }

    /// <summary>The order, or the problem that names the field at fault.</summary>
    public (LabelOrder? Order, Problem? Problem) Read(LabelFormKind kind)
    {
        if (!TryWhole(From, UsualFrom, out var from))
            return Bad("from", "Give a whole number.", "请填一个整数。");
        if (!TryWhole(Count, kind == LabelFormKind.Csv ? uint.MaxValue : UsualCount, out var count))
            return Bad("count", "Give a whole number.", "请填一个整数。");
        if (!TryNumber(WidthMm, out var widthMm))
            return Bad("widthMm", "Give millimetres such as 40 or 37.5.", "请填毫米数，如 40 或 37.5。");
        if (!TryNumber(HeightMm, out var heightMm))
            return Bad("heightMm", "Give millimetres such as 30 or 22.5.", "请填毫米数，如 30 或 22.5。");
        if (!TryWhole(Dpi, LabelOrder.UsualDpi, out var dpi))
            return Bad("dpi", "Give a whole number.", "请填一个整数。");
        if (!TryName<LabelMedium>(Medium, out var medium))
            return Bad("medium", $"Labels are printed on {string.Join(", ", Enum.GetNames<LabelMedium>())}.", "请从列表里选一项。");
        if (!TryFlag(ForShopScanner, out var forShopScanner))
            return Bad("forShopScanner", "Give true or false.", "请勾选或不勾选。");
        if (!TryFlag(SymbolOnly, out var symbolOnly))
            return Bad("symbolOnly", "Give true or false.", "请勾选或不勾选。");
        if (!TryId(Reprint, out var reprintId))
            return Bad("reprint", "Give the identity of a reprint.", "请从列表里选一项。");

        return LabelOrder.Read(kind, from, count, widthMm, heightMm, dpi, medium, forShopScanner, symbolOnly, Sheet, reprintId);
    }

    /// <summary>Reads the identity of a reprint that may be left out.</summary>
    public static bool TryId(string? typed, out Guid? id)
    {
        var isId = Guid.TryParse(typed, out var read);
        id = isId ? read : null;
        return isId || typed is null;
    }

    // The platform overlooks a NUL behind a number or a truth value.
    private static bool TryWhole(string? typed, long usual, out long value)
    {
        value = usual;
        return typed is null || !typed.Contains('\0') && long.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    // No thousands: 37,5 is no 375.
    private static bool TryNumber(string? typed, out double? value)
    {
        var isNumber = double.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) && !typed.Contains('\0');
        value = isNumber ? read : null;
        return isNumber || typed is null;
    }

    private static bool TryFlag(string? typed, out bool value)
    {
        value = false;
        return typed is null || !typed.Contains('\0') && bool.TryParse(typed, out value);
    }

    // Enum.TryParse takes numbers and lists too.
    private static bool TryName<T>(string? typed, out T value) where T : struct, Enum
    {
        value = default;
        if (typed is null)
            return true;
        foreach (var known in Enum.GetValues<T>())
        {
            if (known.ToString().Equals(typed, StringComparison.OrdinalIgnoreCase))
            {
                value = known;
                return true;
            }
        }

        return false;
    }

    private static (LabelOrder?, Problem?) Bad(string field, string title, string zh) => (null, Problem.BadInput(field, title, zh: zh));
}

/// <summary>What a parameter of an address holds, for the description of the API.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Format">Its format, if it has one.</param>
/// <param name="Description">What it is, in one sentence.</param>
/// <param name="Default">What is taken when it is left out, if anything.</param>
/// <param name="Names">All it can be, if that can be listed.</param>
internal sealed record LabelQueryShape(JsonSchemaType Type, string? Format, string Description, JsonNode? Default, string[]? Names = null);
