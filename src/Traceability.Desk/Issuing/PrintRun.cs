using Microsoft.EntityFrameworkCore;
using Traceability.Codes;
using Traceability.Issuing;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Labels.Ink;
using Traceability.Pages.Doors;
using Traceability.Products;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Codes;
using Traceability.Storage.Issuing;
using Traceability.Storage.Rights;

namespace Traceability.Desk.Issuing;

/// <summary>A run of labels of a batch, with what is printed beside its codes.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="First">First serial.</param>
/// <param name="Count">How many.</param>
/// <param name="Product">What the labels are put on.</param>
/// <param name="Producer">Who puts them there.</param>
/// <param name="Uscc">The producer's social credit code, which the mark rules want printed.</param>
/// <param name="Lot">The lot as printed.</param>
/// <param name="Right">The right that is named on the label: the GI or the design patent.</param>
/// <param name="RightNumber">What must stand beside its name.</param>
/// <param name="Artwork">The official mark's artwork as supplied, a PNG; none when none was.</param>
/// <param name="IsLastCartonShort">The last carton of the batch holds fewer items than the others.</param>
/// <param name="IsDemonstration">Print 演示.</param>
internal sealed record PrintRun(
    BatchRow Batch, uint First, int Count, Product Product, string Producer, string Uscc, string Lot, Right Right, string RightNumber, byte[]? Artwork, bool IsLastCartonShort, bool IsDemonstration)
{
    /// <summary>Print 试印: these labels can never be activated.</summary>
    public bool IsTestPrint => Batch.Kind == BatchKind.TestPrint;

    /// <summary>Print 箱: these codes stand for so many items each; none for the codes of items.</summary>
    public int? ItemsPerCarton => Batch.ItemsPerCarton;

    /// <summary>The last serial.</summary>
    public uint Last => First + (uint)Count - 1;

    /// <summary>The run, cut at the end of the batch, or why its codes cannot be had.</summary>
    public static async Task<(PrintRun? Run, Problem? Problem)> Find(TraceabilityDb db, Guid batchId, long first, long count, CancellationToken cancellation)
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
            return (null, Problem.Conflict("batchNotIssued", $"This batch is {found.Batch.State}: its codes do not exist yet.", zh: "这一批还没有签发，码还不存在。"));
        if (first < 1 || first > found.Batch.Count)
            return (null, Problem.BadInput("from", $"Serials of this batch run from 1 to {found.Batch.Count}.", zh: $"这一批的序号从 1 到 {found.Batch.Count}。"));

        var goods = found.Product.ToProduct();
        var rightId = goods.RequiredRightIds[0];
        var right = (await db.RightsOf([rightId], cancellation))[rightId];
        var standard = await db.Rights.Where(row => row.Id == rightId).Select(row => row.Standard).SingleAsync(cancellation);
        var artwork = await db.Artworks.Where(row => row.ProductId == goods.Id).Select(row => row.Png).SingleOrDefaultAsync(cancellation);
        var isLastCartonShort = found.Batch is { ItemsBatchId: { } items, ItemsPerCarton: { } perCarton }
            && await db.Batches.AnyAsync(row => row.Id == items && row.Count % perCarton != 0, cancellation);
        return (new PrintRun(found.Batch, (uint)first, (int)Math.Min(count, found.Batch.Count - first + 1), goods, found.Party.Name, found.Party.Uscc,
            found.Lot.Name, right, MarkUseRule.NumberOnLabel(right, standard), artwork, isLastCartonShort, found.IsDemonstration), null);
    }

    /// <summary>What is the same on all its labels.</summary>
    public LabelContent ContentFor(LabelUri address) => new()
    {
        // The GTIN names an item: a carton would need one of its own.
        UrlPrefix = ItemsPerCarton is null && Gtin.TryParse(Product.Gtin, out var gtin) ? address.PrefixFor(gtin) : address.Prefix,
        RightName = Right.Title,
        RightNumber = RightNumber,
        ProductName = Product.Name,
        ProducerName = Producer,
        Uscc = Uscc,
        Lot = Lot,
        Artwork = Artwork is null ? null : (PngPicture.Read(Artwork) as PngReading.Read)?.Picture,
        IsDemonstration = IsDemonstration,
        IsTestPrint = IsTestPrint,
        ItemsPerCarton = ItemsPerCarton,
        IsLastCartonShort = IsLastCartonShort,
    };

    /// <summary>Gives its codes.</summary>
    public SealRange SealWith(KeyShelf keys) => (first, number, ascii) => keys.Seal.SealRange(Batch.KeySymbol, Batch.Number, first, number, ascii);
}
