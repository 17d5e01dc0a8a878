using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Pages.Doors;

namespace Traceability.Desk.Issuing;

/// <summary>What one file of labels is made of.</summary>
/// <param name="Content">What is the same on all of them.</param>
/// <param name="Sku">The producer's own number of the product.</param>
/// <param name="Plan">How they are drawn; none for a press file.</param>
/// <param name="Sheet">The sheet they come on, if the form knows sheets.</param>
internal sealed record PressMatter(LabelContent Content, string Sku, LabelPlan? Plan, string? Sheet);

/// <summary>The forms in which labels leave the desk. A new one is one line in the table: its route, its jobs and the description of the API follow.</summary>
internal static class LabelPress
{
    private static readonly SortedDictionary<LabelFormKind, Press> Presses = new()
    {
        [LabelFormKind.Csv] = new(matter => new PressCsv(matter.Content, matter.Sku), IsPlanned: false),
        [LabelFormKind.Svg] = new(matter => LabelZip.OfSvg(matter.Plan!)),
    };

    /// <summary>The kinds that can be had.</summary>
    public static IReadOnlyCollection<LabelFormKind> Kinds => Presses.Keys;

    /// <summary>The kind's name in addresses and acts.</summary>
    public static string NameOf(LabelFormKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>True when labels of the kind are drawn, and so must be planned.</summary>
    public static bool IsPlanned(LabelFormKind kind) => Presses[kind].IsPlanned;

    /// <summary>A form for one file.</summary>
    public static LabelForm Form(LabelFormKind kind, PressMatter matter) => Presses[kind].Make(matter);

    /// <summary>Why labels of this size cannot come on the sheet; none when they can.</summary>
    public static Problem? RefuseSheet(LabelFormKind kind, string sheet, LabelSize size) => Presses[kind].RefuseSheet is { } refuse
        ? refuse(sheet, size)
        : Problem.BadInput("sheet", $"Labels as {NameOf(kind)} come on no sheet.");

    private sealed record Press(Func<PressMatter, LabelForm> Make, bool IsPlanned = true, Func<string, LabelSize, Problem?>? RefuseSheet = null);
}
