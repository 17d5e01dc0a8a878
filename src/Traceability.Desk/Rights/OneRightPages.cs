using Microsoft.AspNetCore.Mvc;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Rights;
using Traceability.Storage;

namespace Traceability.Desk.Rights;

/// <summary>The page of one right, with its forms for the tenant that keeps it: certificate, second person's check, states, permissions and zone.</summary>
internal static class OneRightPages
{
    private const string Route = "/rights/{id:guid}";

    // So much more than a certificate may have that whoever sends a larger one is told so at the field.
    private const int BodyBytesMax = 2 * CertificateFile.BytesMax;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet(Route, (string? done, [AsParameters] AtRight at) => RightSheet.Show(at, done)).ForPeople(Everyone.Readers);
        door.MapGet($"{Route}/certificate", (Guid id, HttpContext context, SignedIn person, Store store, CancellationToken cancellation) =>
            ReadRights.Certificate(id, context, person.Caller, store, cancellation)).ForPeople(Everyone.Readers);
        door.MapPost($"{Route}/certificate", StoreIt).ForPeople(Everyone.Recorders).WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
        door.MapPost($"{Route}/check", Check).ForPeople(Everyone.Recorders);
        door.MapPost($"{Route}/mismatch", Differ).ForPeople(Everyone.Recorders);
        door.MapPost($"{Route}/states", AddState).ForPeople(Everyone.Recorders);
        door.MapPost($"{Route}/permissions", Give).ForPeople(Everyone.Recorders);
        door.MapPost($"{Route}/zone", Assign).ForPeople(KeptRights.GiKeepers);
    }

    private static async Task<IResult> StoreIt([AsParameters] AtRight at)
    {
        var form = await PageForm.Of(at.Context);
        return await Answer(at, "certificate", form, form.File("certificate") switch
        {
            null => form.Fault!,
            { Length: > CertificateFile.BytesMax } => Problem.BadInput("certificate", "A certificate has at most 15 MB.", "tooLarge", "证书文件最大 15 MB。"),
            var file => await Stored(file),
        });

        async Task<IResult> Stored(IFormFile file)
        {
            await using var content = file.OpenReadStream();
            return (await StoreCertificate.Put(at.Id, content, at.Context, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result is Problem bad
                ? bad with { Field = bad.Status == StatusCodes.Status404NotFound ? null : "certificate" }
                : TypedResults.Ok();
        }
    }

    private static async Task<IResult> Check([AsParameters] AtRight at)
    {
        var form = await PageForm.Of(at.Context);
        form.TellVersion();
        return await Answer(at, "check", form, (await CheckRight.Check(at.Id, at.Context, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);
    }

    private static async Task<IResult> Differ([AsParameters] AtRight at)
    {
        var form = await PageForm.Of(at.Context);
        form.TellVersion();
        return await Answer(at, "mismatch", form, (await TellMismatch.Tell(at.Id, new MismatchRequest(form.Text("reason")), at.Context, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);
    }

    private static async Task<IResult> AddState([AsParameters] AtRight at)
    {
        var form = await PageForm.Of(at.Context);
        var request = new RightStateRequest(form.Name<RightState>("state"), form.Day("effectiveOn"), form.Text("source"), form.Day("asOf"));
        return await Answer(at, "states", form, form.Fault ?? (await RecordState.Record(at.Id, request, at.Context, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);
    }

    private static async Task<IResult> Give([AsParameters] AtRight at)
    {
        var form = await PageForm.Of(at.Context);
        await using var db = at.Store.Read(at.Person.Caller.Scope);
        if (await db.RightKeptBy(at.Person.Caller, at.Id, at.Cancellation) is not { } right)
            return Problem.NotFound;
        var (party, unknown) = await Permittee.Find(db, form, at.Cancellation);
        var kind = right.Kind == RightKind.GeographicalIndication ? PermissionKind.MarkUseApproval : PermissionKind.Licence;
        var request = new PermissionRequest(kind, party, form.Text("documentNumber"), form.Day("validFrom"), form.OptionalDay("validTo"));
        return await Answer(at, "permissions", form, unknown ?? form.Fault ?? (await GivePermission.Give(at.Id, request, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);
    }

    private static async Task<IResult> Assign([AsParameters] AtRight at)
    {
        var form = await PageForm.Of(at.Context);
        form.TellVersion();
        var request = new RightZoneRequest(form.Id("zoneId"));
        return await Answer(at, "zone", form, form.Fault ?? (await AssignZone.Assign(at.Id, request, at.Context, at.Person.Caller, at.Store, at.Clock, at.Cancellation)).Result);
    }

    // The form that was sent is shown again with its fault; the others of the page as they were.
    private static async Task<IResult> Answer(AtRight at, string sent, PageForm form, IResult outcome) => outcome switch
    {
        Problem { Status: StatusCodes.Status404NotFound } gone => gone,
        Problem bad => await RightSheet.Show(at, null, sent, form.Shown(bad)),
        _ => PageGate.SeeOther(at.Context, $"/rights/{at.Id}?done={sent}"),
    };
}

/// <summary>Which right somebody is at, and all that its use cases ask for.</summary>
internal sealed record AtRight(Guid Id, HttpContext Context, SignedIn Person, Store Store, TimeProvider Clock, CancellationToken Cancellation);
