using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages;
using Traceability.Pages.Alerts;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Traceability.Storage.Origins;
using Traceability.Storage.Scans;

namespace Traceability.Desk.Scans;

/// <summary>The pages of alerts: a list with those to be looked at first, each with its evidence, and where an officer decides.</summary>
internal static class AlertPages
{
    private const int ListMax = 100;

    private static readonly (string Value, PlainWords Words)[] Explanations =
        [.. Enum.GetValues<Explanation>().Select(explanation => (explanation.ToString(), WordsOf(explanation)))];

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/alerts", List).ForPeople(Everyone.Readers);
        door.MapGet("/alerts/{id:guid}", One).ForPeople(Everyone.Readers);
        foreach (var explains in (bool[])[false, true])
        {
            var path = explains ? "/alerts/{id:guid}/explained" : "/alerts/{id:guid}/confirmed";
            door.MapGet(path, (Guid id, HttpContext context, SignedIn person, Store store, KeyShelf keys, CityShelf cities, CancellationToken cancellation) =>
                DecisionPage(id, explains, context, person, PageForm.New(context), store, keys, cities, cancellation)).ForPeople(Role.Officer);
        }

        door.MapPost("/alerts/{id:guid}/confirmed", Confirm).ForPeople(Role.Officer);
        door.MapPost("/alerts/{id:guid}/explained", Explain).ForPeople(Role.Officer);
    }

    /// <summary>An alert as pages tell it.</summary>
    public static AlertLine LineOf(AlertRow row, string product, CityShelf cities, IReadOnlyDictionary<Guid, string> names, string? code = null)
    {
        var told = AlertReply.Of(row, cities);
        return new AlertLine(told.Id, product, told.Serial, told.Cause, told.State, told.RaisedAt, told.LastSeenAt, told.TimesSeen)
        {
            Code = code,
            OpensAt = told.OpensAt,
            Metres = told.Metres,
            Hours = told.Hours,
            Labels = told.Labels,
            TakenBackFor = told.TakenBackFor,
            Evidence = [.. told.Evidence.Select(seen => new EvidenceLine(seen.At, seen.Verdict, seen.HasPlace, seen.City))],
            OneCity = AlertPatternRow.CityOf(AlertEvidence.Read(row.Evidence)) is { } adcode ? cities.NameOf(adcode) ?? new(adcode, adcode) : null,
            Explanation = told.Explanation is { } explanation ? WordsOf(explanation) : null,
            Reason = told.Reason,
            DecidedBy = told.DecidedBy is { } by ? names.NameOf(by) : null,
            DecidedAt = told.DecidedAt,
        };
    }

    private static async Task<IResult> List(HttpContext context, SignedIn person, Store store, CityShelf cities, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.AlertScope());
        var seen = await db.AlertsFor(person.Caller, cancellation);
        return DeskPages.Show<AlertsPage>(context, new()
        {
            [nameof(AlertsPage.Visitor)] = person.Visitor,
            [nameof(AlertsPage.ListMax)] = ListMax,
            [nameof(AlertsPage.Open)] = await Newest(seen.Where(row => row.State == AlertState.Open)),
            [nameof(AlertsPage.Others)] = await Newest(seen.Where(row => row.State != AlertState.Open)),
        });

        async Task<List<AlertLine>> Newest(IQueryable<AlertRow> alerts)
        {
            var rows = await alerts.OrderByDescending(row => row.Id).Take(ListMax).ToListAsync(cancellation);
            var products = await ProductsOf(db, rows, cancellation);
            return rows.ConvertAll(row => LineOf(row, products[row.BatchId], cities, new Dictionary<Guid, string>()));
        }
    }

    private static async Task<IResult> One(
        Guid id, string? done, HttpContext context, SignedIn person, Store store, KeyShelf keys, CityShelf cities, CancellationToken cancellation)
    {
        if (await Find(id, person.Caller, store, keys, cities, cancellation) is not { } alert)
            return Problem.NotFound;
        return DeskPages.Show<AlertPage>(context, new()
        {
            [nameof(AlertPage.Visitor)] = person.Visitor,
            [nameof(AlertPage.Alert)] = alert,
            [nameof(AlertPage.MayDecide)] = person.Role == Role.Officer,
            [nameof(AlertPage.Done)] = done == "decided" ? PageReply.LanguageOf(context).Say("已记录。", "Recorded.") : null,
        });
    }

    private static async Task<IResult> Confirm(
        Guid id, HttpContext context, SignedIn person, Store store, KeyShelf keys, CityShelf cities, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var done = await ConfirmAlert.Confirm(id, new ConfirmationRequest(form.Text("text")), person.Caller, store, cities, clock, cancellation);
        return await Answer(id, explains: false, done.Result as Problem, context, person, form, store, keys, cities, cancellation);
    }

    private static async Task<IResult> Explain(
        Guid id, HttpContext context, SignedIn person, Store store, KeyShelf keys, CityShelf cities, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var request = new ExplanationRequest(
            form.Name<Explanation>("reason"), form.Text("text"), form.Name<Remembered>("remember"), form.OptionalDay("until"));
        var bad = form.Fault ?? (await ExplainAlert.Explain(id, request, person.Caller, store, cities, clock, cancellation)).Result as Problem;
        return await Answer(id, explains: true, bad, context, person, form, store, keys, cities, cancellation);
    }

    private static Task<IResult> Answer(
        Guid id, bool explains, Problem? bad, HttpContext context, SignedIn person, PageForm form, Store store, KeyShelf keys, CityShelf cities, CancellationToken cancellation) =>
        bad is null
            ? Task.FromResult(PageGate.SeeOther(context, $"/alerts/{id}?done=decided"))
            : DecisionPage(id, explains, context, person, form.Shown(bad), store, keys, cities, cancellation);

    private static async Task<IResult> DecisionPage(
        Guid id, bool explains, HttpContext context, SignedIn person, ShownForm form, Store store, KeyShelf keys, CityShelf cities, CancellationToken cancellation) =>
        await Find(id, person.Caller, store, keys, cities, cancellation) is not { } alert
            ? Problem.NotFound
            : DeskPages.Show<AlertDecisionPage>(context, person, form, new()
            {
                [nameof(AlertDecisionPage.Alert)] = alert,
                [nameof(AlertDecisionPage.Explains)] = explains,
                [nameof(AlertDecisionPage.Kinds)] = Explanations,
            });

    private static async Task<AlertLine?> Find(Guid id, Caller caller, Store store, KeyShelf keys, CityShelf cities, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.AlertScope());
        if (await (await db.AlertsFor(caller, cancellation)).SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } row)
            return null;
        return LineOf(row, (await ProductsOf(db, [row], cancellation))[row.BatchId], cities, await db.NamesOf([row.DecidedBy], cancellation), await ReadAlerts.CodeOf(db, row, caller, keys, cancellation));
    }

    private static async Task<Dictionary<Guid, string>> ProductsOf(TraceabilityDb db, IReadOnlyCollection<AlertRow> alerts, CancellationToken cancellation)
    {
        var batches = alerts.Select(alert => alert.BatchId).Distinct().ToList();
        return await (
            from batch in db.Batches
            join lot in db.Lots on batch.LotId equals lot.Id
            join product in db.Products on lot.ProductId equals product.Id
            where batches.Contains(batch.Id)
            select new { batch.Id, product.Name }).ToDictionaryAsync(batch => batch.Id, batch => batch.Name, cancellation);
    }

    private static PlainWords WordsOf(Explanation explanation) => explanation switch
    {
        Explanation.Dealer => new("经销商在查自己的货", "a dealer looks at what he sells"),
        Explanation.Exhibition => new("展销会上给大家看", "goods were shown at a fair"),
        _ => new("其他", "something else"),
    };
}
