using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Pages;
using Traceability.Pages.Approvals;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>The page of what waits for a second person: batches and reprints to be answered there, and rights to be compared with their certificates on their own page.</summary>
internal static class ApprovalPages
{
    private const int ListMax = 200;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/approvals", (string? done, HttpContext context, SignedIn person, Store store, CancellationToken cancellation) =>
            Page(context, person, PageForm.New(context), done, store, cancellation)).ForPeople(Everyone.Recorders);
        door.MapPost("/approvals", Answer).ForPeople(Role.Producer);
    }

    /// <summary>How much waits for this person; none when nothing does, which is no gap to be filled.</summary>
    public static async Task<int?> CountFor(TraceabilityDb db, SignedIn person, CancellationToken cancellation)
    {
        var own = await db.HandOf(person.PersonId, cancellation);
        var count = (person.Role == Role.Producer
            ? await db.Batches.CountAsync(batch => batch.State == BatchState.Waiting && !own.Contains(batch.IssuedBy), cancellation)
                + await db.Reprints.CountAsync(reprint => reprint.State == ReprintState.Asked && !own.Contains(reprint.AskedBy), cancellation)
            : 0)
        + await db.Rights.CountAsync(right => right.TenantId == person.TenantId && right.CertificateSha256 != null && right.CheckedAt == null && own.Contains(right.RecordedBy) == (right.Mismatch != null), cancellation);
        return count == 0 ? null : count;
    }

    private static async Task<IResult> Answer(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var (kind, id, request) = (form.Name<ApprovalKind>("kind"), form.Id("id"), new ApprovalRequest(form.IsTicked("agree")));
        if (!form.IsTicked("agree") && form.Text("agree") != "no")
            return await Page(context, person, form.Shown(Problem.BadInput("agree", "Say yes or no.", zh: "请点“同意”或“不同意”。")), null, store, cancellation);
        var bad = form.Fault ?? kind switch
        {
            ApprovalKind.Batch => (await ApproveBatch.Approve(id, request, person.Caller, store, clock, cancellation)).Result as Problem,
            ApprovalKind.Reprint => (await AnswerReprint.Answer(id, request, person.Caller, store, clock, cancellation)).Result as Problem,
            _ => Problem.NotFound,
        };
        return bad is null ? PageGate.SeeOther(context, "/approvals?done=answered") : await Page(context, person, form.Shown(bad), null, store, cancellation);
    }

    private static async Task<IResult> Page(HttpContext context, SignedIn person, ShownForm form, string? done, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        return DeskPages.Show<ApprovalsPage>(context, person, form, new()
        {
            [nameof(ApprovalsPage.Lines)] = await Lines(db, person, PageReply.LanguageOf(context), cancellation),
            [nameof(ApprovalsPage.MayAnswer)] = person.Role == Role.Producer,
            [nameof(ApprovalsPage.Done)] = done == "answered" ? PageReply.LanguageOf(context).Say("已记下您的答复。", "Your answer is recorded.") : null,
        });
    }

    private static async Task<List<ApprovalLine>> Lines(TraceabilityDb db, SignedIn person, Language language, CancellationToken cancellation)
    {
        var own = await db.HandOf(person.PersonId, cancellation);
        var batches = await (
            from batch in db.Batches
            join lot in db.Lots on batch.LotId equals lot.Id
            join product in db.Products on lot.ProductId equals product.Id
            where batch.State == BatchState.Waiting
            orderby batch.Id
            select new { batch.Id, Lot = lot.Name, Product = product.Name, batch.Count, batch.IssuedAt, batch.IssuedBy }).Take(ListMax).ToListAsync(cancellation);
        var reprints = await (
            from reprint in db.Reprints
            join batch in db.Batches on reprint.BatchId equals batch.Id
            join lot in db.Lots on batch.LotId equals lot.Id
            join product in db.Products on lot.ProductId equals product.Id
            where reprint.State == ReprintState.Asked
            orderby reprint.Id
            select new { Reprint = reprint, Lot = lot.Name, Product = product.Name }).Take(ListMax).ToListAsync(cancellation);
        var rights = await db.Rights.Where(right => right.TenantId == person.TenantId && right.CertificateSha256 != null && right.CheckedAt == null).OrderBy(right => right.Id).Take(ListMax)
            .Select(right => new { right.Id, right.Title, right.Number, right.RecordedAt, right.RecordedBy, right.Mismatch }).ToListAsync(cancellation);
        var names = await db.NamesOf([.. batches.Select(one => (Guid?)one.IssuedBy), .. reprints.Select(one => (Guid?)one.Reprint.AskedBy), .. rights.Select(one => (Guid?)one.RecordedBy)], cancellation);
        ApprovalLine Line(Guid id, ApprovalKind kind, string what, string? reason, DateTimeOffset at, Guid by) => new(id, kind, what, reason, at, names.NameOf(by), own.Contains(by));
        return
        [
            .. batches.Select(one => Line(one.Id, ApprovalKind.Batch, $"{one.Product} · {one.Lot} · {Labels(one.Count, language)}", null, one.IssuedAt, one.IssuedBy)),
            .. reprints.Select(one => Line(one.Reprint.Id, ApprovalKind.Reprint,
                $"{one.Product} · {one.Lot} · {one.Reprint.First}–{one.Reprint.Last}", one.Reprint.Reason, one.Reprint.AskedAt, one.Reprint.AskedBy)),
            .. rights.Select(one => Line(one.Id, ApprovalKind.Right, $"{one.Title} · {one.Number}", one.Mismatch, one.RecordedAt, one.RecordedBy)),
        ];
    }

    private static string Labels(uint count, Language language) => language.Say($"{Figures.Of(count)} 枚标签", Figures.Of(count, "label", "labels"));
}
