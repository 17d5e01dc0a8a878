using Traceability.Desk.Access;
using Traceability.Labels;
using Traceability.Labels.Forms;

namespace Traceability.Desk.Issuing;

/// <summary>Tells the label sizes that are sold: rolls for label printers, sheets for office printers. Any other size may be asked for as well.</summary>
internal static class ReadPresets
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/label-presets", () => TypedResults.Ok(new PresetsReply(
        [.. LabelSize.Rolls.Select(roll => new RollPreset(roll.WidthHundredths / 100m, roll.HeightHundredths / 100m))],
        [.. LabelSheet.Usual.Select(sheet => new SheetPreset(
            sheet.Name, sheet.Columns, sheet.Rows, sheet.Label.WidthHundredths / 100m, sheet.Label.HeightHundredths / 100m))]))).For(Everyone.AtBatches).WithSummary("Lists the sizes that labels are sold in.");
}

/// <summary>Label sizes that are sold.</summary>
/// <param name="Rolls">For label printers: give their size as widthMm and heightMm.</param>
/// <param name="Sheets">For PDF on A4: give the name as sheet; A4 alone cuts the paper into labels of any size.</param>
public sealed record PresetsReply(IReadOnlyList<RollPreset> Rolls, IReadOnlyList<SheetPreset> Sheets);

/// <summary>A roll.</summary>
/// <param name="WidthMm">Width of a label in millimetres.</param>
/// <param name="HeightMm">Height of a label.</param>
public sealed record RollPreset(decimal WidthMm, decimal HeightMm);

/// <summary>A sheet.</summary>
/// <param name="Name">What it is asked for as.</param>
/// <param name="Columns">Labels in a row.</param>
/// <param name="Rows">Rows of labels.</param>
/// <param name="WidthMm">Width of a label in millimetres.</param>
/// <param name="HeightMm">Height of a label.</param>
public sealed record SheetPreset(string Name, int Columns, int Rows, decimal WidthMm, decimal HeightMm);
