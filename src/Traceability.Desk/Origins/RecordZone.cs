using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Traceability.Desk.Access;
using Traceability.Geo;
using Traceability.Ledger;
using Traceability.Origins;
using Traceability.Pages.Doors;
using Traceability.Parties;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Origins;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Origins.ZoneReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Origins;

/// <summary>Records a protected area, anywhere on earth. A zone never changes: an area that is re-drawn is another zone with its own days of validity.</summary>
internal static class RecordZone
{
    private const long BodyBytesMax = 10 << 20;
    private const double BoundaryAccuracyMetresMax = 100_000;
    private const int AdcodesMax = 1_000;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/zones", Record).For(Role.Administrator).WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));

    public static Act ActOf(ZoneRow row, Caller caller, DateTimeOffset now) => Act.Of(ActKind.ZoneRecorded, now,
        Fact.Id("zone", row.Id), Fact.Text("name", row.Name), Fact.Text("source", row.Source), Fact.Text("file", row.File), Fact.Day("fileDate", row.FileDate),
        Fact.Text("datum", row.Datum.WireName()), Fact.Number("boundaryAccuracyMillimetres", (long)Math.Round(row.BoundaryAccuracyMetres * 1000)),
        Fact.Day("validFrom", row.ValidFrom), Fact.Day("validTo", row.ValidTo), Fact.Text("adcodes", row.Adcodes),
        Fact.Text("geometrySha256", Convert.ToHexStringLower(SHA256.HashData(row.Geometry))), Fact.Id("by", caller.Id));

    private static async Task<Reply> Record(ZoneRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(request.Name, "name", 200, out var name) is { } badName)
            return badName;
        if (PlainText.Read(request.Source, "source", 500, out var source) is { } badSource)
            return badSource;
        if (PlainText.ReadOptional(request.File, "file", 200, out var file) is { } badFile)
            return badFile;
        if (request.BoundaryAccuracyMetres is not (>= 0 and <= BoundaryAccuracyMetresMax))
            return Problem.BadInput("boundaryAccuracyMetres", $"Give 0 to {BoundaryAccuracyMetresMax} metres.", zh: $"边界精度填 0 到 {BoundaryAccuracyMetresMax} 米。");
        if (request.ValidTo <= request.ValidFrom)
            return Problem.BadInput("validTo", "A zone ends after it begins; its end is the first day on which it no longer counts.", zh: "结束要晚于开始；结束日是不再算数的第一天。");
        if (request.Adcodes is { } adcodes && (adcodes.Count > AdcodesMax || !adcodes.All(code => code is not null && Party.IsDivisionCode(code))))
            return Problem.BadInput("adcodes", $"At most {AdcodesMax} division codes of six digits each (GB/T 2260).", "badAdcode", $"行政区划代码（GB/T 2260）每个六位数字，最多 {AdcodesMax} 个。");
        if (DrawnShape.ReadDatum(request.Datum, "datum", out var datum) is { } badDatum)
            return badDatum;
        if (DrawnShape.Read(request.Geometry, datum, "geometry", out var wgs84) is { } badShape)
            return badShape;

        var now = clock.GetUtcNow();
        var row = new ZoneRow(
            Guid.CreateVersion7(now), name, source, file ?? name, request.FileDate, datum, request.BoundaryAccuracyMetres, request.ValidFrom, request.ValidTo,
            string.Join(' ', request.Adcodes ?? []), Wkb.ToBytes(wgs84), now);
        return await store.Write<Reply>(caller.Scope, db =>
        {
            db.Zones.Add(row);
            return Task.FromResult(Written<Reply>.Done(TypedResults.Created($"/api/v1/zones/{row.Id}", ZoneReply.Of(row)), ActOf(row, caller, now)));
        }, cancellation);
    }
}

/// <summary>A zone to be recorded.</summary>
/// <param name="Name">Its name, at most 200 characters.</param>
/// <param name="Source">Who drew it, at most 500 characters.</param>
/// <param name="FileDate">The day the file speaks for.</param>
/// <param name="BoundaryAccuracyMetres">How far the drawn border may lie from the true one, 0 to 100,000.</param>
/// <param name="Geometry">GeoJSON (RFC 7946): a Polygon, a MultiPolygon or a Feature with one.</param>
/// <param name="Datum">The datum it is drawn in: wgs84, cgcs2000, gcj02 or bd09.</param>
/// <param name="ValidFrom">First day in force; since ever when left out.</param>
/// <param name="ValidTo">First day no longer in force; open when left out.</param>
/// <param name="File">Name of the data file; the zone's own when left out.</param>
/// <param name="Adcodes">Division codes of the units it consists of.</param>
public sealed record ZoneRequest(
    string Name, string Source, DateOnly FileDate, double BoundaryAccuracyMetres, JsonElement Geometry, string? Datum = null, DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null, string? File = null, IReadOnlyList<string>? Adcodes = null);

/// <summary>A zone as recorded.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Source">Who drew it.</param>
/// <param name="File">Name of the data file.</param>
/// <param name="FileDate">The day the file speaks for.</param>
/// <param name="Datum">The datum it was drawn in.</param>
/// <param name="BoundaryAccuracyMetres">How far the drawn border may lie from the true one.</param>
/// <param name="ValidFrom">First day in force.</param>
/// <param name="ValidTo">First day no longer in force.</param>
/// <param name="Adcodes">Division codes of the units it consists of.</param>
public sealed record ZoneReply(
    Guid Id, string Name, string Source, string File, DateOnly FileDate, string Datum, double BoundaryAccuracyMetres, DateOnly? ValidFrom, DateOnly? ValidTo,
    IReadOnlyList<string> Adcodes)
{
    internal static ZoneReply Of(ZoneRow row) => new(
        row.Id, row.Name, row.Source, row.File, row.FileDate, row.Datum.WireName(), row.BoundaryAccuracyMetres, row.ValidFrom, row.ValidTo,
        row.Adcodes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
