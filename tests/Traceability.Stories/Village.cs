using System.Text.Json;
using Traceability.Standalone;
using Traceability.Storage.Access;

namespace Traceability.Stories;

/// <summary>A small GI told over the API: an association, a farm, a mill, one square zone, one season. Each step is what a person would do.</summary>
internal sealed class Village(OpenHouse house, DemonstrationCaller administrator, DemonstrationCaller association, DemonstrationCaller secondAssociation, DemonstrationCaller farmer, DemonstrationCaller producer, string mark)
{
    // One tenth of a degree around 41° N 122° E: about 8.4 by 11.1 km.
    public static readonly double[][] ZoneRing = [[122.0, 41.0], [122.1, 41.0], [122.1, 41.1], [122.0, 41.1], [122.0, 41.0]];

    public DemonstrationCaller Producer => producer;

    public DemonstrationCaller Farmer => farmer;

    public DemonstrationCaller Association => association;

    public Guid Zone { get; private set; }

    public Guid GiRight { get; private set; }

    public Guid Season { get; private set; }

    public Guid Farm { get; private set; }

    public Guid Mill { get; private set; }

    public Guid Plot { get; private set; }

    public Guid Product { get; private set; }

    /// <summary>Everything up to a granted plot of 100 mu: with 600 kg per mu and 65 % rice that is 39 t.</summary>
    /// <param name="house">Where.</param>
    /// <param name="mark">Ends every name that somebody types, for whoever looks how names are shown.</param>
    public static async Task<Village> Settle(OpenHouse house, string mark = "")
    {
        var village = new Village(
            house,
            await house.Caller("Operator", Role.Administrator), await house.Caller("Association", Role.Association),
            await house.Caller("Association", Role.Association, "second"), await house.Caller("Farmer", Role.Producer), await house.Caller("Mill", Role.Producer), mark);
        await village.Record();
        return village;
    }

    /// <summary>A square plot around a place.</summary>
    public Task<Guid> MakePlot(DemonstrationCaller who, Guid party, string name, double lon, double lat, double metres) => who.Make("/api/v1/plots", new
    {
        partyId = party,
        name = name + mark,
        datum = "wgs84",
        accuracyMetres = 3,
        geometry = new { type = "Polygon", coordinates = (double[][][])[Square(lon, lat, metres)] },
    });

    public Task<JsonElement> Grant(Guid plot) => association.Post("/api/v1/allowances/grants", new { seasonId = Season, plotId = plot });

    /// <summary>Offers allowance from farm to mill and confirms it.</summary>
    public async Task Transfer(long grams)
    {
        var transfer = await farmer.Make("/api/v1/allowances/transfers", new { seasonId = Season, fromPartyId = Farm, toPartyId = Mill, grams });
        await producer.Post($"/api/v1/allowances/transfers/{transfer}/confirm", new { });
    }

    public Task<Guid> MakeLot(string name, long grams, string? harvestedOn = null) =>
        producer.Make("/api/v1/lots", new { productId = Product, partyId = Mill, name = name + mark, seasonId = Season, grams, harvestedOn });

    public async Task<Guid> Issue(Guid lot, int count, string key) =>
        (await producer.Post("/api/v1/batches", new { lotId = lot, count }, key)).GetProperty("id").GetGuid();

    public Task<JsonElement> Range(Guid batch, int first, int last, string state, string? reason = null) =>
        producer.Post($"/api/v1/batches/{batch}/ranges", new { first, last, state, reason });

    /// <summary>A print job that is done and whose first part was taken.</summary>
    public async Task<Guid> PrintJob(object job)
    {
        var id = await producer.Make("/api/v1/print-jobs", job);
        while ((await producer.Get($"/api/v1/print-jobs/{id}")).GetProperty("state").GetString() is "Queued" or "Running")
            await Task.Delay(20);
        await producer.GetFile($"/api/v1/print-jobs/{id}/parts/1");
        return id;
    }

    public async Task<List<string>> Codes(Guid batch, int from, int count) =>
        [.. (await producer.Get($"/api/v1/batches/{batch}/codes?from={from}&count={count}")).GetProperty("codes").EnumerateArray().Select(code => code.GetString()!)];

    /// <summary>A right, granted a year ago, certified and checked by a second person.</summary>
    public static async Task<Guid> RecordRight(DemonstrationCaller who, DemonstrationCaller second, OpenHouse house, object right)
    {
        var id = await who.Make("/api/v1/rights", right);
        await RecordState(who, house, id, "Granted", -300);
        await who.PutFile($"/api/v1/rights/{id}/certificate", "%PDF-1.4\n%%EOF\n"u8.ToArray(), "application/pdf");
        await second.Post($"/api/v1/rights/{id}/check", new { });
        return id;
    }

    public static Task RecordState(DemonstrationCaller who, OpenHouse house, Guid right, string state, int day) =>
        who.Post($"/api/v1/rights/{right}/states", new { state, effectiveOn = Day(house, day), source = "register", asOf = Day(house, 0) });

    public static string Day(OpenHouse house, int days) => house.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd");

    private async Task Record()
    {
        Farm = await farmer.Make("/api/v1/parties", new { name = "大洼农场" + mark, uscc = "92340603MA2PBMD304", kind = "Producer" });
        Mill = await producer.Make("/api/v1/parties", new { name = "辽河口米业" + mark, uscc = "91110000600037341L", kind = "Mill" });
        var keeper = await association.Make("/api/v1/parties", new { name = "大米协会" + mark, uscc = "911522010783762860", kind = "Association" });
        Zone = await administrator.Make("/api/v1/zones", new
        {
            name = "盘锦大米" + mark,
            source = "test" + mark,
            fileDate = "2024-01-01",
            datum = "wgs84",
            boundaryAccuracyMetres = 10,
            geometry = new { type = "Polygon", coordinates = (double[][][])[ZoneRing] },
        });
        GiRight = await RecordRight(association, secondAssociation, house, new
        {
            kind = "GeographicalIndication",
            number = "国家质检总局2002年第48号公告",
            title = "盘锦大米" + mark,
            holderPartyId = keeper,
            standard = "GB/T 18824-2008",
            zoneId = Zone,
        });
        await association.Post($"/api/v1/rights/{GiRight}/permissions", new { kind = "MarkUseApproval", partyId = Mill, documentNumber = "A-1" + mark, validFrom = Day(house, -200) });
        Season = await association.Make("/api/v1/seasons", new
        {
            giRightId = GiRight,
            name = "2026" + mark,
            startsOn = Day(house, -30),
            endsOn = Day(house, 200),
            yieldCapGramsPerMu = 600_000,
            processingYieldPerMille = 650,
        });
        Plot = await MakePlot(farmer, Farm, "一号田", 122.05, 41.05, 258.199);
        await Grant(Plot);
        Product = await producer.Make("/api/v1/products", new { kind = "Gi", name = "盘锦大米 5 kg" + mark, nameEn = "Panjin Rice 5 kg" + mark, giRightId = GiRight, netContentGrams = 5_000 });
    }

    private static double[][] Square(double lon, double lat, double metres)
    {
        var (halfLat, halfLon) = (metres / 2 / 111_057, metres / 2 / (111_412.84 * Math.Cos(lat * Math.PI / 180)));
        return [[lon - halfLon, lat - halfLat], [lon + halfLon, lat - halfLat], [lon + halfLon, lat + halfLat], [lon - halfLon, lat + halfLat], [lon - halfLon, lat - halfLat]];
    }
}
