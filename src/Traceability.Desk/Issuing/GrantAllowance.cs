using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using Traceability.Desk.Access;
using Traceability.Geo;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Origins;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Issuing.GrantReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Grants a surveyed plot its allowance of a season, once, for the land inside the zone and for no land twice.</summary>
internal static class GrantAllowance
{
    // Neighbours are drawn by hand: a strip below this is the width of a pencil, not a second harvest.
    private const double OverlapSquareMetresMax = 20;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/allowances/grants", Grant).For(Role.Association, Role.Administrator);

    /// <summary>Grants a plot of any tenant its allowance of a season that the caller keeps, once.</summary>
    public static async Task<Reply> Grant(GrantRequest request, Caller caller, Store store, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var today = HouseTime.DayOf(now);
        // The farmer is another tenant: the keeper of the GI sees his plot here, and only here.
        return await store.Write<Reply>(TenantScope.House, async db =>
        {
            var season = await db.Seasons.AsNoTracking().SingleOrDefaultAsync(season => season.Id == request.SeasonId, cancellation);
            if (season is null || season.TenantId != caller.TenantId)
                return Written<Reply>.Nothing(Problem.BadInput("seasonId", "This is no season of a GI that your tenant keeps.", "unknownSeason", "请选您管理的地标产品的产季。"));
            var plot = await db.Plots.AsNoTracking().SingleOrDefaultAsync(plot => plot.Id == request.PlotId, cancellation);
            if (plot is null)
                return Written<Reply>.Nothing(Problem.BadInput("plotId", "There is no such plot.", "unknownPlot", "没有这块地。"));
            var prospect = await Judge(db, season, plot, zones, today, cancellation);
            if (prospect is not Prospect.Grantable(var zone, var measure, var verdict, var grams))
                return Written<Reply>.Nothing(((Prospect.Refused)prospect).Reason);

            var book = new AllowanceBook(db, now, cancellation);
            await book.Move(MovementKind.Grant, await book.Land(season.Id, plot.Id),
                await book.Holding(plot.TenantId, season.Id, plot.PartyId, plot.Id), grams, $"plot:{plot.Id}");
            db.PlotGrants.Add(new PlotGrantRow(season.Id, plot.Id, grams, zone.Zone.Id, verdict, measure.ShareInside, measure.AreaInsideSquareMetres,
                measure.MetresInside, caller.Id, now));
            return Written<Reply>.Done(
                TypedResults.Created($"/api/v1/allowances?seasonId={season.Id}&partyId={plot.PartyId}",
                    new GrantReply(season.Id, plot.Id, plot.PartyId, grams, verdict, measure.ShareInside, measure.AreaInsideSquareMetres)),
                Act.Of(ActKind.AllowanceMoved, now,
                    Fact.Text("movement", nameof(MovementKind.Grant)), Fact.Id("season", season.Id), Fact.Id("plot", plot.Id), Fact.Id("zone", zone.Zone.Id),
                    Fact.Number("grams", grams), Fact.Text("verdict", verdict.ToString()), Fact.Number("areaInsideSquareMetres", (long)measure.AreaInsideSquareMetres),
                    Fact.Id("by", caller.Id)));
        }, cancellation);
    }

    /// <summary>What a plot would be granted today, or why nothing: it changes nothing. The database is seen as a whole, for land may overlap anybody's.</summary>
    public static async Task<Prospect> Judge(TraceabilityDb db, SeasonRow season, PlotRow plot, ZoneShelf zones, DateOnly today, CancellationToken cancellation)
    {
        if (season.ClosedAt is not null || today > season.EndsOn)
            return new Prospect.Refused(Problem.Conflict("seasonOver", "This season is over.", zh: "这个产季已经结束。"));
        if (await db.PlotGrants.AnyAsync(grant => grant.SeasonId == season.Id && grant.PlotId == plot.Id, cancellation))
            return new Prospect.Refused(Problem.Conflict("alreadyGranted", "This plot was already granted its allowance of the season.", "plotId", "这块地本产季已经核发过。"));
        var zoneId = await db.Rights.Where(right => right.Id == season.GiRightId).Select(right => right.ZoneId).SingleAsync(cancellation);
        if (zoneId is null || await zones.Find(db, zoneId.Value, cancellation) is not { } zone)
            return new Prospect.Refused(Problem.Conflict("zoneMissing", "The GI has no protected area on record.", zh: "这个地标产品还没有登记保护范围。"));

        var land = (Polygon)Wkb.FromBytes(plot.Geometry);
        if (await Overlap(db, season.Id, plot, land, cancellation) is { } overlap)
            return new Prospect.Refused(overlap);

        var (measure, verdict) = zone.Judge(land, plot.AccuracyMetres, today);
        var grams = verdict == OriginVerdict.Outside ? 0 : AllowanceRule.GrantGrams(measure.AreaInsideSquareMetres, season.ToSeason());
        return grams > 0 ? new Prospect.Grantable(zone, measure, verdict, grams) : new Prospect.Refused(
            Problem.Conflict("plotOutside", "No land of this plot lies inside the protected area.", "plotId", "这块地没有土地在保护范围内。") with
            {
                More = new JsonObject { ["metres"] = Math.Round(measure.MetresInside) },
            });
    }

    private static async Task<Problem?> Overlap(TraceabilityDb db, Guid seasonId, PlotRow plot, Polygon land, CancellationToken cancellation)
    {
        // The database proposes by the box; geo/ decides.
        var near = await (
            from other in db.Plots
            join grant in db.PlotGrants on other.Id equals grant.PlotId
            where grant.SeasonId == seasonId && other.South <= plot.North && other.North >= plot.South && other.West <= plot.East && other.East >= plot.West
            select new { other.Id, other.Geometry }).ToListAsync(cancellation);
        foreach (var other in near)
        {
            var squareMetres = PlotOverlap.SquareMetres(land, (Polygon)Wkb.FromBytes(other.Geometry));
            if (squareMetres > OverlapSquareMetresMax)
                return Problem.Conflict("plotOverlaps", "Part of this land was already granted its allowance of the season with another plot.", "plotId",
                    $"有 {squareMetres:N0} 平方米与本产季已核发的另一块地重叠，同一块土地不能算两次。") with
                {
                    More = new JsonObject { ["otherPlotId"] = other.Id.ToString(), ["overlapSquareMetres"] = Math.Round(squareMetres) },
                };
        }

        return null;
    }
}

/// <summary>What a plot would be granted.</summary>
internal abstract record Prospect
{
    private Prospect()
    {
    }

    /// <summary>So much, for the land that lies inside.</summary>
    public sealed record Grantable(ZoneOnShelf Zone, PlotMeasure Measure, OriginVerdict Verdict, long Grams) : Prospect;

    /// <summary>Nothing, and why.</summary>
    public sealed record Refused(Problem Reason) : Prospect;
}

/// <summary>A grant to be made.</summary>
/// <param name="SeasonId">The season.</param>
/// <param name="PlotId">The plot, of whichever tenant.</param>
public sealed record GrantRequest(Guid SeasonId, Guid PlotId);

/// <summary>A grant as made.</summary>
/// <param name="SeasonId">The season.</param>
/// <param name="PlotId">The plot.</param>
/// <param name="PartyId">Who holds the allowance now.</param>
/// <param name="Grams">How much finished product the plot may carry.</param>
/// <param name="Verdict">Where the plot lies.</param>
/// <param name="ShareInside">Share of its area inside the zone, 0 to 1.</param>
/// <param name="AreaInsideSquareMetres">Its area inside the zone.</param>
public sealed record GrantReply(Guid SeasonId, Guid PlotId, Guid PartyId, long Grams, OriginVerdict Verdict, double ShareInside, double AreaInsideSquareMetres);
