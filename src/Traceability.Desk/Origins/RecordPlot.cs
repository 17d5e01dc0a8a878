using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using Traceability.Desk.Access;
using Traceability.Geo;
using Traceability.Ledger;
using Traceability.Origins;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Origins;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Origins.PlotReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Origins;

/// <summary>Records a surveyed plot of a party of the caller's tenant. It gives no allowance: the keeper of the GI grants that, once per season.</summary>
internal static class RecordPlot
{
    private const double AreaSquareMetresMax = 100_000_000;
    private const double AccuracyMetresMax = 1_000;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plots", Record).For(Everyone.Recorders);

    /// <summary>Records a surveyed plot of a party of the caller's tenant.</summary>
    public static async Task<Reply> Record(PlotRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (Read(request, out var read) is { } bad)
            return bad;
        var (name, datum, land, areaSquareMetres) = read;
        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (!await db.Parties.AnyAsync(party => party.Id == request.PartyId, cancellation))
                return Written<Reply>.Nothing(Problem.BadInput("partyId", "This is no party of yours.", "unknownParty", "请选一个您登记的主体。"));

            var box = land.EnvelopeInternal;
            var row = new PlotRow(
                Guid.CreateVersion7(now), caller.TenantId, request.PartyId, name, datum, request.AccuracyMetres, Wkb.ToBytes(land), areaSquareMetres,
                box.MinX, box.MinY, box.MaxX, box.MaxY, now);
            db.Plots.Add(row);
            return Written<Reply>.Done(
                TypedResults.Created($"/api/v1/plots/{row.Id}", PlotReply.Of(row)),
                Act.Of(ActKind.PlotRecorded, now,
                    Fact.Id("plot", row.Id), Fact.Id("party", row.PartyId), Fact.Text("name", name), Fact.Text("datum", datum.WireName()),
                    Fact.Number("accuracyMillimetres", (long)Math.Round(row.AccuracyMetres * 1000)), Fact.Number("areaSquareMetres", (long)areaSquareMetres),
                    Fact.Text("geometrySha256", Convert.ToHexStringLower(SHA256.HashData(row.Geometry))), Fact.Id("by", caller.Id)));
        }, cancellation);
    }

    /// <summary>Reads a plot as it would be recorded: its name, its land in WGS 84 and how much that is.</summary>
    public static Problem? Read(PlotRequest request, out ReadPlot read)
    {
        read = default;
        if (PlainText.Read(request.Name, "name", 100, out var name) is { } badName)
            return badName;
        if (request.AccuracyMetres is not (>= 0 and <= AccuracyMetresMax))
            return Problem.BadInput("accuracyMetres", $"Give 0 to {AccuracyMetresMax} metres.", zh: $"请填 0 到 {AccuracyMetresMax} 米。");
        if (DrawnShape.ReadDatum(request.Datum, "datum", out var datum) is { } badDatum)
            return badDatum;
        if (DrawnShape.ReadPlot(request.Geometry, datum, "geometry", out var land) is { } badShape)
            return badShape;
        // What a plot shares with itself is the whole of it.
        var areaSquareMetres = PlotOverlap.SquareMetres(land, land);
        if (areaSquareMetres is not (>= 1 and <= AreaSquareMetresMax))
            return Problem.BadInput("geometry", "A plot has 1 m² to 100 km².", "badArea", "一块地最小 1 平方米，最大 100 平方公里：请检查角点。");
        read = new ReadPlot(name, datum, land, areaSquareMetres);
        return null;
    }

    /// <summary>A plot that could be recorded.</summary>
    public readonly record struct ReadPlot(string Name, Datum Datum, Polygon Land, double AreaSquareMetres);
}

/// <summary>A plot to be recorded.</summary>
/// <param name="PartyId">Who grows on it: a party of the caller.</param>
/// <param name="Name">As people call it, at most 100 characters.</param>
/// <param name="AccuracyMetres">How far off its corners may be, 0 to 1,000.</param>
/// <param name="Geometry">GeoJSON Polygon (RFC 7946), at most 10,000 vertices and 100 km².</param>
/// <param name="Datum">The datum it was surveyed in: wgs84, cgcs2000, gcj02 or bd09.</param>
public sealed record PlotRequest(Guid PartyId, string Name, double AccuracyMetres, JsonElement Geometry, string? Datum = null);

/// <summary>A plot as recorded.</summary>
/// <param name="Id">Identity.</param>
/// <param name="PartyId">Who grows on it.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Datum">The datum it was surveyed in.</param>
/// <param name="AccuracyMetres">How far off its corners may be.</param>
/// <param name="AreaSquareMetres">Its area on the ellipsoid.</param>
/// <param name="Mu">The same in mu.</param>
/// <param name="Hectares">The same in hectares.</param>
/// <param name="Geometry">GeoJSON in WGS 84; not in lists.</param>
public sealed record PlotReply(
    Guid Id, Guid PartyId, string Name, string Datum, double AccuracyMetres, double AreaSquareMetres, double Mu, double Hectares, JsonElement? Geometry = null)
{
    internal static PlotReply Of(PlotRow row) => Of(row.Id, row.PartyId, row.Name, row.Datum, row.AccuracyMetres, row.AreaSquareMetres);

    internal static PlotReply Of(Guid id, Guid partyId, string name, Datum datum, double accuracyMetres, double areaSquareMetres) => new(
        id, partyId, name, datum.WireName(), accuracyMetres, Math.Round(areaSquareMetres, 1), Math.Round(Area.ToMu(areaSquareMetres), 3), Math.Round(Area.ToHectares(areaSquareMetres), 4));
}
