using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Labels.Forms;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Issuing;
using Traceability.Pages.Scans;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>The pages of batches: which there are, how each stands, and a second person's answer to a large one.</summary>
internal static class BatchPages
{
    private const int ListMax = 500, RangesShown = 200, FilesShown = 20;

    /// <summary>A larger batch is counted when its page is loaded, not every few seconds.</summary>
    private const long RefreshedMax = 100_000;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/batches", List).ForPeople(Everyone.AtBatches);
        door.MapGet("/batches/{id:guid}", (HttpContext context, SignedIn person, Guid id, string? done, Store store, PrintFloor floor, CancellationToken cancellation) =>
            Page(context, person, id, PageForm.New(context), done, store, floor, cancellation)).ForPeople(Everyone.AtBatches);
        door.MapPost("/batches/{id:guid}/approval", Answer).ForPeople(Role.Producer);
    }

    /// <summary>Batches as lists tell them, the newest first.</summary>
    public static async Task<List<BatchLine>> Lines(IQueryable<BatchRow> batches, TraceabilityDb db, CancellationToken cancellation) =>
        (await (
            from batch in batches
            join lot in db.Lots on batch.LotId equals lot.Id
            join product in db.Products on lot.ProductId equals product.Id
            orderby batch.Id descending
            select new { Batch = batch, Lot = lot.Name, Product = product.Name }).Take(ListMax).ToListAsync(cancellation))
        .ConvertAll(found => new BatchLine(found.Batch.Id, LabelWords.Of(found.Batch.Kind), found.Lot, found.Product, found.Batch.Count,
            LabelWords.MarkOf(found.Batch.State), LabelWords.Of(found.Batch.State), found.Batch.IssuedAt));

    private static async Task<IResult> List(HttpContext context, SignedIn person, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        return DeskPages.Show<BatchesPage>(context, new()
        {
            [nameof(BatchesPage.Visitor)] = person.Visitor,
            [nameof(BatchesPage.Batches)] = await Lines(db.Batches, db, cancellation),
            [nameof(BatchesPage.MayIssue)] = person.Role == Role.Producer,
        });
    }

    private static async Task<IResult> Answer(HttpContext context, SignedIn person, Guid id, Store store, PrintFloor floor, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var agree = form.IsTicked("agree");
        return (await ApproveBatch.Approve(id, new ApprovalRequest(agree), person.Caller, store, clock, cancellation)).Result is Problem bad
            ? await Page(context, person, id, form.Shown(bad), null, store, floor, cancellation)
            : PageGate.SeeOther(context, $"/batches/{id}?done={(agree ? "issued" : "declined")}");
    }

    private static async Task<IResult> Page(HttpContext context, SignedIn person, Guid id, ShownForm form, string? done, Store store, PrintFloor floor, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        if (await db.Batches.SingleOrDefaultAsync(batch => batch.Id == id, cancellation) is not { } batch)
            return Problem.NotFound;
        var isIssued = batch.State == BatchState.Issued;
        var refreshes = isIssued && batch.Count <= RefreshedMax && Everyone.Readers.Contains(person.Role);
        return DeskPages.Show<BatchPage>(context, person, form, new()
        {
            [nameof(BatchPage.Batch)] = (await Lines(db.Batches.Where(row => row.Id == id), db, cancellation)).Single(),
            [nameof(BatchPage.Facts)] = await Facts(batch, person, db, floor, cancellation),
            [nameof(BatchPage.Sightings)] = new BatchSightings(
                isIssued ? await ScansOf(batch, db, cancellation) : 0, await db.Alerts.CountAsync(alert => alert.BatchId == id && alert.State == AlertState.Open, cancellation)),
            [nameof(BatchPage.Approval)] = batch.State == BatchState.Waiting ? await ApprovalOf(batch, person, db, cancellation) : null,
            [nameof(BatchPage.SeesAll)] = Everyone.Readers.Contains(person.Role),
            [nameof(BatchPage.MayPrint)] = Everyone.Printers.Contains(person.Role),
            [nameof(BatchPage.MayChange)] = person.Role == Role.Producer,
            [nameof(BatchPage.Refreshes)] = refreshes,
            [nameof(BatchPage.Done)] = DeskPages.Told(context, DoneOf(done, batch)),
        }, refreshes ? "" : null);
    }

    private static PlainWords? DoneOf(string? done, BatchRow batch) => (done, batch.State) switch
    {
        ("issued", BatchState.Issued) => new("已签发，可以领取标签了。", "Issued: its labels can be taken."),
        ("issued", BatchState.Waiting) => new("已提交，等第二个人同意。", "Asked for: it waits for a second person."),
        ("declined", BatchState.Declined) => new("没有同意，额度已退回生产批次。", "Declined: its allowance went back to the lot."),
        ("changed", _) => new("改好了，现在的数目在下面。", "Done: the numbers below are as they stand now."),
        _ => null,
    };

    private static async Task<BatchFacts> Facts(BatchRow batch, SignedIn reader, TraceabilityDb db, PrintFloor floor, CancellationToken cancellation)
    {
        var states = await ReadIssuing.Book(db, batch, cancellation);
        var rolls = await db.Rolls.Where(roll => roll.BatchId == batch.Id).OrderBy(roll => roll.First).Select(roll => new RollLine(roll.Name, roll.First, roll.Last)).ToListAsync(cancellation);
        var counts = await db.StockCounts.Where(count => count.BatchId == batch.Id && count.ReplacedBy == null).ToListAsync(cancellation);
        var stock = ReconciliationRule.Total(batch.Count, [.. counts.Select(count => (count.Span.Count, count.Judge().Difference))]);
        var files = await db.Downloads.Where(row => row.BatchId == batch.Id).OrderByDescending(row => row.Number).Take(FilesShown).ToListAsync(cancellation);
        var jobs = await db.PrintJobs.Where(row => row.BatchId == batch.Id).OrderByDescending(row => row.Id).Take(FilesShown).ToListAsync(cancellation);
        return new BatchFacts(
            batch.LotId, (await LotPages.Find(db, batch.LotId, cancellation))!.Value.Line.LabelsLeft, batch.State == BatchState.Issued,
            Told(state => states.CountOf(state)),
            [.. states.Ranges.Take(RangesShown).Select(range => new RangeLine(range.First, range.Last, VerdictNames.Of(range.State), range.Reason, range.Since))], states.Ranges.Count,
            [.. files.Select(file => new DownloadLine(file.Number, LabelWords.Of(Enum.Parse<LabelFormKind>(file.Form)), file.First, file.Last, file.TakenAt, file.Sha256 is not null))],
            await Reprints(batch, reader, db, cancellation),
            [.. jobs.Select(job => PrintJobPages.Line(PrintJobReply.Of(job, [], floor)))],
            rolls, stock.NotCounted, stock.Difference);
    }

    private static async Task<List<ReprintLine>> Reprints(BatchRow batch, SignedIn reader, TraceabilityDb db, CancellationToken cancellation)
    {
        var asked = await db.Reprints.Where(row => row.BatchId == batch.Id && row.State == ReprintState.Asked).OrderBy(row => row.Id).Take(FilesShown).ToListAsync(cancellation);
        var (names, own) = (await db.NamesOf(asked.Select(row => (Guid?)row.AskedBy), cancellation), await db.HandOf(reader.PersonId, cancellation));
        return asked.ConvertAll(row => new ReprintLine(LabelWords.Of(Enum.Parse<LabelFormKind>(row.Form)), row.First, row.Last, row.Reason, row.AskedAt, names.NameOf(row.AskedBy),
            reader.Role == Role.Producer && !own.Contains(row.AskedBy)));
    }

    /// <summary>How many labels are in each state, those in none left out.</summary>
    public static List<(PlainWords State, long Count)> Told(Func<LabelState, long> countOf) =>
        [.. Enum.GetValues<LabelState>().Select(state => (VerdictNames.Of(state), countOf(state))).Where(told => told.Item2 > 0)];

    // Labels lie by shard: those that a batch can have are known without looking.
    private static Task<long> ScansOf(BatchRow batch, TraceabilityDb db, CancellationToken cancellation)
    {
        const uint block = 1 << ShardKey.BlockBits;
        var shards = Enumerable.Range(0, (int)(batch.Count / block) + 1).Select(at => ShardKey.Of(batch.Number, (uint)at * block)).Distinct().ToList();
        return db.Labels.Where(label => shards.Contains(label.Shard) && label.Batch == batch.Number).SumAsync(label => label.ScanCount, cancellation);
    }

    private static async Task<BatchApproval> ApprovalOf(BatchRow batch, SignedIn reader, TraceabilityDb db, CancellationToken cancellation)
    {
        var first = await db.HandOf(batch.IssuedBy, cancellation);
        var people = await (
            from membership in db.Memberships
            where membership.Role == Role.Producer && !first.Contains(membership.PersonId)
            join person in db.People on membership.PersonId equals person.Id
            orderby person.DisplayName
            select new { person.Id, person.DisplayName }).Take(ListMax).ToListAsync(cancellation);
        return new BatchApproval([.. people.Select(person => person.DisplayName)], people.Any(person => person.Id == reader.PersonId));
    }
}
