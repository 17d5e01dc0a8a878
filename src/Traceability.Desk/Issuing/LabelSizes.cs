using System.Globalization;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;

namespace Traceability.Desk.Issuing;

/// <summary>The one list from which people choose a label's size: rolls and sheets that are sold, A4 to be cut, or a size of their own; and how it becomes an order of the API.</summary>
internal static class LabelSizes
{
    private const string Own = "own", Cut = "A4";

    /// <summary>All that can be chosen, the usual roll first.</summary>
    public static IReadOnlyList<(string Value, PlainWords Words)> All { get; } =
    [
        .. LabelSize.Rolls.OrderByDescending(roll => roll == LabelSize.Usual).Select(roll => (Named(roll), new PlainWords($"卷装 {Told(roll)}", $"roll {Told(roll)}"))),
        .. LabelSheet.Usual.Select(sheet => (sheet.Name, new PlainWords($"A4 不干胶 {sheet.Columns} × {sheet.Rows}，每枚 {Told(sheet.Label)}", $"A4 sheet of {sheet.Columns} × {sheet.Rows}, each {Told(sheet.Label)}"))),
        (Cut, new("A4 普通纸，印好裁切", "plain A4 paper, to be cut")),
        (Own, new("自己定尺寸", "a size of your own")),
    ];

    /// <summary>The order that a form stands for; a button that offers a size that fits wins over what was chosen.</summary>
    public static LabelQuery Read(PageForm form)
    {
        var (_, width, height, sheet) = Chosen(form);
        return new LabelQuery
        {
            From = form.Optional("from"),
            Count = form.Optional("count"),
            WidthMm = width,
            HeightMm = height,
            Dpi = form.Optional("dpi"),
            Medium = form.Optional("medium"),
            ForShopScanner = Flag(form, "forShopScanner"),
            SymbolOnly = Flag(form, "symbolOnly"),
            Sheet = sheet,
            Reprint = form.Optional("reprint"),
        };
    }

    /// <summary>The form as it is shown again: with the size that was offered, when that was taken.</summary>
    public static ShownForm Shown(ShownForm shown, PageForm form)
    {
        var (size, width, height, _) = Chosen(form);
        return form.Optional("fit") is null
            ? shown
            : shown with { Typed = new Dictionary<string, string>(shown.Typed!) { ["size"] = size, ["widthMm"] = width ?? "", ["heightMm"] = height ?? "" } };
    }

    /// <summary>The refusal of a size of one's own that was not told: the usual one would be printed in its stead, and nobody would know why.</summary>
    public static Problem? Missing(ShownForm shown) => shown.ValueOf("size") is Own or Cut
        ? Array.Find(["widthMm", "heightMm"], field => string.IsNullOrWhiteSpace(shown.ValueOf(field))) is { } field
            ? Problem.BadInput(field, "Give both width and height for a size of your own.", "sizeMissing", "自己定尺寸，宽和高都要填。")
            : null
        : null;

    /// <summary>The refusal at the field of the page.</summary>
    public static Problem AtField(Problem problem) => problem.Field == "sheet" ? problem with { Field = "size" } : problem;

    private static (string Size, string? Width, string? Height, string? Sheet) Chosen(PageForm form)
    {
        var size = form.Text("size");
        if (form.Optional("fit")?.Split('x') is [var fitWidth, var fitHeight])
            return size == Cut ? (Cut, fitWidth, fitHeight, Cut) : (Own, fitWidth, fitHeight, null);
        if (size is Own or Cut)
            return (size, form.Optional("widthMm"), form.Optional("heightMm"), size == Cut ? Cut : null);
        return LabelSheet.Find(size) is null && size.Split('x') is [var width, var height] ? (size, width, height, null) : (size, null, null, size);
    }

    private static string Flag(PageForm form, string field) => form.IsTicked(field) ? "true" : "false";

    /// <summary>A size as people write it.</summary>
    public static string Told(LabelSize size) => Named(size).Replace("x", " × ", StringComparison.Ordinal);

    private static string Named(LabelSize size) => string.Create(CultureInfo.InvariantCulture, $"{size.WidthHundredths / 100m}x{size.HeightHundredths / 100m}");
}
