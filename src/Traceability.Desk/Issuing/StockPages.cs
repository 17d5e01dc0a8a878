using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Issuing;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Issuing;

/// <summary>The pages on which labels are accounted for: how the counts of a batch stand, a form to record one, and another for a roll.</summary>
internal static class StockPages
{
    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/batches/{id:guid}/stock", (HttpContext context, SignedIn person, Guid id, string? done, Store store, CancellationToken cancellation) =>
            Page(context, person, id, PageForm.New(context), done, store, cancellation)).ForPeople(Everyone.Readers);
        door.MapPost("/batches/{id:guid}/stock", Count).ForPeople(Role.Producer);
        door.MapGet("/batches/{id:guid}/rolls/new", async Task<IResult> (HttpContext context, SignedIn person, Guid id, Store store, CancellationToken cancellation) =>
        {
            await using var db = store.Read(person.Caller.Scope);
            return await db.Batches.AnyAsync(batch => batch.Id == id, cancellation) ? RollForm(context, person, id, PageForm.New(context)) : Problem.NotFound;
        }).ForPeople(Everyone.Printers);
        door.MapPost("/batches/{id:guid}/rolls/new", Record).ForPeople(Everyone.Printers);
    }

    private static async Task<IResult> Count(HttpContext context, SignedIn person, Guid id, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var request = new StockCountRequest(
            form.Whole("applied"), form.Whole("spoiled"), form.Whole("destroyed"), form.Whole("inStock"), form.Optional("roll"), form.OptionalWhole("first"), form.OptionalWhole("last"), form.Optional("note"));
        return (form.Fault ?? (await CountStock.Count(id, request, person.Caller, store, clock, cancellation)).Result) is Problem bad
            ? await Page(context, person, id, form.Shown(bad), null, store, cancellation)
            : PageGate.SeeOther(context, $"/batches/{id}/stock?done=counted");
    }

    private static async Task<IResult> Record(HttpContext context, SignedIn person, Guid id, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var request = new RollRequest(form.Text("name"), form.Whole("first"), form.Whole("last"));
        return (form.Fault ?? (await RecordRoll.Record(id, request, person.Caller, store, clock, cancellation)).Result) is Problem bad
            ? bad == Problem.NotFound ? bad : RollForm(context, person, id, form.Shown(bad))
            : PageGate.SeeOther(context, person.Role == Role.Producer ? $"/batches/{id}/stock?done=recorded" : $"/batches/{id}");
    }

    private static IResult RollForm(HttpContext context, SignedIn person, Guid id, ShownForm form) => DeskPages.Show<RollPage>(context, person, form, new() { [nameof(RollPage.BatchId)] = id, [nameof(RollPage.SeesStock)] = person.Role == Role.Producer });

    private static async Task<IResult> Page(HttpContext context, SignedIn person, Guid id, ShownForm form, string? done, Store store, CancellationToken cancellation)
    {
        var result = await ReadStock.Reconciliation(id, person.Caller, store, cancellation);
        if (result is not Ok<ReconciliationReply> { Value: { } stock })
            return result;
        var counts = stock.Rolls.Select(roll => roll.Count).OfType<StockCountReply>().Concat(stock.Ranges).OrderBy(count => count.First);
        return DeskPages.Show<StockPage>(context, person, form, new()
        {
            [nameof(StockPage.BatchId)] = id,
            [nameof(StockPage.Stock)] = new StockFacts(
                stock.Ordered, stock.Counted, stock.Difference, stock.Balanced,
                [.. counts.Select(count => new CountLine(count.Roll, count.First, count.Last, count.Applied, count.Spoiled, count.Destroyed, count.InStock, count.Difference,
                    [.. count.Contradictions.Select(found => (found.Labels, new PlainWords(found.Zh, found.En)))], count.CountedAt))],
                [.. stock.Rolls.Select(roll => new RollLine(roll.Roll.Name, roll.Roll.First, roll.Roll.Last))]),
            [nameof(StockPage.MayCount)] = person.Role == Role.Producer,
            [nameof(StockPage.Done)] = done switch
            {
                "counted" => PageReply.LanguageOf(context).Say("记下了。", "The count is recorded."),
                "recorded" => PageReply.LanguageOf(context).Say("卷已登记。", "The roll is recorded."),
                _ => null,
            },
        });
    }
}
