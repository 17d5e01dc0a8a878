using Traceability.Codes;
using Traceability.Desk.Access;
using Traceability.Desk.Codes;
using Traceability.Issuing;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Issuing;
using Traceability.Pages.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>The page on which labels change their state by their first and last: found, shown once more, then changed. A carton's code stands for what lies in the carton.</summary>
internal static class RangePages
{
    private static readonly (string Value, PlainWords Words)[] States =
    [
        (nameof(LabelState.Activated), new("启用：可以卖", "activated: for sale")),
        (nameof(LabelState.Spoiled), new("报废：还没启用就印坏、损毁了（额度退回）", "spoiled: misprinted or damaged before use (its allowance goes back)")),
        (nameof(LabelState.Withdrawn), new("作废：丢失、被盗、召回，或启用后才发现印坏", "withdrawn: lost, stolen, recalled, or found misprinted in use")),
        (nameof(LabelState.Retired), new("退役：货已用完", "retired: used up")),
    ];

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/batches/ranges", (HttpContext context, SignedIn person, Guid? batch) => Page(context, person, PageForm.New(context), batch, null)).ForPeople(Role.Producer);
        door.MapPost("/batches/ranges", Send).ForPeople(Role.Producer);
    }

    private static async Task<IResult> Send(
        HttpContext context, SignedIn person, Guid? batch, Store store, LabelUri addresses, KeyShelf keys, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var state = form.Name<LabelState>("state");
        var (found, bad) = form.Fault is { } unread ? (null, unread) : LabelChange.Read(state, form.Text("reason"), out _) is { } unsaid ? (null, unsaid) : await Find(form, state, person, batch, store, addresses, keys, clock, cancellation);
        if (found is null || bad is not null)
            return Page(context, person, form.Shown(bad), batch, found?.Shown);
        if (form.Text("act") != "change")
            return Page(context, person, form.Shown(), batch, found.Shown);

        IResult result = found.CartonCode is { } code
            ? (await ChangeCarton.Change(code, new CartonStateRequest(state, form.Optional("reason")), person.Caller, store, keys, clock, cancellation)).Result
            : (await ChangeRange.Change(found.Shown.BatchId, new RangeRequest(found.Shown.First, found.Shown.Last, state, form.Optional("reason")), person.Caller, store, clock, cancellation)).Result;
        return result is Problem refused ? Page(context, person, form.Shown(refused), batch, null) : PageGate.SeeOther(context, $"/batches/{found.Shown.BatchId}?done=changed");
    }

    // The labels that are meant, with what the rule of the change itself says against it.
    private static async Task<(Found? Found, Problem? Problem)> Find(
        PageForm form, LabelState state, SignedIn person, Guid? batchId, Store store, LabelUri addresses, KeyShelf keys, TimeProvider clock, CancellationToken cancellation)
    {
        var (reason, now) = (form.Optional("reason"), clock.GetUtcNow());
        await using var db = store.Read(person.Caller.Scope);
        var (first, badFirst) = await FoundLabel.Find(db, form.Text("first"), "first", batchId, addresses, keys, cancellation);
        if (first is null)
            return (null, badFirst);
        if (form.Optional("last") is null && first.Batch.ItemsBatchId is not null)
        {
            var (carton, _) = await FoundCarton.Of(db, first.Batch, first.Serial, cancellation);
            var (all, mayNot) = await ChangeCarton.Judge(db, carton!, state, reason, now, cancellation);
            return (await Shown(db, carton!.ItemsBatch, carton.Items, first.Code, all?.Items.Applied.Left ?? 0, cancellation), mayNot);
        }

        var (last, badLast) = form.Optional("last") is { } typed ? await FoundLabel.Find(db, typed, "last", batchId, addresses, keys, cancellation) : (first, null);
        if (last is null)
            return (null, badLast);
        if (last.Batch.Id != first.Batch.Id)
            return (null, Problem.BadInput("last", "This label is of another batch than the first: change each batch by itself.", "otherBatch", "这一枚和第一枚不是同一批：请一批一批地改。"));
        // Whoever scans a roll may begin at either end.
        var span = new SerialSpan(Math.Min(first.Serial, last.Serial), Math.Max(first.Serial, last.Serial));
        var (_, refused) = await LabelChange.Judge(db, first.Batch, new LabelRange(span.First, span.Last, state, reason, now), whereLawful: false, cancellation);
        return (await Shown(db, first.Batch, span, null, 0, cancellation), refused);
    }

    private static async Task<Found> Shown(TraceabilityDb db, BatchRow batch, SerialSpan span, string? cartonCode, long left, CancellationToken cancellation)
    {
        var (line, states) = ((await BatchPages.Lines(db.Batches.Where(row => row.Id == batch.Id), db, cancellation)).Single(), await ReadIssuing.Book(db, batch, cancellation));
        return new(new RangeToChange(batch.Id, line.Product, line.Lot, span.First, span.Last, cartonCode is not null, BatchPages.Told(state => states.CountOf(state, span.First, span.Last)), left), cartonCode);
    }

    private static IResult Page(HttpContext context, SignedIn person, ShownForm form, Guid? batch, RangeToChange? change)
    {
        CameraReader.Allow(context);
        return DeskPages.Show<RangesPage>(context, person, form, new()
        {
            [nameof(RangesPage.BatchId)] = batch,
            [nameof(RangesPage.States)] = States,
            [nameof(RangesPage.Change)] = change,
        }, CameraReader.Scripts);
    }

    // A carton is changed by its code.
    private sealed record Found(RangeToChange Shown, string? CartonCode);
}
