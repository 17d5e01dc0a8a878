using System.IO.Pipelines;
using System.Net.Sockets;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Labels.Forms;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Codes;

namespace Traceability.Desk.Issuing;

/// <summary>
/// Sends labels straight to a label printer (raw TCP, mostly port 9100) that the operator named, and to no other address. Nothing is read from it: what it did stands on the paper. A file that did not
/// get there whole keeps its number and no hash, like any download that broke off.
/// </summary>
internal static class SendLabels
{
    private static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(5), SendMax = TimeSpan.FromSeconds(60);

    /// <summary>True once the printer has taken every byte, or why it has not.</summary>
    public static async Task<Problem?> Send(
        LabelFormKind kind, Guid id, LabelQuery query, string printer, Caller caller, Store store, KeyShelf keys, LabelPress press, HouseSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        if (!settings.Printers.TryGetValue(printer, out var address))
            return Problem.BadInput("printer", "This desk knows no such printer.", "unknownPrinter", "业务端没有这台打印机，请从列表里选。");
        if (kind is not (LabelFormKind.Zpl or LabelFormKind.Tspl))
            return Problem.BadInput("form", "Label printers take ZPL or TSPL.", zh: "标签打印机只认 ZPL 或 TSPL，请改文件格式。");
        var (order, bad) = query.Read(kind);
        if (order is null)
            return bad;
        var (run, matter, problem) = await DownloadLabels.Prepare(order, id, caller, store, press, cancellation);
        if (run is null || matter is null)
            return problem;
        if (DownloadLabels.IsLarge(kind, run.Count, matter.Plan))
            return Problem.BadInput("count", $"At most {DownloadLabels.AtOnceMax} labels are sent at once.", zh: $"一次最多发 {DownloadLabels.AtOnceMax} 枚。");

        using var socket = new TcpClient();
        try
        {
            using var connecting = Limited(ConnectMax, cancellation);
            await socket.ConnectAsync(address.Host, address.Port, connecting.Token);
            // Numbered once the printer is there: one that is switched off uses up nothing.
            var (taken, refused) = await TakeLabels.Number(
                store, caller, kind, new Printing(id, kind.ToString(), run.First, run.Last), order.ReprintId, null, clock.GetUtcNow(), cancellation, printer);
            if (taken is null)
                return refused;

            using var sending = Limited(SendMax, cancellation);
            var body = PipeWriter.Create(socket.GetStream());
            var manifest = await LabelFile.Write(body, press.Form(kind, matter, run), run.First, run.Count, run.SealWith(keys), sending.Token);
            await body.CompleteAsync();
            await taken.Record(store, caller, manifest, clock.GetUtcNow());
            return null;
        }
        catch (Exception error) when (error is SocketException or IOException || error is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return new Problem(StatusCodes.Status503ServiceUnavailable, "printerAway", "The printer does not answer, or took only a part: see whether it is on and has paper, and what came out of it.", "printer")
            {
                Zh = "打印机没有回应，或只收到一部分：请看它开着没有、有没有纸、打出来多少。",
            };
        }
    }

    private static CancellationTokenSource Limited(TimeSpan most, CancellationToken cancellation)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        source.CancelAfter(most);
        return source;
    }
}
