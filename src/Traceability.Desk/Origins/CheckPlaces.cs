using System.Text.Json;
using Traceability.Desk.Access;
using Traceability.Origins;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Origins;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Origins.PlacesReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Origins;

/// <summary>Measures points and plots against a zone: exact metres, share and area, and a verdict that no accuracy could turn round. It records nothing.</summary>
internal static class CheckPlaces
{
    private const int PointsMax = 1_000;
    private const int PlotsMax = 20;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/zones/{id:guid}/checks", Check).For(Everyone.Readers).In(Scope.Read);

    private static async Task<Reply> Check(
        Guid id, PlacesRequest request, Caller caller, Store store, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation)
    {
        await using var db = store.Read(caller.Scope);
        if (await zones.Find(db, id, cancellation) is not { } zone)
            return Problem.NotFound;
        var on = request.On ?? HouseTime.DayOf(clock.GetUtcNow());
        var (askedPoints, askedPlots) = (request.Points ?? [], request.Plots ?? []);
        if (askedPoints.Count > PointsMax)
            return Problem.BadInput("points", $"At most {PointsMax} points at a time.", "tooMany", $"一次最多 {PointsMax} 个点。");
        if (askedPlots.Count > PlotsMax)
            return Problem.BadInput("plots", $"At most {PlotsMax} plots at a time.", "tooMany", $"一次最多 {PlotsMax} 块地。");

        var points = new PointReply[askedPoints.Count];
        for (var i = 0; i < points.Length; i++)
        {
            if (Measure(zone, askedPoints[i], on, $"points[{i}]", out points[i]) is { } bad)
                return bad;
        }

        var plots = new PlotCheckReply[askedPlots.Count];
        for (var i = 0; i < plots.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Measure(zone, askedPlots[i], on, $"plots[{i}]", out plots[i]) is { } bad)
                return bad;
        }

        return TypedResults.Ok(new PlacesReply(points, plots));
    }

    private static Problem? Measure(ZoneOnShelf zone, PointRequest asked, DateOnly on, string field, out PointReply reply)
    {
        reply = new PointReply(OriginVerdict.Outside, 0);
        if (DrawnShape.ReadPoint(asked, field, out var point) is { } badPoint)
            return badPoint;

        var metres = zone.Measure.MetresInside(point);
        var verdict = OriginRule.JudgePoint(metres, asked.AccuracyMetres, zone.Zone.BoundaryAccuracyMetres, zone.Zone.IsInForce(on));
        reply = new PointReply(verdict, Math.Round(metres, 3));
        return null;
    }

    private static Problem? Measure(ZoneOnShelf zone, PlotCheckRequest asked, DateOnly on, string field, out PlotCheckReply reply)
    {
        reply = new PlotCheckReply(OriginVerdict.Outside, 0, 0, 0);
        if (DrawnShape.ReadDatum(asked.Datum, $"{field}.datum", out var datum) is { } badDatum)
            return badDatum;
        if (DrawnShape.AccuracyFault(asked.AccuracyMetres, $"{field}.accuracyMetres") is { } badAccuracy)
            return badAccuracy;
        if (DrawnShape.ReadPlot(asked.Geometry, datum, $"{field}.geometry", out var plot) is { } badShape)
            return badShape;

        var (measure, verdict) = zone.Judge(plot, asked.AccuracyMetres, on);
        reply = new PlotCheckReply(verdict, Math.Round(measure.ShareInside, 9), Math.Round(measure.AreaSquareMetres, 3), Math.Round(measure.MetresInside, 3));
        return null;
    }
}

/// <summary>Places to be measured against a zone.</summary>
/// <param name="On">The day; today in China when left out.</param>
/// <param name="Points">At most 1,000 points.</param>
/// <param name="Plots">At most 20 plots.</param>
public sealed record PlacesRequest(DateOnly? On = null, IReadOnlyList<PointRequest>? Points = null, IReadOnlyList<PlotCheckRequest>? Plots = null);

/// <summary>A point to be measured.</summary>
/// <param name="Lon">Degrees east.</param>
/// <param name="Lat">Degrees north.</param>
/// <param name="AccuracyMetres">How far off the position may be.</param>
/// <param name="Datum">wgs84, cgcs2000, gcj02 or bd09.</param>
public sealed record PointRequest(double Lon, double Lat, double AccuracyMetres, string? Datum = null);

/// <summary>A plot to be measured.</summary>
/// <param name="Geometry">GeoJSON Polygon (RFC 7946).</param>
/// <param name="Datum">wgs84, cgcs2000, gcj02 or bd09.</param>
/// <param name="AccuracyMetres">How far off its corners may be.</param>
public sealed record PlotCheckRequest(JsonElement Geometry, string? Datum = null, double AccuracyMetres = 0);

/// <summary>The answers, in the order of the questions.</summary>
/// <param name="Points">One for each point.</param>
/// <param name="Plots">One for each plot.</param>
public sealed record PlacesReply(IReadOnlyList<PointReply> Points, IReadOnlyList<PlotCheckReply> Plots);

/// <summary>Where a point lies.</summary>
/// <param name="Verdict">Inside, TooCloseToCall or Outside.</param>
/// <param name="Metres">Distance to the border: positive inside, negative outside.</param>
public sealed record PointReply(OriginVerdict Verdict, double Metres);

/// <summary>Where a plot lies.</summary>
/// <param name="Verdict">Inside, TooCloseToCall, Straddles or Outside.</param>
/// <param name="ShareInside">Share of its area inside the zone, 0 to 1.</param>
/// <param name="AreaSquareMetres">Its area.</param>
/// <param name="Metres">Smallest distance of its points to the border: negative when any of it lies outside.</param>
public sealed record PlotCheckReply(OriginVerdict Verdict, double ShareInside, double AreaSquareMetres, double Metres);
