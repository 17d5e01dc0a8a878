using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Labels.Forms;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Issuing;
using Traceability.Storage;

namespace Traceability.Desk.Issuing;

/// <summary>The page on which a reprint is asked for; a second person answers it among the approvals.</summary>
internal static class ReprintPages
{
    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/batches/{id:guid}/reprints/new", async Task<IResult> (HttpContext context, SignedIn person, Guid id, Store store, CancellationToken cancellation) =>
        {
            await using var db = store.Read(person.Caller.Scope);
            return await db.Batches.AnyAsync(batch => batch.Id == id, cancellation) ? Page(context, person, id, PageForm.New(context)) : Problem.NotFound;
        }).ForPeople(Everyone.Printers);
        door.MapPost("/batches/{id:guid}/reprints/new", Ask).ForPeople(Everyone.Printers);
    }

    private static async Task<IResult> Ask(HttpContext context, SignedIn person, Guid id, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var request = new ReprintRequest(form.Name<LabelFormKind>("form"), form.Whole("first"), form.Whole("last"), form.Text("reason"));
        return (form.Fault ?? (await AskReprint.Ask(id, request, person.Caller, store, clock, cancellation)).Result) is Problem bad
            ? bad == Problem.NotFound ? bad : Page(context, person, id, form.Shown(bad))
            : PageGate.SeeOther(context, $"/batches/{id}/labels?done=asked");
    }

    private static IResult Page(HttpContext context, SignedIn person, Guid id, ShownForm form) => DeskPages.Show<ReprintPage>(context, person, form, new()
    {
        [nameof(ReprintPage.BatchId)] = id,
        [nameof(ReprintPage.Forms)] = LabelPages.Forms,
    });
}
