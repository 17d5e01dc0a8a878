using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Storage;
using Traceability.Storage.Products;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Products.ProductReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Products;

/// <summary>Records a product and names the rights it rests on. Whether they are in force is asked at every issue, not here.</summary>
internal static class RecordProduct
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/products", Record).For(Everyone.Recorders);

    public static Act ActOf(ProductRow row, Caller caller, DateTimeOffset now) => Act.Of(ActKind.ProductRecorded, now,
        Fact.Id("product", row.Id), Fact.Text("kind", row.Kind.ToString()), Fact.Text("name", row.Name), Fact.Text("nameEn", row.NameEn),
        Fact.Text("gtin", row.Gtin), Fact.Text("trademark", row.TrademarkId?.ToString()), Fact.Text("giRight", row.GiRightId?.ToString()),
        Fact.Text("netContentGrams", row.NetContentGrams?.ToString()), Fact.Text("designPatent", row.DesignPatentId?.ToString()),
        Fact.Text("copyright", row.CopyrightId?.ToString()), Fact.Text("designer", row.Designer),
        Fact.List("pictureSha256", row.PictureSha256.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Fact.Number("version", row.Version),
        Fact.Id("by", caller.Id));

    /// <summary>Records what was asked, or says why not.</summary>
    public static async Task<Reply> Record(ProductRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (ProductForm.Read(request.Name, request.NameEn, request.Gtin, request.Designer, request.Kind, out var words) is { } badWords)
            return badWords;
        if (ProductForm.Fault(request) is { } misfit)
            return misfit;

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await ProductForm.UnknownRight(db, request, cancellation) is { } unknown)
                return Written<Reply>.Nothing(unknown);

            var row = new ProductRow(
                Guid.CreateVersion7(now), caller.TenantId, request.Kind, request.GiRightId, request.NetContentGrams, request.DesignPatentId, request.CopyrightId)
            {
                Name = words.Name,
                NameEn = words.NameEn,
                Gtin = words.Gtin,
                TrademarkId = request.TrademarkId,
                Designer = words.Designer,
                PictureSha256 = string.Join(' ', request.PictureSha256 ?? []),
            };
            db.Products.Add(row);
            return Written<Reply>.Done(TypedResults.Created($"/api/v1/products/{row.Id}", ProductReply.Of(row, [])), ActOf(row, caller, now));
        }, cancellation);
    }
}

/// <summary>A product to be recorded.</summary>
/// <param name="Kind">Gi or Apparel.</param>
/// <param name="Name">As printed, at most 100 characters.</param>
/// <param name="NameEn">In English, at most 100 characters.</param>
/// <param name="Gtin">GTIN with its check digit: 8, 12, 13 or 14 digits.</param>
/// <param name="TrademarkId">The trademark on the pack.</param>
/// <param name="GiRightId">For a GI: the GI.</param>
/// <param name="NetContentGrams">For a GI: what one label takes from the allowance, 1 to 10,000,000 grams.</param>
/// <param name="DesignPatentId">For apparel: the design patent.</param>
/// <param name="CopyrightId">For apparel: the copyright registration.</param>
/// <param name="Designer">For apparel: who drew it, at most 100 characters.</param>
/// <param name="PictureSha256">For apparel: SHA-256 of its pictures, 64 lower-case hex digits each, at most 20.</param>
public sealed record ProductRequest(
    ProductKind Kind, string Name, string? NameEn = null, string? Gtin = null, Guid? TrademarkId = null, Guid? GiRightId = null, long? NetContentGrams = null,
    Guid? DesignPatentId = null, Guid? CopyrightId = null, string? Designer = null, IReadOnlyList<string>? PictureSha256 = null);

/// <summary>A product as recorded.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Kind">Gi or Apparel.</param>
/// <param name="Name">As printed.</param>
/// <param name="NameEn">In English.</param>
/// <param name="Gtin">14-digit GTIN.</param>
/// <param name="TrademarkId">The trademark on the pack.</param>
/// <param name="GiRightId">The GI.</param>
/// <param name="NetContentGrams">What one label takes from the allowance, in grams.</param>
/// <param name="DesignPatentId">The design patent.</param>
/// <param name="CopyrightId">The copyright registration.</param>
/// <param name="Designer">Who drew it.</param>
/// <param name="PictureSha256">Hashes of its pictures, given as evidence.</param>
/// <param name="Pictures">Hashes of the pictures that are kept of it for whoever scans its labels, the first one first.</param>
public sealed record ProductReply(
    Guid Id, ProductKind Kind, string Name, string? NameEn, string? Gtin, Guid? TrademarkId, Guid? GiRightId, long? NetContentGrams, Guid? DesignPatentId,
    Guid? CopyrightId, string? Designer, IReadOnlyList<string> PictureSha256, IReadOnlyList<string> Pictures)
{
    internal static ProductReply Of(ProductRow row, IEnumerable<string> pictures) => new(
        row.Id, row.Kind, row.Name, row.NameEn, row.Gtin, row.TrademarkId, row.GiRightId, row.NetContentGrams, row.DesignPatentId, row.CopyrightId,
        row.Designer, row.PictureSha256.Split(' ', StringSplitOptions.RemoveEmptyEntries), [.. pictures]);
}
