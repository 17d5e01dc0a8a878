using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using Traceability.Desk.Access;
using Traceability.Geo;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Maps;
using Traceability.Pages.Origins;
using Traceability.Storage;
using Traceability.Storage.Origins;

namespace Traceability.Desk.Origins;

/// <summary>The pages of plots: where they lie, one of them, and the form on which land is drawn, walked, uploaded or pasted, measured, and recorded.</summary>
internal static class PlotPages
{
    private const int PlotsAtOnce = 50, PartiesMax = 500;

    // A file, the text of what it holds, and the other fields.
    private const int FormBytesMax = 6 << 20;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/plots", List).ForPeople(Everyone.Readers);
        door.MapGet("/plots/{id:guid}", One).ForPeople(Everyone.Readers);
        door.MapGet("/plots/new", async (HttpContext context, SignedIn person, Store store, ZoneShelf zones, HouseSettings settings, TimeProvider clock, CancellationToken cancellation) =>
        {
            await using var db = store.Read(person.Caller.Scope);
            return await Page(context, person, PageForm.New(context), new Asked(db, zones, settings, HouseTime.DayOf(clock.GetUtcNow()), null, null, null, cancellation));
        }).ForPeople(Everyone.Recorders);
        door.MapPost("/plots/new", Take).ForPeople(Everyone.Recorders).WithMetadata(new RequestSizeLimitAttribute(FormBytesMax));
    }

    private static async Task<IResult> List(HttpContext context, SignedIn person, Guid? after, string? done, Store store, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        var rows = await db.Plots.Where(plot => after == null || plot.Id > after).OrderBy(plot => plot.Id).Take(PlotsAtOnce + 1)
            .Join(db.Parties, plot => plot.PartyId, party => party.Id, (plot, party) => new { Plot = plot, Party = party.Name }).OrderBy(row => row.Plot.Id).ToListAsync(cancellation);
        var on = HouseTime.DayOf(clock.GetUtcNow());
        var against = rows.Count == 0 ? [] : await GiZones.Of(db, zones, null, cancellation);
        var plots = rows.Take(PlotsAtOnce).Select(row =>
        {
            var land = (Polygon)Wkb.FromBytes(row.Plot.Geometry);
            return (row.Plot, row.Party, Land: land, Standings: MeasuredLand.Standings(land, row.Plot.AccuracyMetres, against, on));
        }).ToList();
        return DeskPages.Show<PlotsPage>(context, new()
        {
            [nameof(PlotsPage.Visitor)] = person.Visitor,
            [nameof(PlotsPage.Plots)] = plots.ConvertAll(row => new PlotLine(row.Plot.Id, row.Plot.Name, row.Party, row.Plot.AreaSquareMetres, row.Standings.ConvertAll(one => one.Standing))),
            [nameof(PlotsPage.Shapes)] = LandMap.Of(plots.SelectMany(row => row.Standings).Select(one => one.Zone).Distinct().Select(zone => zone.Zone.Zone), plots.ConvertAll(row => (row.Land, row.Plot.Name))),
            [nameof(PlotsPage.Next)] = rows.Count > PlotsAtOnce ? plots[^1].Plot.Id : null,
            [nameof(PlotsPage.MayRecord)] = Everyone.Recorders.Contains(person.Role),
            [nameof(PlotsPage.Done)] = DeskPages.Told(context, RemovalPages.DoneWords(done)),
        });
    }

    private static async Task<IResult> One(
        Guid id, HttpContext context, SignedIn person, Guid? rightId, string? done, Store store, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        if (await db.Plots.SingleOrDefaultAsync(plot => plot.Id == id, cancellation) is not { } plot)
            return Problem.NotFound;
        var grants = await (
            from grant in db.PlotGrants
            where grant.PlotId == id
            join season in db.Seasons on grant.SeasonId equals season.Id
            join right in db.Rights on season.GiRightId equals right.Id
            orderby season.StartsOn
            select new { Season = right.Title + " " + season.Name, grant.Quantity }).ToListAsync(cancellation);
        var language = PageReply.LanguageOf(context);
        return DeskPages.Show<PlotPage>(context, new()
        {
            [nameof(PlotPage.Visitor)] = person.Visitor,
            [nameof(PlotPage.Id)] = id,
            [nameof(PlotPage.Name)] = plot.Name,
            [nameof(PlotPage.Party)] = await db.Parties.Where(party => party.Id == plot.PartyId).Select(party => party.Name).SingleAsync(cancellation),
            [nameof(PlotPage.Datum)] = plot.Datum,
            [nameof(PlotPage.AccuracyMetres)] = plot.AccuracyMetres,
            [nameof(PlotPage.RecordedAt)] = Moments.Exact(plot.RecordedAt),
            [nameof(PlotPage.Measured)] = MeasuredLand.Of((Polygon)Wkb.FromBytes(plot.Geometry), plot.AreaSquareMetres, plot.AccuracyMetres, plot.Name,
                await GiZones.Of(db, zones, rightId, cancellation), HouseTime.DayOf(clock.GetUtcNow())),
            [nameof(PlotPage.Grants)] = grants.ConvertAll(grant => (grant.Season, LandWords.Kilograms(grant.Quantity))),
            [nameof(PlotPage.Rights)] = await GiZones.Choices(db, cancellation),
            [nameof(PlotPage.MayRemove)] = Everyone.Recorders.Contains(person.Role),
            [nameof(PlotPage.Done)] = done == "recorded" ? language.Say("已登记。", "Recorded.") : null,
        });
    }

    private static async Task<IResult> Take(HttpContext context, SignedIn person, Store store, ZoneShelf zones, HouseSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        await using var db = store.Read(person.Caller.Scope);
        var (text, file) = (form.Text(PlotText.Field), form.OptionalFile("file"));
        var rightId = form.OptionalId("rightId");
        Task<IResult> Again(Problem? problem, (RecordPlot.ReadPlot Plot, double AccuracyMetres)? plot = null)
        {
            var shown = form.Shown(problem);
            return Page(context, person, shown with { Typed = new Dictionary<string, string>(shown.Typed!) { [PlotText.Field] = text } },
                new Asked(db, zones, settings, HouseTime.DayOf(clock.GetUtcNow()), rightId, text, plot, cancellation));
        }

        if (file is not null)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellation);
            if (PlotText.ReadFile(content.ToArray(), "file", out var polygons) is { } badFile)
                return await Again(badFile);
            text = PlotText.Write(polygons);
        }

        if (form.Text("step") == "look" || form.Fault is not null)
            return await Again(form.Fault);
        var badText = PlotText.Read(text, form.OptionalWhole(PlotText.PartField), out var polygon);
        var request = new PlotRequest(form.Id("partyId"), form.Text("name"), form.Number("accuracyMetres"), polygon, form.Optional("datum"));
        var plot = default(RecordPlot.ReadPlot);
        if ((badText ?? form.Fault ?? RecordPlot.Read(request, out plot)) is { } bad)
            return await Again(AtField(bad));
        // What a file holds is looked at before anything is recorded.
        if (form.Text("step") != "record" || file is not null)
            return await Again(null, (plot, request.AccuracyMetres));

        var reply = await RecordPlot.Record(request, person.Caller, store, clock, cancellation);
        return reply.Result is Problem refused ? await Again(AtField(refused)) : PageGate.SeeOther(context, $"/plots/{((Microsoft.AspNetCore.Http.HttpResults.Created<PlotReply>)reply.Result).Value!.Id}?done=recorded");
    }

    // Programs send a geometry and are told a path in it; people see a field of corners and a number.
    private static Problem AtField(Problem problem) => problem.Field?.StartsWith("geometry", StringComparison.Ordinal) is not true ? problem : problem with
    {
        Field = PlotText.Field,
        Title = RefusalWords.CornerOf(problem.Field) is { } corner ? $"Corner {corner}: {problem.Title}" : problem.Title,
    };

    private static async Task<IResult> Page(HttpContext context, SignedIn person, ShownForm form, Asked asked)
    {
        var (db, zones, settings, on, rightId, text, plot, cancellation) = asked;
        var own = await GiZones.Of(db, zones, rightId, cancellation);
        var known = (await db.Plots.OrderByDescending(row => row.Id).Take(PlotsAtOnce).Select(row => new { row.Name, row.Geometry, row.AccuracyMetres }).ToListAsync(cancellation))
            .ConvertAll(row => (row.Name, Land: (Polygon)Wkb.FromBytes(row.Geometry), row.AccuracyMetres));
        var measured = plot is var (read, accuracyMetres) ? MeasuredLand.Of(read.Land, read.AreaSquareMetres, accuracyMetres, read.Name, own, on) : null;
        // The map begins where the grower's newest land is, or at the area he chose: areas at both ends of the country would leave no room for a field.
        var around = known.SelectMany(row => MeasuredLand.Standings(row.Land, row.AccuracyMetres, own, on)).Select(one => one.Zone).Distinct().ToList();
        var ground = (rightId is null && around.Count > 0 ? around : own).ConvertAll(zone => LandMap.Whole(zone.Zone.Zone));
        return DeskPages.Show<RecordPlotPage>(context, person, form, new()
        {
            [nameof(RecordPlotPage.Parties)] = (await db.Parties.OrderBy(party => party.Name).ThenBy(party => party.Id).Take(PartiesMax).Select(party => new { party.Id, party.Name }).ToListAsync(cancellation)).ConvertAll(party => ($"{party.Id}", party.Name)),
            [nameof(RecordPlotPage.Rights)] = await GiZones.Choices(db, cancellation),
            [nameof(RecordPlotPage.Ground)] = ground.Concat(known.Select(row => LandMap.Plot(row.Land, row.Name, MapLayer.Neighbour))).ToList(),
            [nameof(RecordPlotPage.Focus)] = ground is [var first, ..] && (rightId is not null || around.Count > 0) ? first.Rings.SelectMany(ring => ring).ToList() : null,
            [nameof(RecordPlotPage.Parts)] = PlotText.Parts(text ?? ""),
            [nameof(RecordPlotPage.Measured)] = measured,
            [nameof(RecordPlotPage.Tiles)] = settings.Tiles is { } tiles ? (tiles.Pattern, tiles.Attribution) : null,
        }, scripts: "", settings.Tiles?.Origin);
    }

    private sealed record Asked(
        TraceabilityDb Db, ZoneShelf Zones, HouseSettings Settings, DateOnly On, Guid? RightId, string? Text, (RecordPlot.ReadPlot Plot, double AccuracyMetres)? Plot, CancellationToken Cancellation);
}
