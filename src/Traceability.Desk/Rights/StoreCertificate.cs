using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Rights;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Rights.RightReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Rights;

/// <summary>Stores the certificate file of a right under its hash. An earlier check saw another file and is dropped.</summary>
internal static class StoreCertificate
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/rights/{id:guid}/certificate", Put).For(Everyone.Recorders)
        .WithMetadata(new RequestSizeLimitAttribute(CertificateFile.BytesMax));

    /// <summary>Stores the file, or says why not.</summary>
    public static async Task<Reply> Put(
        Guid id, Stream body, HttpContext context, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        await body.CopyToAsync(file, cancellation);
        var content = file.ToArray();
        if (CertificateFile.MediaType(content) is not { } mediaType)
            return new Problem(StatusCodes.Status415UnsupportedMediaType, "mediaType", "Send the certificate as a PDF, JPEG or PNG file.") { Zh = "请上传 PDF、JPEG 或 PNG 文件。" };
        if (mediaType != CertificateFile.Pdf && PictureFault.Of(content, "certificate") is { } fault)
            return fault;

        var now = clock.GetUtcNow();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.RightKeptBy(caller, id, cancellation) is not { } row)
                return Written<Reply>.Nothing(Problem.NotFound);
            var right = (await db.RightsOf([id], cancellation))[id].WithCertificate(sha256, RightRow.Person(caller.Id));

            if (!await db.Certificates.AnyAsync(known => known.Sha256 == sha256, cancellation))
                db.Certificates.Add(new CertificateRow(sha256, mediaType, content));
            (row.CertificateSha256, row.RecordedBy) = (sha256, caller.Id);
            row.Keep(check: null, mismatch: null);
            EntityTag.Tell(context, row.Version);
            return Written<Reply>.Done(
                TypedResults.Ok(RightReply.Of(row, right, caller, now)),
                Act.Of(ActKind.RightRecorded, now,
                    Fact.Text("what", "certificate"), Fact.Id("right", id), Fact.Text("sha256", sha256), Fact.Text("mediaType", mediaType),
                    Fact.Number("bytes", content.Length), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}
