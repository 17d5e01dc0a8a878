using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Origins;
using Traceability.Ledger;
using Traceability.Origins;
using Traceability.Pages.Doors;
using Traceability.Parties;
using Traceability.Storage;
using Traceability.Storage.Parties;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Parties.PartyReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Parties;

/// <summary>Records a party of the caller's tenant.</summary>
internal static class RecordParty
{
    public const int NameLengthMax = 200;

    private const long CapacityMax = 1_000_000_000;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/parties", Record).For(Everyone.Recorders);

    /// <summary>The refusal of a code that the tenant has recorded already.</summary>
    public static Problem Known { get; } = Problem.Conflict("partyKnown", "A party with this social credit code is already recorded.", "uscc", "这个统一社会信用代码已经登记过了。");

    public static Problem? AdcodeFault(string? adcode) => adcode is null || Party.IsDivisionCode(adcode)
        ? null
        : Problem.BadInput("adcode", "A division code has six digits (GB/T 2260).", "badAdcode", "行政区划代码是六位数字（GB/T 2260）。");

    /// <summary>Reads what a party declares of its work; the problem names the field.</summary>
    public static Problem? ReadDeclared(SiteRequest? site, long? capacityPerDay, out GeoPoint? point)
    {
        point = null;
        if (capacityPerDay is < 1 or > CapacityMax)
            return Problem.BadInput("capacityPerDay", $"Give 1 to {CapacityMax} labels a day, or nothing.", zh: $"请填每天 1 到 {CapacityMax} 枚，或者不填。");
        if (site is null)
            return null;
        if (DrawnShape.ReadPoint(new PointRequest(site.Lon, site.Lat, 0, site.Datum), "site", out var read) is { } bad)
            return bad;
        point = read;
        return null;
    }

    public static Act ActOf(PartyRow row, Caller caller, DateTimeOffset now) => Act.Of(ActKind.PartyRecorded, now,
        Fact.Id("party", row.Id), Fact.Text("uscc", row.Uscc), Fact.Text("name", row.Name), Fact.Text("kind", row.Kind.ToString()),
        Fact.Text("adcode", row.Adcode), Fact.Text("site", row.Site is { } site ? string.Create(CultureInfo.InvariantCulture, $"{site.Longitude:F6} {site.Latitude:F6}") : null),
        Fact.Text("capacityPerDay", row.CapacityPerDay?.ToString(CultureInfo.InvariantCulture)), Fact.Number("version", row.Version), Fact.Id("by", caller.Id));

    /// <summary>Reads what is to be recorded as a row that is not stored yet, with what looks odd about it; the problem names the field.</summary>
    public static Problem? Read(PartyRequest request, Caller caller, DateTimeOffset now, out PartyRow row, out IReadOnlyList<PlainWords> warnings)
    {
        (row, warnings) = (null!, []);
        if (PlainText.Read(request.Name, "name", NameLengthMax, out var name) is { } badName)
            return badName;
        var reading = Uscc.Read(request.Uscc);
        if (reading is not UsccReading.Valid valid)
            return Problem.BadInput("uscc", ((UsccReading.Refused)reading).Message.En, "badUscc", ((UsccReading.Refused)reading).Message.Zh);
        if (AdcodeFault(request.Adcode) is { } badAdcode)
            return badAdcode;
        if (ReadDeclared(request.Site, request.CapacityPerDay, out var site) is { } badDeclared)
            return badDeclared;

        warnings = valid.Warnings;
        row = new PartyRow(Guid.CreateVersion7(now), caller.TenantId, valid.Uscc.ToString()) { Name = name, Kind = request.Kind, Adcode = request.Adcode, Site = site, CapacityPerDay = request.CapacityPerDay };
        return null;
    }

    /// <summary>Records what was asked, or says why not.</summary>
    public static async Task<Reply> Record(
        PartyRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (Read(request, caller, now, out var row, out var warnings) is { } bad)
            return bad;
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Parties.AnyAsync(party => party.Uscc == row.Uscc, cancellation))
                return Written<Reply>.Nothing(Known);

            db.Parties.Add(row);
            var reply = PartyReply.Of(row) with { Warnings = warnings.Count > 0 ? [.. warnings.Select(warning => warning.En)] : null };
            return Written<Reply>.Done(TypedResults.Created($"/api/v1/parties/{row.Id}", reply), ActOf(row, caller, now));
        }, cancellation);
    }
}

/// <summary>A party to be recorded.</summary>
/// <param name="Name">Registered name, at most 200 characters.</param>
/// <param name="Uscc">Unified social credit code (GB 32100-2015).</param>
/// <param name="Kind">What it does.</param>
/// <param name="Adcode">Division code of its set place, six digits.</param>
/// <param name="Site">Where it puts labels on goods; activations far from there raise an alert.</param>
/// <param name="CapacityPerDay">Most labels that its harvest and mill can use in a day; activations far beyond raise an alert.</param>
public sealed record PartyRequest(string Name, string Uscc, PartyKind Kind, string? Adcode = null, SiteRequest? Site = null, long? CapacityPerDay = null);

/// <summary>A place as declared.</summary>
/// <param name="Lon">Longitude in degrees.</param>
/// <param name="Lat">Latitude in degrees.</param>
/// <param name="Datum">wgs84, cgcs2000, gcj02 or bd09.</param>
public sealed record SiteRequest(double Lon, double Lat, string? Datum = null);

/// <summary>A party as recorded.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Registered name.</param>
/// <param name="Uscc">Unified social credit code.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Adcode">Division code of its set place.</param>
/// <param name="Warnings">What looks odd but is no error.</param>
/// <param name="Site">Where it puts labels on goods, on WGS 84.</param>
/// <param name="CapacityPerDay">Most labels that it can use in a day.</param>
public sealed record PartyReply(
    Guid Id, string Name, string Uscc, PartyKind Kind, string? Adcode, IReadOnlyList<string>? Warnings = null, SiteRequest? Site = null, long? CapacityPerDay = null)
{
    internal static PartyReply Of(PartyRow row) => new(
        row.Id, row.Name, row.Uscc, row.Kind, row.Adcode, null, row.Site is { } site ? new SiteRequest(site.Longitude, site.Latitude, "wgs84") : null, row.CapacityPerDay);
}
