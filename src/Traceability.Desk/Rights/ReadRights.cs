using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Rights;

namespace Traceability.Desk.Rights;

/// <summary>Reads the rights that the caller may see: the tenant's own, every GI, and those its parties may use.</summary>
internal static class ReadRights
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/rights", List).For(Everyone.Readers).Produces<PageOf<RightReply>>();
        api.MapGet("/rights/{id:guid}", One).For(Everyone.Readers).Produces<RightReply>();
        api.MapGet("/rights/{id:guid}/certificate", Certificate).For(Everyone.Readers)
            .Produces<Stream>(StatusCodes.Status200OK, CertificateFile.Pdf, CertificateFile.Jpeg, CertificateFile.Png);
    }

    private static async Task<IResult> List(Guid? after, int? limit, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        var (page, problem) = await db.Rights.Page(row => row.Id, after, limit, row => row, cancellation);
        if (page is null)
            return problem!;
        var rights = await db.RightsOf([.. page.Items.Select(row => row.Id)], cancellation);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new PageOf<RightReply>([.. page.Items.Select(row => RightReply.Of(row, rights[row.Id], caller, now))], page.Next));
    }

    private static async Task<IResult> One(Guid id, HttpContext context, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (await db.Rights.SingleOrDefaultAsync(right => right.Id == id, cancellation) is not { } row)
            return Problem.NotFound;
        EntityTag.Tell(context, row.Version);
        return TypedResults.Ok(RightReply.Of(row, (await db.RightsOf([id], cancellation))[id], caller, clock.GetUtcNow()));
    }

    /// <summary>The certificate as a file, which no browser runs.</summary>
    public static async Task<IResult> Certificate(Guid id, HttpContext context, Caller caller, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        return await CertificateOf(db, id, context, cancellation);
    }

    /// <summary>The certificate file of a right that the view shows.</summary>
    public static async Task<IResult> CertificateOf(TraceabilityDb db, Guid id, HttpContext context, CancellationToken cancellation)
    {
        var sha256 = await db.Rights.Where(right => right.Id == id).Select(right => right.CertificateSha256).SingleOrDefaultAsync(cancellation);
        if (sha256 is null)
            return Problem.NotFound;

        var file = await db.Certificates.SingleAsync(file => file.Sha256 == sha256, cancellation);
        // A stranger's PDF may carry script: it is handed over, never shown within our origin.
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(file.Content, file.MediaType, $"certificate-{sha256[..12]}{CertificateFile.Extension(file.MediaType)}");
    }
}
