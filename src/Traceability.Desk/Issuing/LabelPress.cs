using System.Text;
using System.Text.Json.Nodes;
using Traceability.Codes;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Labels.Ink;
using Traceability.Pages.Doors;
using Traceability.Reading;
using Traceability.Storage.Codes;

namespace Traceability.Desk.Issuing;

/// <summary>What one file of labels is made of.</summary>
/// <param name="Content">What is the same on all of them.</param>
/// <param name="Sku">The producer's own number of the product.</param>
/// <param name="Plan">How they are drawn; none for a press file.</param>
/// <param name="Sheet">The sheet they come on; none for a roll.</param>
/// <param name="Font">The font they are drawn in; none for a form that draws no text.</param>
internal sealed record PressMatter(LabelContent Content, string Sku, LabelPlan? Plan = null, LabelSheet? Sheet = null, OutlineFont? Font = null);

/// <summary>The forms in which labels leave the desk. A new one is one line in the table: its route, its jobs and the description of the API follow.</summary>
internal sealed class LabelPress(LabelUri address, LabelFont font, KeyShelf keys)
{
    /// <summary>Most dots of a label that is drawn as dots: 100 × 100 mm at the finest printer.</summary>
    public const int DotsMax = 25_000_000;

    private static readonly SortedDictionary<LabelFormKind, Press> Presses = new()
    {
        [LabelFormKind.Csv] = new(matter => new PressCsv(matter.Content, matter.Sku), IsPlanned: false),
        [LabelFormKind.Svg] = new(matter => LabelZip.OfSvg(matter.Plan!)),
        [LabelFormKind.Png] = new(matter => LabelZip.OfPng(matter.Plan!, matter.Font!), NeedsFont: true, IsOfDots: true),
        [LabelFormKind.Pdf] = new(matter => new LabelPdf(matter.Plan!, matter.Font!, matter.Sheet), NeedsFont: true),
        [LabelFormKind.Zpl] = new(matter => new LabelZpl(matter.Plan!, matter.Font!), NeedsFont: true, IsOfDots: true, Refuse: LabelZpl.Refuse),
        [LabelFormKind.Tspl] = new(matter => new LabelTspl(matter.Plan!, matter.Font!), NeedsFont: true, IsOfDots: true, Refuse: LabelTspl.Refuse),
    };

    /// <summary>Pictures that are drawn at once for whoever waits for them; more would take the processor from every other caller.</summary>
    public SemaphoreSlim Drawings { get; } = new(2);

    /// <summary>The kinds that can be had.</summary>
    public static IReadOnlyCollection<LabelFormKind> Kinds => Presses.Keys;

    /// <summary>The kind's name in addresses and acts.</summary>
    public static string NameOf(LabelFormKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>True when labels of the kind are drawn, and so must be planned.</summary>
    public static bool IsPlanned(LabelFormKind kind) => Presses[kind].IsPlanned;

    /// <summary>What a file of the run is made of, or why its labels would not do.</summary>
    public (PressMatter? Matter, Problem? Problem) Prepare(PrintRun run, LabelOrder order)
    {
        var (press, content) = (Presses[order.Kind], run.ContentFor(address));
        if (!press.IsPlanned)
            return (new PressMatter(content, run.Product.Name), null);
        var (plan, unplanned) = PlanLabels.Plan(content, order.Wish);
        if (plan is null)
            return (null, unplanned);
        if (press.IsOfDots && (long)plan.Width * plan.Height > DotsMax)
            return (null, new Problem(StatusCodes.Status422UnprocessableEntity, "tooManyDots", $"A label of this size has more than {DotsMax:#,0} dots on this printer: choose a coarser printer or a smaller label.", "dpi") { Zh = "这个尺寸在这种打印机上点数太多：请选精度低一些的打印机，或小一些的标签。" });
        if (press.Refuse?.Invoke(plan) is { } fault)
            return (null, new Problem(StatusCodes.Status422UnprocessableEntity, "printerCannot", fault, "dpi") { Zh = "这种打印机打不了这样的标签：请换一种打印机精度或格式。" });
        if (!press.NeedsFont)
            return (new PressMatter(content, run.Product.Name, plan, order.Sheet), null);
        if (font.Font is not { } found)
            return (null, Problem.Conflict("noLabelFont", "This desk has no font with Chinese characters. Its operator installs one (Debian: fonts-noto-cjk) or names one with Labels:FontFile; SVG and CSV need none.", zh: "业务端没有装中文字体：请运营方安装；SVG 和 CSV 不需要字体。"));
        return Stationery.FirstMissing(plan, found) is { } missing
            ? (null, new Problem(StatusCodes.Status422UnprocessableEntity, "characterNotInFont", $"The font of this desk has no “{missing}”: take SVG, or let its operator name another font with Labels:FontFile.") { Zh = $"业务端的字体里没有“{missing}”字：请领取 SVG，或请运营方换字体。", More = new JsonObject { ["character"] = $"U+{missing.Value:X4}" } })
            : (new PressMatter(content, run.Product.Name, plan, order.Sheet, found), null);
    }

    /// <summary>The plan of a run's labels, or what is wrong with the wish and which size would do.</summary>
    public (LabelPlan? Plan, Problem? Problem) Plan(PrintRun run, LabelWish wish) => PlanLabels.Plan(run.ContentFor(address), wish);

    /// <summary>A label of the run as SVG, under a code that no label has: its serial is 0, so whoever scans the sample learns that it was never issued.</summary>
    public string Sample(PrintRun run, LabelPlan plan)
    {
        var (svg, code) = (new LabelSvg(plan), new byte[SourceCode.Length]);
        run.SealWith(keys)(0, 1, code);
        var drawn = new byte[svg.MostBytes];
        return Encoding.UTF8.GetString(drawn, 0, svg.Write(code, drawn));
    }

    /// <summary>A form for one file. Its first and its last symbol were read back by a reader that shares no line with the writer, where one is installed.</summary>
    /// <exception cref="InvalidOperationException">A reader found something else in a symbol than stands in its plan: nothing may be printed so.</exception>
    public LabelForm Form(LabelFormKind kind, PressMatter matter, PrintRun run)
    {
        if (matter.Plan is { } plan && LabelReaderChoice.OfThisBuild is LabelReaderChoice.Ready { Reader: var reader })
        {
            foreach (var serial in (uint[])[run.First, run.Last])
            {
                var code = keys.Seal.Seal(run.Batch.KeySymbol, run.Batch.Number, serial).ToString();
                if (!ReadBack.Agrees(plan, code, reader))
                    throw new InvalidOperationException($"The symbol of serial {serial} of batch {run.Batch.Id} does not read as it should.");
            }
        }

        return Presses[kind].Make(matter);
    }

    private sealed record Press(
        Func<PressMatter, LabelForm> Make, bool IsPlanned = true, bool NeedsFont = false, bool IsOfDots = false, Func<LabelPlan, string?>? Refuse = null);
}
