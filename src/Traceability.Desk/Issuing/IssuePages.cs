using Microsoft.AspNetCore.Http.HttpResults;
using Traceability.Desk.Access;
using Traceability.Desk.Products;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Issuing;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;

namespace Traceability.Desk.Issuing;

/// <summary>The page on which labels are issued for a lot. Its form carries a key of its own, so that it issues once however often it is sent.</summary>
internal static class IssuePages
{
    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/lots/{id:guid}/issue", (HttpContext context, SignedIn person, Guid id, Store store, HouseSettings settings, TimeProvider clock, CancellationToken cancellation) =>
            Page(context, person, id, PageForm.New(context), null, store, settings, clock, cancellation)).ForPeople(Role.Producer);
        door.MapPost("/lots/{id:guid}/issue", Issue).ForPeople(Role.Producer);
    }

    private static async Task<IResult> Issue(
        HttpContext context, SignedIn person, Guid id, Store store, KeyShelf keys, HouseSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var request = new BatchRequest(id, form.Whole("count"), form.IsTicked("testPrint"));
        var result = form.Fault ?? (await IssueCodes.Issue(request, form.Text("key"), person.Caller, store, keys, settings, clock, cancellation)).Result;
        return result switch
        {
            // What is wrong with the lot or the key is nothing that a field of this page could put right.
            Problem bad => await Page(context, person, id, form.Shown(bad.Field == "count" ? bad : bad with { Field = null }), request, store, settings, clock, cancellation),
            Created<BatchReply> { Value: { } made } => PageGate.SeeOther(context, $"/batches/{made.Id}?done=issued"),
            _ => throw new InvalidOperationException($"{result} is no answer of {nameof(IssueCodes)}."),
        };
    }

    private static async Task<IResult> Page(
        HttpContext context, SignedIn person, Guid id, ShownForm form, BatchRequest? typed, Store store, HouseSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        if (await LotPages.Find(db, id, cancellation) is not var (lot, row))
            return Problem.NotFound;
        return DeskPages.Show<IssuePage>(context, person, form, new()
        {
            [nameof(IssuePage.Lot)] = lot,
            [nameof(IssuePage.Mark)] = await UsableRights.MarkOn(db, row, clock.GetUtcNow(), cancellation),
            [nameof(IssuePage.FourEyesAbove)] = (long)settings.FourEyesAboveCount,
            [nameof(IssuePage.Key)] = $"page {Guid.CreateVersion7(clock.GetUtcNow())}",
            [nameof(IssuePage.After)] = typed is { Count: > 0 } ? lot.LabelsLeft - (typed.TestPrint ? 0 : typed.Count) : null,
        }, scripts: "");
    }
}
