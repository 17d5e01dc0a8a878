using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Products;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Issuing;
using Traceability.Storage.Rights;

namespace Traceability.Desk.Issuing;

/// <summary>A part of a batch that is about to leave the house, with what is printed beside its codes.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="First">First serial.</param>
/// <param name="Count">How many.</param>
/// <param name="Product">What the labels are put on.</param>
/// <param name="Producer">Who puts them there.</param>
/// <param name="Uscc">The producer's social credit code, which the mark rules want printed.</param>
/// <param name="Lot">The lot as printed.</param>
/// <param name="Right">The right that is named on the label: the GI or the design patent.</param>
/// <param name="RightNumber">Its standard or announcement, else its number.</param>
/// <param name="IsDemonstration">Print 演示.</param>
internal sealed record PrintRun(
    BatchRow Batch, uint First, int Count, Product Product, string Producer, string Uscc, string Lot, Right Right, string RightNumber, bool IsDemonstration)
{
    /// <summary>Print 试印: these labels can never be activated.</summary>
    public bool IsTestPrint => Batch.Kind == BatchKind.TestPrint;

    /// <summary>Print 箱: these codes stand for so many items each; none for the codes of items.</summary>
    public int? ItemsPerCarton => Batch.ItemsPerCarton;

    /// <summary>Takes a run of the caller's codes out of the house: recorded before the first of them leaves, or refused with nothing recorded.</summary>
    public static Task<(PrintRun? Run, Problem? Problem)> TakeOut(
        Store store, Caller caller, Guid batchId, long first, long count, string form, DateTimeOffset now, Func<PrintRun, Problem?>? check, CancellationToken cancellation) =>
        store.Write<(PrintRun? Run, Problem? Problem)>(caller.Scope, async db =>
        {
            var found = await Find(db, batchId, first, count, cancellation);
            if (found.Run is not { } run)
                return Written<(PrintRun?, Problem?)>.Nothing(found);
            return check?.Invoke(run) is { } refused
                ? Written<(PrintRun?, Problem?)>.Nothing((null, refused))
                : Written<(PrintRun?, Problem?)>.Done(found, run.TakenOut(caller, form, now));
        }, cancellation);

    private static async Task<(PrintRun? Run, Problem? Problem)> Find(TraceabilityDb db, Guid batchId, long first, long count, CancellationToken cancellation)
    {
        var found = await (
            from batch in db.Batches
            join lot in db.Lots on batch.LotId equals lot.Id
            join product in db.Products on lot.ProductId equals product.Id
            join party in db.Parties on lot.PartyId equals party.Id
            join tenant in db.Tenants on batch.TenantId equals tenant.Id
            where batch.Id == batchId
            select new { Batch = batch, Lot = lot, Product = product, Party = party, tenant.IsDemonstration }).AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (found is null)
            return (null, Problem.NotFound);
        if (found.Batch.State != BatchState.Issued)
            return (null, Problem.Conflict("batchNotIssued", $"This batch is {found.Batch.State}: its codes do not exist yet."));
        if (first < 1 || first > found.Batch.Count)
            return (null, Problem.BadInput("from", $"Serials of this batch run from 1 to {found.Batch.Count}."));

        var goods = found.Product.ToProduct();
        var rightId = goods.RequiredRightIds[0];
        var right = (await db.RightsOf([rightId], cancellation))[rightId];
        var standard = await db.Rights.Where(row => row.Id == rightId).Select(row => row.Standard).SingleAsync(cancellation);
        return (new PrintRun(found.Batch, (uint)first, (int)Math.Min(count, found.Batch.Count - first + 1), goods, found.Party.Name, found.Party.Uscc,
            found.Lot.Name, right, standard ?? right.Number, found.IsDemonstration), null);
    }

    private Act TakenOut(Caller caller, string form, DateTimeOffset now) => Act.Of(ActKind.CodesRead, now,
        Fact.Id("batch", Batch.Id), Fact.Number("first", First), Fact.Number("count", Count), Fact.Text("form", form), Fact.Id("by", caller.KeyId));
}
