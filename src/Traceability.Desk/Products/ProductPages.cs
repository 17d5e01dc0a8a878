using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Products;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Products;

namespace Traceability.Desk.Products;

/// <summary>The pages of products: those of the tenant, and a form to record one, of which the kind is chosen first.</summary>
internal static class ProductPages
{
    private const int ListMax = 100;
    private const int PictureBytesMax = 16 << 20;

    private static readonly RightKind[] GiRights = [RightKind.GeographicalIndication, RightKind.Trademark], ApparelRights = [RightKind.DesignPatent, RightKind.Copyright, RightKind.Trademark];

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/products", List).ForPeople(Everyone.Readers);
        door.MapGet("/products/new", New).ForPeople(Everyone.Recorders);
        door.MapPost("/products/new", Record).ForPeople(Everyone.Recorders).WithMetadata(new RequestSizeLimitAttribute(PictureBytesMax));
    }

    private static async Task<IResult> List(HttpContext context, SignedIn person, int? page, string? done, Store store, CancellationToken cancellation)
    {
        var number = Math.Clamp(page ?? 1, 1, 1_000_000);
        await using var db = store.Read(person.Caller.Scope);
        var rows = await db.Products.OrderBy(row => row.Name).ThenBy(row => row.Id).Skip((number - 1) * ListMax).Take(ListMax + 1).ToListAsync(cancellation);
        return DeskPages.Show<ProductsPage>(context, new()
        {
            [nameof(ProductsPage.Visitor)] = person.Visitor,
            [nameof(ProductsPage.Products)] = rows.Take(ListMax).Select(row => row.ToProduct()).ToList(),
            [nameof(ProductsPage.Number)] = number,
            [nameof(ProductsPage.HasMore)] = rows.Count > ListMax,
            [nameof(ProductsPage.MayRecord)] = Everyone.Recorders.Contains(person.Role),
            [nameof(ProductsPage.Done)] = DeskPages.Told(context, RemovalPages.DoneWords(done)),
        });
    }

    private static Task<IResult> New(HttpContext context, SignedIn person, string? kind, Store store, TimeProvider clock, CancellationToken cancellation) => kind is nameof(ProductKind.Gi) or nameof(ProductKind.Apparel)
        ? Page(context, person, Enum.Parse<ProductKind>(kind), PageForm.New(context), store, clock, cancellation)
        : Task.FromResult(DeskPages.Show<ProductKindsPage>(context, new() { [nameof(ProductKindsPage.Visitor)] = person.Visitor }));

    private static async Task<IResult> Record(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var kind = form.Name<ProductKind>("kind");
        if (form.Fault is { } noKind)
            return noKind;
        var request = new ProductRequest(
            kind, form.Text("name"), form.Optional("nameEn"), form.Optional("gtin"), form.OptionalId("trademarkId"), form.OptionalId("giRightId"), form.OptionalWhole("netContentGrams"),
            form.OptionalId("designPatentId"), form.OptionalId("copyrightId"), form.Optional("designer"), await Fingerprints(form, cancellation));
        var outcome = form.Fault ?? (await RecordProduct.Record(request, person.Caller, store, clock, cancellation)).Result;
        return outcome is Problem bad
            ? await Page(context, person, kind, form.Shown(bad with { Field = bad.Field == "pictureSha256" ? "pictures" : bad.Field }), store, clock, cancellation)
            : PageGate.SeeOther(context, $"/products/{((Microsoft.AspNetCore.Http.HttpResults.Created<ProductReply>)outcome).Value!.Id}?done=recorded");
    }

    // A program sends the hashes of its pictures; a person sends the pictures, and their hashes are taken here.
    private static async Task<IReadOnlyList<string>?> Fingerprints(PageForm form, CancellationToken cancellation)
    {
        var hashes = new List<string>();
        foreach (var file in form.Files("pictures"))
        {
            await using var content = file.OpenReadStream();
            hashes.Add(Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)));
        }

        return hashes.Count > 0 ? hashes : null;
    }

    private static async Task<IResult> Page(HttpContext context, SignedIn person, ProductKind kind, ShownForm form, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        return DeskPages.Show<RecordProductPage>(context, person, form, new()
        {
            [nameof(RecordProductPage.IsGi)] = kind == ProductKind.Gi,
            [nameof(RecordProductPage.Rights)] = await UsableRights.Of(db, person.Caller, kind == ProductKind.Gi ? GiRights : ApparelRights, clock.GetUtcNow(), cancellation),
        });
    }
}
