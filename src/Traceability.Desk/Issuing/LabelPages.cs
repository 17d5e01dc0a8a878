using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Issuing;
using Traceability.Storage;
using Traceability.Storage.Codes;

namespace Traceability.Desk.Issuing;

/// <summary>The page on which labels are designed and taken. One form does it all: what is asked for is drawn, sent as a file, or sent to a printer. A file leaves by a form, never by an address alone.</summary>
internal static class LabelPages
{
    /// <summary>The files that labels leave in, the one for an office printer first.</summary>
    public static IReadOnlyList<(string Value, PlainWords Words)> Forms { get; } =
        [.. LabelPress.Kinds.OrderByDescending(kind => kind == LabelFormKind.Pdf).ThenBy(kind => kind == LabelFormKind.Csv).Select(kind => ($"{kind}", LabelWords.Of(kind)))];

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/batches/{id:guid}/labels", (HttpContext context, SignedIn person, Guid id, string? done, Store store, LabelPress press, HouseSettings settings, CancellationToken cancellation) =>
            Page(context, person, id, PageForm.New(context), new LabelQuery(), LabelFormKind.Pdf, done, store, press, settings, cancellation)).ForPeople(Everyone.Printers);
        // A press file of a whole batch takes minutes.
        door.MapPost("/batches/{id:guid}/labels", Send).ForPeople(Everyone.Printers).DisableRequestTimeout();
    }

    private static async Task<IResult> Send(
        HttpContext context, SignedIn person, Guid id, Store store, KeyShelf keys, LabelPress press, PrintFloor floor, HouseSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var (kind, query) = (form.Name<LabelFormKind>("form"), LabelSizes.Read(form));
        Task<IResult> Again(ShownForm shown) => Page(context, person, id, LabelSizes.Shown(shown, form), query, kind, null, store, press, settings, cancellation);
        var act = form.Text("act");
        if ((form.Fault ?? (act is "take" or "send" ? LabelSizes.Missing(LabelSizes.Shown(form.Shown(), form)) ?? await Beyond(id, query, kind, person, store, cancellation) : null)) is { } unread)
            return await Again(form.Shown(unread));
        switch (act)
        {
            case "take":
                var result = await DownloadLabels.Download(kind, id, query, person.Caller, context, store, keys, press, floor, clock, cancellation);
                return result switch
                {
                    Problem bad => await Again(form.Shown(LabelSizes.AtField(bad))),
                    Accepted<PrintJobReply> { Value: { } job } => PageGate.SeeOther(context, $"/print-jobs/{job.Id}"),
                    _ => result,
                };
            case "send":
                return await SendLabels.Send(kind, id, query, form.Text("printer"), person.Caller, store, keys, press, settings, clock, cancellation) is { } refused
                    ? await Again(form.Shown(LabelSizes.AtField(refused)))
                    : PageGate.SeeOther(context, $"/batches/{id}/labels?done=sent");
            default:
                return await Again(form.Shown());
        }
    }

    private static async Task<IResult> Page(
        HttpContext context, SignedIn person, Guid id, ShownForm form, LabelQuery query, LabelFormKind kind, string? done, Store store, LabelPress press, HouseSettings settings, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        var (run, problem) = await PrintRun.Find(db, id, 1, 1, cancellation);
        if (run is null)
            return problem == Problem.NotFound ? problem : PageGate.SeeOther(context, $"/batches/{id}");
        var reprints = await db.Reprints.Where(row => row.BatchId == id && row.State == ReprintState.Agreed).OrderBy(row => row.Id).ToListAsync(cancellation);
        var sample = LabelSizes.Missing(form) is { } missing ? new LabelSample(null, null, missing.Words) : Sample(run, query, kind, press);
        return DeskPages.Show<LabelsPage>(context, person, form, new()
        {
            [nameof(LabelsPage.BatchId)] = id,
            [nameof(LabelsPage.BatchCount)] = (long)run.Batch.Count,
            [nameof(LabelsPage.AtOnceMax)] = DownloadLabels.AtOnceMax,
            [nameof(LabelsPage.Choices)] = new LabelChoices(
                Forms,
                LabelSizes.All, [.. Enum.GetValues<LabelMedium>().Select(medium => ($"{medium}", LabelWords.Of(medium)))],
                [.. reprints.Select(row => ($"{row.Id}", $"{row.Form.ToUpperInvariant()} {row.First}–{row.Last}"))], [.. settings.Printers.Keys.Order(StringComparer.Ordinal)]),
            // What the form says already, its sample does not say again.
            [nameof(LabelsPage.Sample)] = sample.Refusal == form.Fault?.Words ? sample with { Refusal = null } : sample,
            [nameof(LabelsPage.Done)] = done switch
            {
                "sent" => PageReply.LanguageOf(context).Say("打印机已全部收下，请看纸。", "The printer has taken all of it: look at the paper."),
                "asked" => PageReply.LanguageOf(context).Say("申请已提交。第二个人同意后，这里可以选“补印”。", "Asked. Once a second person agrees, the reprint can be chosen here."),
                _ => null,
            },
        }, scripts: "");
    }

    private static async Task<Problem?> Beyond(Guid id, LabelQuery query, LabelFormKind kind, SignedIn person, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        return await db.Batches.Where(batch => batch.Id == id).Select(batch => (uint?)batch.Count).SingleOrDefaultAsync(cancellation) is { } count ? Beyond(query, kind, count) : null;
    }

    // A program's file ends where the batch ends, and its header says so; a person is told before.
    private static Problem? Beyond(LabelQuery query, LabelFormKind kind, uint batchCount) =>
        query.Count is not null && query.Read(kind).Order is { } order && order.From <= batchCount && order.Count > batchCount - order.From + 1
            ? Problem.BadInput("count", $"From label {order.From} on this batch has {batchCount - order.From + 1}.", "beyondBatch", $"从第 {order.From} 枚起，这一批只有 {batchCount - order.From + 1} 枚。")
            : null;

    private static LabelSample Sample(PrintRun run, LabelQuery query, LabelFormKind kind, LabelPress press)
    {
        var (order, bad) = query.Read(kind);
        var (matter, refused) = order is null ? (null, bad) : press.Prepare(run, order);
        if (refused is { } refusal)
        {
            return new(null, null, refusal.Words,
                refusal.More is { } more && more["smallestWidthMm"] is { } width && more["smallestHeightMm"] is { } height ? string.Create(CultureInfo.InvariantCulture, $"{(decimal)width}x{(decimal)height}") : null);
        }

        if (matter?.Plan is not { } plan)
            return new(null, new("CSV 只有码和文字，图由印刷厂排。", "A CSV holds codes and texts; the press draws the label."));
        var (module, size) = (plan.ModuleMillimetres.ToString("0.###", CultureInfo.InvariantCulture), LabelSizes.Told(plan.Wish.Size));
        var (zh, en) = plan.LeftOut.Count == 0 ? ("", "") : ($"放不下：{string.Join("、", plan.LeftOut)}。", plan.LeftOut.Count == 1 ? " One of its texts is cut or left out." : $" {plan.LeftOut.Count} of its texts are cut or left out.");
        return new(new MarkupString(press.Sample(run, plan)), Refusal: Beyond(query, kind, run.Batch.Count)?.Words, Facts: new(
            $"样张，它的码没有签发过。{size} 毫米；二维码版本 {plan.Symbol.Version}，小方块 {module} 毫米。{zh}", $"A sample, with a code that was never issued. {size} mm; version {plan.Symbol.Version}, modules of {module} mm.{en}"));
    }
}
