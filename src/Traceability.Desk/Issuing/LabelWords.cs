using Traceability.Issuing;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>The one place that says states, kinds and forms of batches, print jobs and files in both languages, as pages print them; of labels <see cref="Pages.Scans.VerdictNames"/> does.</summary>
internal static class LabelWords
{
    public static PlainWords Of(BatchState state) => state switch
    {
        BatchState.Waiting => new("等第二个人同意", "waits for a second person"),
        BatchState.Issued => new("已签发", "issued"),
        BatchState.Declined => new("未同意", "declined"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static PlainWords Of(BatchKind kind) => kind switch
    {
        BatchKind.Items => new("商品标签", "labels of items"),
        BatchKind.TestPrint => new("试印批", "test print"),
        BatchKind.Cartons => new("箱码", "carton codes"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static PlainWords Of(PrintJobState state) => state switch
    {
        PrintJobState.Queued => new("排队中", "waiting"),
        PrintJobState.Running => new("正在生成", "being written"),
        PrintJobState.Done => new("已完成", "done"),
        PrintJobState.Cancelled => new("已取消", "cancelled"),
        PrintJobState.Failed => new("失败", "failed"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static PlainWords Of(LabelFormKind kind) => kind switch
    {
        LabelFormKind.Pdf => new("PDF（办公打印机、印刷厂）", "PDF (office printers, presses)"),
        LabelFormKind.Zpl => new("ZPL（斑马等标签打印机）", "ZPL (Zebra and other label printers)"),
        LabelFormKind.Tspl => new("TSPL（TSC 等标签打印机）", "TSPL (TSC and other label printers)"),
        LabelFormKind.Svg => new("SVG 矢量图（设计软件）", "SVG drawings (for designers)"),
        LabelFormKind.Png => new("PNG 图片", "PNG pictures"),
        LabelFormKind.Csv => new("CSV 清单（印刷厂可变数据）", "CSV list (variable data of a press)"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static PlainWords Of(LabelMedium medium) => medium switch
    {
        LabelMedium.Paper => new("平整的纸", "flat paper"),
        LabelMedium.Textile => new("布料", "textile"),
        LabelMedium.Curved => new("瓶身等曲面", "bottles and other curves"),
        _ => throw new ArgumentOutOfRangeException(nameof(medium), medium, null),
    };

    public static MarkKind MarkOf(BatchState state) => state switch
    {
        BatchState.Issued => MarkKind.Yes,
        BatchState.Declined => MarkKind.No,
        _ => MarkKind.Waiting,
    };

    public static MarkKind MarkOf(PrintJobState state) => state switch
    {
        PrintJobState.Done => MarkKind.Yes,
        PrintJobState.Failed or PrintJobState.Cancelled => MarkKind.No,
        _ => MarkKind.Waiting,
    };

    /// <summary>The refusal of what only labels that exist can do.</summary>
    public static Problem NotIssued(this BatchRow batch) => Problem.Conflict("batchNotIssued", $"This batch is {batch.State}.", zh: $"这一批“{Of(batch.State).Zh}”，标签还不存在。");

    /// <summary>The refusal of serials that the batch does not hold.</summary>
    public static Problem NoSuchSerials(this BatchRow batch) =>
        Problem.BadInput("first", $"Serials run from 1 to {batch.Count}, the first not after the last.", zh: $"序号从 1 到 {batch.Count}，首号不能大于末号。");
}
