using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Labels.Ink;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Products;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Products;
using Traceability.Storage.Rights;

namespace Traceability.Desk.Products;

/// <summary>The page of one product, with its pictures, its artwork and a form to correct it.</summary>
internal static class OneProductPages
{
    private const string Route = "/products/{id:guid}";

    // So much more than a file may have that a picture of a phone is refused at the field.
    private const int BodyBytesMax = 16 * PngPicture.MostBytes;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet(Route, (string? done, [AsParameters] AtProduct at) => Page(at, done)).ForPeople(Everyone.Readers);
        door.MapPost(Route, Correct).ForPeople(Everyone.Recorders);
        door.MapGet($"{Route}/artwork", (Guid id, HttpContext context, SignedIn person, Store store, CancellationToken cancellation) =>
            StoreArtwork.Show(id, context, person.Caller, store, cancellation)).ForPeople(Everyone.Readers);
        door.MapPost($"{Route}/artwork", KeepArtwork).ForPeople(Everyone.Recorders).WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
        door.MapPost($"{Route}/artwork/remove", RemoveArtwork).ForPeople(Everyone.Recorders);
        door.MapGet($"{Route}/pictures/{{sha256}}", (Guid id, string sha256, HttpContext context, SignedIn person, Store store, CancellationToken cancellation) =>
            StorePicture.Show(id, sha256, context, person.Caller, store, cancellation)).ForPeople(Everyone.Readers);
        door.MapPost($"{Route}/pictures", KeepPicture).ForPeople(Everyone.Recorders).WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
        door.MapPost($"{Route}/pictures/{{sha256}}/remove", RemovePicture).ForPeople(Everyone.Recorders);
    }

    private static async Task<IResult> Correct([AsParameters] AtProduct at)
    {
        var form = await PageForm.Of(at.Context);
        form.TellVersion();
        var request = new ProductCorrection(form.Text("name"), form.Optional("nameEn"), form.Optional("gtin"), form.OptionalId("trademarkId"), form.Optional("designer"));
        return await Answer(at, "correction", form, form.Fault ?? (await CorrectProduct.Correct(at.Id, request, at.Context, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);
    }

    private static Task<IResult> KeepArtwork([AsParameters] AtProduct at) =>
        KeepFile(at, "artwork", async content => (await StoreArtwork.Put(at.Id, content, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);

    private static Task<IResult> KeepPicture([AsParameters] AtProduct at) =>
        KeepFile(at, "picture", async content => (await StorePicture.Keep(at.Id, content, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);

    private static async Task<IResult> KeepFile(AtProduct at, string field, Func<Stream, Task<IResult>> keep)
    {
        var form = await PageForm.Of(at.Context);
        if (form.File(field) is not { } file)
            return await Answer(at, field, form, form.Fault!);
        await using var content = file.OpenReadStream();
        var kept = await keep(content);
        return await Answer(at, field, form, kept is Problem bad ? bad with { Field = field } : kept);
    }

    private static async Task<IResult> RemoveArtwork([AsParameters] AtProduct at) =>
        await Answer(at, "removed", await PageForm.Of(at.Context), (await StoreArtwork.Remove(at.Id, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);

    private static async Task<IResult> RemovePicture(string sha256, [AsParameters] AtProduct at) =>
        await Answer(at, "pictureRemoved", await PageForm.Of(at.Context), (await StorePicture.Remove(at.Id, sha256, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);

    // The form that was sent is shown again with its fault; the other as it was.
    private static async Task<IResult> Answer(AtProduct at, string sent, PageForm form, IResult outcome) => outcome switch
    {
        Problem { Status: StatusCodes.Status404NotFound } gone => gone,
        Problem bad => await Page(at, null, sent, form.Shown(bad)),
        // The same file again changed nothing, so it is not said to be saved.
        Ok<PictureReply> => PageGate.SeeOther(at.Context, $"/products/{at.Id}?done=pictureThere"),
        _ => PageGate.SeeOther(at.Context, $"/products/{at.Id}?done={sent}"),
    };

    private static async Task<IResult> Page(AtProduct at, string? done, string? sent = null, ShownForm? form = null)
    {
        var (caller, now) = (at.Person.Caller, at.Clock.GetUtcNow());
        await using var db = at.Store.Read(caller.Scope);
        if (await db.Products.SingleOrDefaultAsync(row => row.Id == at.Id, at.Cancellation) is not { } row)
            return Problem.NotFound;
        var (product, mayKeep) = (row.ToProduct(), Everyone.Recorders.Contains(caller.Role));
        var rights = await db.RightsOf([.. product.RightIds], at.Cancellation);
        return DeskPages.Show<ProductPage>(at.Context, at.Person, form ?? PageForm.New(at.Context), new()
        {
            [nameof(ProductPage.Product)] = product,
            [nameof(ProductPage.Rights)] = product.RightIds.Where(rights.ContainsKey).Select(id => rights[id]).ToList(),
            [nameof(ProductPage.Gate)] = await UsableRights.Gate(db, product, rights, now, at.Cancellation),
            [nameof(ProductPage.Trademarks)] = mayKeep ? await UsableRights.Of(db, caller, [RightKind.Trademark], now, at.Cancellation) : [],
            [nameof(ProductPage.HasArtwork)] = await db.Artworks.AnyAsync(artwork => artwork.ProductId == at.Id, at.Cancellation),
            [nameof(ProductPage.Pictures)] = (await db.PicturesOf([at.Id], at.Cancellation))[at.Id].ToList(),
            [nameof(ProductPage.PicturesMax)] = ProductPictureRow.OfProductMax,
            [nameof(ProductPage.MayKeep)] = mayKeep,
            [nameof(ProductPage.Version)] = row.Version,
            [nameof(ProductPage.Recorded)] = PageForm.Filled(at.Context,
                ("name", row.Name), ("nameEn", row.NameEn), ("gtin", row.Gtin), ("trademarkId", row.TrademarkId?.ToString()), ("designer", row.Designer)),
            [nameof(ProductPage.Sent)] = sent,
            [nameof(ProductPage.Done)] = DeskPages.Told(at.Context, DoneWords(done)),
        });
    }

    private static PlainWords? DoneWords(string? done) => done switch
    {
        "recorded" => new("已登记。", "Recorded."),
        "correction" => new("已更正。", "Corrected."),
        "artwork" => new("图案已保存。", "The artwork is kept."),
        "removed" => new("图案已去掉。", "The artwork is taken off."),
        "picture" => new("商品图片已保存。", "The picture is kept."),
        "pictureThere" => new("这张图片已经在了，没有再存一份。", "This picture is here already; nothing was added."),
        "pictureRemoved" => new("商品图片已去掉。", "The picture is taken off."),
        _ => null,
    };
}

/// <summary>Which product somebody is at, and all that its use cases ask for.</summary>
internal sealed record AtProduct(Guid Id, HttpContext Context, SignedIn Person, Store Store, TimeProvider Clock, CancellationToken Cancellation);
