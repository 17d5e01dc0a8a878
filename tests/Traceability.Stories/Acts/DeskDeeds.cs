using Traceability.Labels.Ink;
using Traceability.Standalone;
using Traceability.Storage.Access;
using Traceability.Stories.Manners;

namespace Traceability.Stories.Acts;

/// <summary>How each state-changing route of the desk is called with success. A new route needs its line here: until then its test fails.</summary>
internal static class DeskDeeds
{
    private static readonly byte[] Paper = "%PDF-1.4\n%%EOF\n"u8.ToArray();

    private static int _made;

    /// <summary>By verb and route.</summary>
    public static IReadOnlyDictionary<string, Func<AttackedHouse, Task<Deed>>> All { get; } = new Dictionary<string, Func<AttackedHouse, Task<Deed>>>
    {
        ["POST /tenants"] = _ => Administrator("/tenants", new { name = $"T{Next()}" }),
        ["PUT /tenants/{id:guid}/regions"] = async house => Put("Operator", Role.Administrator, $"/tenants/{await Tenant(house)}/regions", new { regions = new[] { "211100" } }),
        ["POST /api-keys"] = async house => await Administrator("/api-keys", new { tenantId = await Tenant(house), role = "Producer", name = "n" }),
        ["DELETE /api-keys/{id:guid}"] = async house => new("Operator", Role.Administrator, HttpMethod.Delete,
            $"/api/v1/api-keys/{await (await Someone(house, "Operator", Role.Administrator)).Make("/api/v1/api-keys", new { tenantId = await Tenant(house), role = "Producer", name = "n" })}"),

        ["POST /parties"] = _ => Producer("/parties", new { name = "甲", uscc = NextUscc(), kind = "Mill" }),
        ["PUT /parties/{id:guid}"] = async house => Put("Mill", Role.Producer, $"/parties/{await Party(house)}", new { name = "乙", kind = "Mill" }),
        ["DELETE /parties/{id:guid}"] = async house => Delete("Mill", $"/parties/{await Party(house)}"),

        ["POST /rights"] = async house => await Producer("/rights", Mark(await Party(house))),
        ["POST /rights/{id:guid}/states"] = async house => await Producer($"/rights/{await Right(house)}/states", new { state = "Applied", effectiveOn = "2026-01-01", source = "公告", asOf = "2026-01-01" }),
        ["PUT /rights/{id:guid}/certificate"] = async house => Put("Mill", Role.Producer, $"/rights/{await Right(house)}/certificate", Paper),
        ["POST /rights/{id:guid}/check"] = async house => new("Mill", Role.Producer, HttpMethod.Post, $"/api/v1/rights/{await Certified(house)}/check", new { }),
        ["POST /rights/{id:guid}/mismatch"] = async house => await Producer($"/rights/{await Certified(house)}/mismatch", new { reason = "号码不符" }),
        ["PUT /rights/{id:guid}/zone"] = house => Task.FromResult(Put("Association", Role.Association, $"/rights/{house.Village.GiRight}/zone", new { zoneId = house.Village.Zone })),
        ["POST /rights/{id:guid}/permissions"] = async house => await Producer($"/rights/{await Right(house)}/permissions", Licence(await Party(house))),
        ["DELETE /rights/{id:guid}"] = async house => Delete("Mill", $"/rights/{await Right(house)}"),
        ["POST /permissions/{id:guid}/withdraw"] = async house => await Producer(
            $"/permissions/{await house.Village.Producer.Make($"/api/v1/rights/{await Right(house)}/permissions", Licence(await Party(house)))}/withdraw", new { on = "2026-10-01", reason = "r" }),

        ["POST /products"] = house => Producer("/products", Rice(house)),
        ["PUT /products/{id:guid}"] = async house => Put("Mill", Role.Producer, $"/products/{await house.Village.Producer.Make("/api/v1/products", Rice(house))}", new { name = "粳米" }),
        ["DELETE /products/{id:guid}"] = async house => Delete("Mill", $"/products/{await house.Village.Producer.Make("/api/v1/products", Rice(house))}"),

        ["PUT /products/{id:guid}/artwork"] = async house => Put("Mill", Role.Producer, $"/products/{await house.Village.Producer.Make("/api/v1/products", Rice(house))}/artwork", Artwork()),
        ["DELETE /products/{id:guid}/artwork"] = async house =>
        {
            var product = await house.Village.Producer.Make("/api/v1/products", Rice(house));
            await house.Village.Producer.PutFile($"/api/v1/products/{product}/artwork", Artwork(), "image/png");
            return new("Mill", Role.Producer, HttpMethod.Delete, $"/api/v1/products/{product}/artwork");
        },
        ["POST /products/{id:guid}/pictures"] = async house => new("Mill", Role.Producer, HttpMethod.Post, $"/api/v1/products/{await house.Village.Producer.Make("/api/v1/products", Rice(house))}/pictures", Artwork()),
        ["DELETE /products/{id:guid}/pictures/{sha256}"] = async house =>
        {
            var product = await house.Village.Producer.Make("/api/v1/products", Rice(house));
            await house.Village.Producer.PostFile($"/api/v1/products/{product}/pictures", Artwork(), "image/png");
            return new("Mill", Role.Producer, HttpMethod.Delete, $"/api/v1/products/{product}/pictures/{AttackedHouse.Picture}");
        },

        ["POST /zones"] = _ => Administrator("/zones", new
        {
            name = "区",
            source = "s",
            fileDate = "2026-01-01",
            datum = "wgs84",
            boundaryAccuracyMetres = 10,
            geometry = Square(121, 41, 1_000),
        }),
        ["POST /zones/from-pack"] = _ => Administrator("/zones/from-pack", new { product = "盘锦大米" }),
        ["POST /plots"] = house => Task.FromResult(new Deed("Farmer", Role.Producer, HttpMethod.Post, "/api/v1/plots",
            new { partyId = house.Village.Farm, name = "田", datum = "wgs84", accuracyMetres = 3, geometry = Square(122.02, 41.02, 50) })),
        ["DELETE /plots/{id:guid}"] = async house => Delete("Farmer", $"/plots/{await house.Village.MakePlot(house.Village.Farmer, house.Village.Farm, "田", 122.02, 41.02, 50)}"),

        ["POST /seasons"] = house => Association("/seasons", Season(house, "2026-09-01", "2027-03-01")),
        ["POST /seasons/{id:guid}/close"] = async house => await Association(
            $"/seasons/{await house.Village.Association.Make("/api/v1/seasons", Season(house, "2026-01-01", "2026-02-01"))}/close", new { }),
        ["POST /allowances/grants"] = async house => await Association("/allowances/grants",
            new { seasonId = house.Village.Season, plotId = await house.Village.MakePlot(house.Village.Farmer, house.Village.Farm, "田", 122.02, 41.02 + (0.001 * Next()), 50) }),
        ["POST /allowances/transfers"] = house => Task.FromResult(new Deed("Farmer", Role.Producer, HttpMethod.Post, "/api/v1/allowances/transfers", Offer(house))),
        ["POST /allowances/transfers/{id:guid}/confirm"] = async house => await Producer($"/allowances/transfers/{await house.Village.Farmer.Make("/api/v1/allowances/transfers", Offer(house))}/confirm", new { }),
        ["POST /allowances/transfers/{id:guid}/decline"] = async house => await Producer($"/allowances/transfers/{await house.Village.Farmer.Make("/api/v1/allowances/transfers", Offer(house))}/decline", new { }),

        ["POST /lots"] = house => Producer("/lots", new { productId = house.Village.Product, partyId = house.Village.Mill, name = $"L{Next()}", seasonId = house.Village.Season, grams = 5_000 }),
        ["POST /batches"] = house => Producer("/batches", new { lotId = house.Lot, count = 1 }),
        ["POST /batches/{id:guid}/approval"] = async house => await Producer($"/batches/{await house.Village.Issue(house.Lot, AttackedHouse.FourEyesAbove + 1, $"four eyes {Next()}")}/approval", new { agree = false }),
        ["POST /batches/{id:guid}/ranges"] = async house => await Producer($"/batches/{await house.Village.Issue(house.Lot, 1, $"range {Next()}")}/ranges", new { first = 1, last = 1, state = "Activated" }),
        ["POST /batches/{id:guid}/cartons"] = async house => await Producer($"/batches/{await house.Village.Issue(house.Lot, 2, $"items {Next()}")}/cartons", new { itemsPerCarton = 2 }),
        ["POST /batches/{id:guid}/rolls"] = async house => await Producer($"/batches/{await house.Village.Issue(house.Lot, 2, $"roll {Next()}")}/rolls", new { name = "卷 1", first = 1, last = 2 }),
        ["POST /batches/{id:guid}/stock-counts"] = async house => await Producer(
            $"/batches/{await house.Village.Issue(house.Lot, 2, $"count {Next()}")}/stock-counts", new { first = 1, last = 2, applied = 1, spoiled = 0, destroyed = 0, inStock = 1 }),
        ["POST /cartons/{code}/state"] = async house =>
        {
            var items = await house.Village.Issue(house.Lot, 2, $"carton {Next()}");
            var cartons = (await house.Village.Producer.Post($"/api/v1/batches/{items}/cartons", new { itemsPerCarton = 2 }, $"cartons {Next()}")).GetProperty("id").GetGuid();
            return await Producer($"/cartons/{(await house.Village.Codes(cartons, 1, 1)).Single()}/state", new { state = "Activated" });
        },

        ["POST /batches/{id:guid}/reprints"] = house => Producer($"/batches/{house.Batch}/reprints", Once()),
        ["POST /reprints/{id:guid}/answer"] = async house => await Producer($"/reprints/{await house.Village.Producer.Make($"/api/v1/batches/{house.Batch}/reprints", Once())}/answer", new { agree = true }),
        ["POST /print-jobs"] = async house => await Producer("/print-jobs", new { batchId = await house.Village.Issue(house.Lot, 1, $"print {Next()}"), form = "Svg" }),
        ["DELETE /print-jobs/{id:guid}"] = async house =>
        {
            var batch = await house.Village.Issue(house.Lot, 1, $"cancel {Next()}");
            return new("Mill", Role.Producer, HttpMethod.Delete, $"/api/v1/print-jobs/{await house.Village.PrintJob(new { batchId = batch, form = "Svg" })}");
        },

        ["PUT /labels/{code}/suspicion"] = house => Task.FromResult(Put("Authority", Role.Officer, $"/labels/{house.FreshCode()}/suspicion", new { reason = "r" })),
        ["DELETE /labels/{code}/suspicion"] = async house =>
        {
            var code = house.FreshCode();
            await (await Someone(house, "Authority", Role.Officer)).Put($"/api/v1/labels/{code}/suspicion", new { reason = "r" });
            return new("Authority", Role.Officer, HttpMethod.Delete, $"/api/v1/labels/{code}/suspicion");
        },
        ["POST /alerts/{id:guid}/explained"] = async house => Officer($"/alerts/{await house.Alert()}/explained", new { reason = "Dealer", text = "经销商" }),
        ["POST /alerts/{id:guid}/confirmed"] = async house => Officer($"/alerts/{await house.Alert()}/confirmed", new { text = "查实" }),
        ["POST /keys/rotation"] = _ => Administrator("/keys/rotation", new { }),
        ["POST /keys/{symbol}/compromise"] = async house =>
        {
            // A key that sealed nothing yet: whatever the other tests look at stays genuine.
            var keys = await (await Someone(house, "Operator", Role.Administrator)).Post("/api/v1/keys/rotation", new { });
            return await Administrator($"/keys/{keys.EnumerateArray().Last().GetProperty("symbol").GetString()}/compromise", new { since = "2026-10-01T00:00:00Z" });
        },
    };

    private static object Once() => new { form = "Svg", first = 1, last = 1, reason = "smudged" };

    /// <summary>A dark square of eight dots, as a PNG.</summary>
    internal static byte[] Artwork()
    {
        var square = new Bitmap(8, 8);
        square.FillBox(0, 0, 8, 8);
        var writer = new PngWriter(8, 8, 8, [square]);
        var file = new byte[writer.MostBytes];
        return file[..writer.Write(square, file)];
    }

    private static int Next() => Interlocked.Increment(ref _made);

    private static Task<Deed> Administrator(string path, object body) => Task.FromResult(new Deed("Operator", Role.Administrator, HttpMethod.Post, "/api/v1" + path, body));

    private static Task<Deed> Association(string path, object body) => Task.FromResult(new Deed("Association", Role.Association, HttpMethod.Post, "/api/v1" + path, body));

    private static Task<Deed> Producer(string path, object body) => Task.FromResult(new Deed("Mill", Role.Producer, HttpMethod.Post, "/api/v1" + path, body));

    private static Deed Officer(string path, object body) => new("Authority", Role.Officer, HttpMethod.Post, "/api/v1" + path, body);

    private static Deed Delete(string tenant, string path) => new(tenant, Role.Producer, HttpMethod.Delete, "/api/v1" + path);

    private static Deed Put(string tenant, Role role, string path, object body) => new(tenant, role, HttpMethod.Put, "/api/v1" + path, body);

    private static Task<DemonstrationCaller> Someone(AttackedHouse house, string tenant, Role role) =>
        // A name of its own: a key made anew ends the one before.
        house.House.Caller(tenant, role, $"preparing {Next()}");

    private static async Task<Guid> Tenant(AttackedHouse house) => await (await Someone(house, "Operator", Role.Administrator)).Make("/api/v1/tenants", new { name = $"T{Next()}" });

    private static Task<Guid> Party(AttackedHouse house) => house.Village.Producer.Make("/api/v1/parties", new { name = "甲", uscc = NextUscc(), kind = "Mill" });

    private static async Task<Guid> Right(AttackedHouse house) => await house.Village.Producer.Make("/api/v1/rights", Mark(await Party(house)));

    private static async Task<Guid> Certified(AttackedHouse house)
    {
        var right = await Right(house);
        await house.Village.Producer.PutFile($"/api/v1/rights/{right}/certificate", Paper, "application/pdf");
        return right;
    }

    private static object Mark(Guid holder) => new { kind = "Trademark", number = $"{70_000_000 + Next()}", title = "辽河口", holderPartyId = holder, niceClass = 30, expiresOn = "2030-01-01" };

    private static object Licence(Guid party) => new { kind = "Licence", partyId = party, documentNumber = "1", validFrom = "2026-01-01" };

    private static object Rice(AttackedHouse house) => new { kind = "Gi", name = $"米 {Next()}", giRightId = house.Village.GiRight, netContentGrams = 500 };

    private static object Season(AttackedHouse house, string from, string to) => new
    {
        giRightId = house.Village.GiRight,
        name = $"S{Next()}",
        startsOn = from,
        endsOn = to,
        yieldCapGramsPerMu = 600_000,
        processingYieldPerMille = 650,
    };

    private static object Offer(AttackedHouse house) => new { seasonId = house.Village.Season, fromPartyId = house.Village.Farm, toPartyId = house.Village.Mill, grams = 1_000 };

    private static object Square(double lon, double lat, double metres)
    {
        var half = metres / 200_000;
        return new
        {
            type = "Polygon",
            coordinates = (double[][][])[[[lon - half, lat - half], [lon + half, lat - half], [lon + half, lat + half], [lon - half, lat + half], [lon - half, lat - half]]],
        };
    }

    // The eighteenth symbol follows from the others (GB 32100-2015, 5.5).
    private static string NextUscc()
    {
        const string symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var first17 = $"91211104MB{Next():D7}";
        var (sum, weight) = (0, 1);
        foreach (var symbol in first17)
            (sum, weight) = (sum + (symbols.IndexOf(symbol) * weight), weight * 3 % 31);
        return first17 + symbols[(31 - (sum % 31)) % 31];
    }
}
