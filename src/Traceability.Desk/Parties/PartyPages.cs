using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Parties;
using Traceability.Parties;
using Traceability.Storage;

namespace Traceability.Desk.Parties;

/// <summary>The pages of parties: who is recorded, a form to record one, and one party with a form to correct it.</summary>
internal static class PartyPages
{
    private const int ListMax = 100;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/parties", List).ForPeople(Everyone.Readers);
        door.MapGet("/parties/new", (HttpContext context, SignedIn person) => Page(context, person, PageForm.New(context))).ForPeople(Everyone.Recorders);
        door.MapPost("/parties/new", Record).ForPeople(Everyone.Recorders);
        door.MapGet("/parties/uscc", ReadUscc).ForPeople(Everyone.Recorders);
        door.MapGet("/parties/{id:guid}", Show).ForPeople(Everyone.Readers);
        door.MapPost("/parties/{id:guid}", Correct).ForPeople(Everyone.Recorders);
        door.MapPost("/parties/{id:guid}/removed", Remove).ForPeople(Everyone.Recorders);
    }

    private static async Task<IResult> List(
        HttpContext context, SignedIn person, string? find, int? page, string? done, int? count, int? known, Store store, CancellationToken cancellation)
    {
        var number = Math.Clamp(page ?? 1, 1, 1_000_000);
        var wanted = PlainText.ReadOptional(find, "find", RecordParty.NameLengthMax, out var read) is null && read is not null ? read : "";
        await using var db = store.Read(person.Caller.Scope);
        var code = TypedText.Fold(wanted);
        var parties = await db.Parties.Where(row => wanted == "" || row.Name.Contains(wanted) || row.Uscc == code).OrderBy(row => row.Name).ThenBy(row => row.Id)
            .Skip((number - 1) * ListMax).Take(ListMax + 1).Select(row => new PartyLine(row.Id, row.Name, row.Uscc, row.Kind)).ToListAsync(cancellation);
        return DeskPages.Show<PartiesPage>(context, new()
        {
            [nameof(PartiesPage.Visitor)] = person.Visitor,
            [nameof(PartiesPage.Parties)] = parties.Take(ListMax).ToList(),
            [nameof(PartiesPage.Find)] = wanted,
            [nameof(PartiesPage.Number)] = number,
            [nameof(PartiesPage.HasMore)] = parties.Count > ListMax,
            [nameof(PartiesPage.MayRecord)] = Everyone.Recorders.Contains(person.Role),
            [nameof(PartiesPage.Done)] = DoneWords(done, count ?? 0, known ?? 0) is { } words ? PageReply.LanguageOf(context).Say(words) : null,
        });
    }

    private static async Task<IResult> Record(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var request = new PartyRequest(form.Text("name"), form.Text("uscc"), form.Name<PartyKind>("kind"), form.Optional("adcode"), SiteOf(form), form.OptionalWhole("capacityPerDay"));
        return (form.Fault ?? Odd(form) ?? (await RecordParty.Record(request, person.Caller, store, clock, cancellation)).Result) is Problem bad
            ? Page(context, person, form.Shown(AtPlace(bad)))
            : PageGate.SeeOther(context, "/parties?done=recorded");
    }

    // What looks odd about a code is told before it is recorded; sent once more as it is, it stands.
    private static Problem? Odd(PageForm form) => Uscc.Read(form.Text("uscc")) is UsccReading.Valid { Warnings: [var warning, ..] } && form.Text("seen") != form.Text("uscc")
        ? Problem.BadInput("uscc", $"{warning.En} If it stands so on the licence, record it once more.", "oddUscc", $"{warning.Zh}与执照一字不差的话，再点一次“登记”。")
        : null;

    // The sentence of the code under the fingers, so that no script has to know the check.
    private static async Task<IResult> ReadUscc(HttpContext context, SignedIn person, string? text, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        return TypedResults.Text(PageReply.LanguageOf(context).Say(Uscc.Read(text) switch
        {
            UsccReading.Refused refused => refused.Message,
            UsccReading.Valid { Uscc.Value: var uscc } when await db.Parties.AnyAsync(party => party.Uscc == uscc, cancellation) => RecordParty.Known.Words,
            UsccReading.Valid { Warnings: [var warning, ..] } => warning,
            _ => new PlainWords("✓ 代码对得上。", "✓ The code holds."),
        }));
    }

    private static async Task<IResult> Show(Guid id, HttpContext context, SignedIn person, string? done, Store store, CancellationToken cancellation) =>
        await Page(id, context, person, store, null, done == "corrected" ? new("已更正。", "Corrected.") : null, cancellation);

    private static async Task<IResult> Correct(Guid id, HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        form.TellVersion();
        var request = new PartyCorrection(form.Text("name"), form.Name<PartyKind>("kind"), form.Optional("adcode"), SiteOf(form), form.OptionalWhole("capacityPerDay"));
        return (form.Fault ?? (await CorrectParty.Correct(id, request, context, person.Caller, store, clock, cancellation)).Result) is Problem bad
            ? await Page(id, context, person, store, form.Shown(AtPlace(bad)), null, cancellation)
            : PageGate.SeeOther(context, $"/parties/{id}?done=corrected");
    }

    private static async Task<IResult> Remove(Guid id, HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        if (form.Text("act") != "remove")
            return await Page(id, context, person, store, form.Shown(), null, cancellation, isRemoval: true);
        form.TellVersion();
        return (await RemoveParty.Remove(id, context, person.Caller, store, clock, cancellation)).Result is Problem bad
            ? await Page(id, context, person, store, form.Shown(bad), null, cancellation, isRemoval: true)
            : PageGate.SeeOther(context, "/parties?done=removed");
    }

    private static SiteRequest? SiteOf(PageForm form) => form.Optional("site.lon") is null && form.Optional("site.lat") is null && form.Optional("site.datum") is null
        ? null
        : new(form.Number("site.lon"), form.Number("site.lat"), form.Optional("site.datum"));

    // A program sends the place as one member, a person types it into several fields.
    private static Problem AtPlace(Problem problem) => problem.Field == "site" ? problem with { Field = "site.lon" } : problem;

    private static IResult Page(HttpContext context, SignedIn person, ShownForm form) => DeskPages.Show<RecordPartyPage>(context, person, form, [], scripts: "");

    // The form that was sent is shown again with its fault; the other as it was.
    private static async Task<IResult> Page(Guid id, HttpContext context, SignedIn person, Store store, ShownForm? form, PlainWords? done, CancellationToken cancellation, bool isRemoval = false)
    {
        await using var db = store.Read(person.Caller.Scope);
        if (await db.Parties.SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } party)
            return Problem.NotFound;
        var (lon, lat) = (Degrees(party.SiteLongitude), Degrees(party.SiteLatitude));
        var recorded = PageForm.Filled(context,
            ("name", party.Name), ("kind", party.Kind.ToString()), ("adcode", party.Adcode), ("site.lon", lon), ("site.lat", lat), ("site.datum", lon is null ? null : "wgs84"),
            ("capacityPerDay", party.CapacityPerDay?.ToString(CultureInfo.InvariantCulture)));
        return DeskPages.Show<PartyPage>(context, person, form ?? recorded, new()
        {
            [nameof(PartyPage.Party)] = new PartyLine(party.Id, party.Name, party.Uscc, party.Kind),
            [nameof(PartyPage.Adcode)] = party.Adcode,
            [nameof(PartyPage.Place)] = lon is null ? null : $"{lon}, {lat}",
            [nameof(PartyPage.CapacityPerDay)] = party.CapacityPerDay,
            [nameof(PartyPage.Version)] = party.Version,
            [nameof(PartyPage.Warnings)] = Uscc.Read(party.Uscc) is UsccReading.Valid read ? read.Warnings : [],
            [nameof(PartyPage.Recorded)] = recorded,
            [nameof(PartyPage.IsRemoval)] = isRemoval,
            [nameof(PartyPage.MayCorrect)] = Everyone.Recorders.Contains(person.Role),
            [nameof(PartyPage.Done)] = done is { } words ? PageReply.LanguageOf(context).Say(words) : null,
        }, scripts: "");
    }

    private static string? Degrees(double? degrees) => degrees?.ToString("F6", CultureInfo.InvariantCulture);

    private static PlainWords? DoneWords(string? done, int count, int known) => done switch
    {
        "recorded" => new("已登记。", "Recorded."),
        "removed" => new("已删除。", "Taken away."),
        "imported" => new($"已登记 {count} 个，跳过已有的 {known} 个。", $"{count} recorded, {known} skipped that were there already."),
        _ => null,
    };
}
