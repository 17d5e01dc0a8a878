using Traceability.Codes;
using Traceability.Desk.Access;
using Traceability.Desk.Codes;
using Traceability.Desk.Products;
using Traceability.Desk.Rights;
using Traceability.Geo;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Dossiers;
using Traceability.Pages.Forms;
using Traceability.Pages.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Traceability.Storage.Origins;

namespace Traceability.Desk.Scans;

/// <summary>The officer's pages of one code: where it is typed, its dossier for screen and paper, and where its label is marked suspicious.</summary>
internal static class DossierPages
{
    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/dossier", Ask).ForPeople(Role.Officer);
        door.MapGet("/dossier/{code}", Show).ForPeople(Role.Officer);
        door.MapGet("/dossier/{code}/certificates/{id:guid}", Certificate).ForPeople(Role.Officer);
        door.MapGet("/dossier/{code}/pictures/{sha256}", Picture).ForPeople(Role.Officer);
        door.MapGet("/dossier/{code}/suspicion", (string code, HttpContext context, SignedIn person, ReadDossier dossiers, CancellationToken cancellation) =>
            Suspicion(code, context, person, PageForm.New(context), dossiers, cancellation)).ForPeople(Role.Officer);
        door.MapPost("/dossier/{code}/suspicion", Mark).ForPeople(Role.Officer);
    }

    private static IResult Ask(string? code, HttpContext context, SignedIn person, LabelUri addresses)
    {
        if (string.IsNullOrWhiteSpace(code))
            return AskPage(context, person, null, null);
        var reading = addresses.Read(code);
        return reading is LabelUriReading.Label label
            ? PageGate.SeeOther(context, $"/dossier/{label.Code}{(label.Gtin is { } gtin ? $"?gtin={gtin}" : "")}")
            : AskPage(context, person, code, CodeRefusal.Of(reading));
    }

    private static async Task<IResult> Show(
        string code, string? gtin, string? done, HttpContext context, SignedIn person, ReadDossier dossiers, CityShelf cities, ZonePack pack, CancellationToken cancellation)
    {
        var (read, problem) = await dossiers.Read(code, Gtin.TryParse(gtin ?? "", out var linked) ? linked.ToString() : null, person.Caller, cancellation);
        if (read is null)
            return AskPage(context, person, code, problem);
        return DeskPages.Show<DossierPage>(context, new()
        {
            [nameof(DossierPage.Visitor)] = person.Visitor,
            [nameof(DossierPage.Dossier)] = DossierShown.Of(read, person, cities, pack),
            [nameof(DossierPage.Done)] = done switch
            {
                "marked" => PageReply.LanguageOf(context).Say("已列为存疑，公众马上就会看到。", "Marked suspicious: the public is told at once."),
                "cleared" => PageReply.LanguageOf(context).Say("已撤回存疑。", "The suspicion is taken back."),
                _ => null,
            },
        });
    }

    private static async Task<IResult> Certificate(string code, Guid id, HttpContext context, SignedIn person, ReadDossier dossiers, Store store, CancellationToken cancellation)
    {
        if (await dossiers.ReadPart(code, $"right:{id}", (facts, _) => facts.Rights.ContainsKey(id), person.Caller, cancellation) is null)
            return Problem.NotFound;
        await using var house = store.Read(TenantScope.House);
        return await ReadRights.CertificateOf(house, id, context, cancellation);
    }

    private static async Task<IResult> Picture(string code, string sha256, HttpContext context, SignedIn person, ReadDossier dossiers, Store store, CancellationToken cancellation)
    {
        if (await dossiers.ReadPart(code, $"picture:{sha256}", (_, backing) => backing.Product.Pictures.Contains(sha256), person.Caller, cancellation) is not { } facts)
            return Problem.NotFound;
        await using var house = store.Read(TenantScope.House);
        return await StorePicture.PictureOf(house, facts.Product.Id, sha256, context, cancellation);
    }

    private static async Task<IResult> Mark(
        string code, HttpContext context, SignedIn person, Store store, KeyShelf keys, ReadDossier dossiers, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var marks = form.Text("suspicious") == "yes";
        // A program may leave out why; a person says it to whoever reads the dossier next.
        var unsaid = marks ? null : PlainText.Read(form.Text("reason"), "reason", MarkSuspicious.ReasonLengthMax, out _);
        if ((unsaid ?? (await MarkSuspicious.Mark(code, marks ? new SuspicionRequest(form.Text("reason")) : null, form.Text("reason"), person.Caller, store, keys, dossiers, clock, cancellation)).Result) is Problem bad)
            return await Suspicion(code, context, person, form.Shown(bad), dossiers, cancellation);
        TypedCode.Read(code, keys, out var label);
        return PageGate.SeeOther(context, $"/dossier/{label.Code}?done={(marks ? "marked" : "cleared")}");
    }

    private static async Task<IResult> Suspicion(string code, HttpContext context, SignedIn person, ShownForm form, ReadDossier dossiers, CancellationToken cancellation)
    {
        var (read, problem) = await dossiers.Read(code, null, person.Caller, cancellation);
        if (read?.Facts is not { } facts)
            return problem is null ? Problem.NotFound : AskPage(context, person, code, problem);
        return DeskPages.Show<SuspicionPage>(context, person, form, new()
        {
            [nameof(SuspicionPage.Code)] = read.Answer.Code.ToString(),
            [nameof(SuspicionPage.Standing)] = facts.IsSuspicious,
            [nameof(SuspicionPage.Reason)] = facts.Label.SuspicionReason,
        });
    }

    private static IResult AskPage(HttpContext context, SignedIn person, string? typed, Problem? refused)
    {
        CameraReader.Allow(context);
        return DeskPages.Show<AskDossierPage>(context, new()
        {
            [nameof(AskDossierPage.Visitor)] = person.Visitor,
            [nameof(AskDossierPage.Typed)] = typed,
            [nameof(AskDossierPage.Refused)] = refused?.Words,
        }, refused?.Status ?? StatusCodes.Status200OK, CameraReader.Scripts);
    }
}
