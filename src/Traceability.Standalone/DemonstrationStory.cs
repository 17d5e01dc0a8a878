using System.Text;

namespace Traceability.Standalone;

/// <summary>What happened in the demonstration: rights are granted and checked, rice and flowers grow, a farm passes allowance to a mill, labels are printed, sold, scanned, stolen.</summary>
internal sealed class DemonstrationStory(DemonstrationPeople people, DemonstrationClock clock, DateTimeOffset today)
{
    // Marked as placeholders wherever they appear: no real firm, no real certificate.
    private const string RecordSource = "演示数据,非真实登记";

    private Guid _farm, _mill, _flowers, _fashion, _association;
    private Guid _riceRight, _flowerRight, _shirtPatent, _shirtCopyright, _coatPatent, _coatCopyright, _riceMark;
    private Guid _riceZone, _flowerZone;

    /// <summary>Batches in the order in which they were issued.</summary>
    public List<Guid> Batches { get; } = [];

    /// <summary>Parties, rights with certificate and second check, approvals.</summary>
    public async Task RecordRights()
    {
        _farm = await Party(people.Farmer, "演示·大洼稻田农场", "93211104MADEM0011", "Producer", "211104");
        _mill = await Party(people.Producer, "演示·辽河口稻米加工厂", "91211104MADEM0022", "Mill", "211104");
        _flowers = await Party(people.Producer, "演示·桐乡菊业合作社", "93330483MADEM0033", "Producer", "330483");
        _fashion = await Party(people.Producer, "演示·海宁衣绣服饰", "91330481MADEM0044", "RightsHolder", "330481");
        _association = await Party(people.Association, "演示·地理标志协会", "51210000MADEM0055", "Association", "211102");

        _riceZone = (await people.Administrator.Post("/api/v1/zones/from-pack", new { product = "盘锦大米" })).GetProperty("id").GetGuid();
        _flowerZone = (await people.Administrator.Post("/api/v1/zones/from-pack", new { product = "桐乡杭白菊", registrationType = "地理标志产品" })).GetProperty("id").GetGuid();

        // Placeholders of a year to come: a real announcement must not stand beside holders and days that are made up. The rice standard is real.
        _riceRight = await Gi("盘锦大米", "国家质检总局2099年第1号公告", "GB/T 18824-2008", _riceZone);
        _flowerRight = await Gi("桐乡杭白菊", "国家质检总局2099年第2号公告", null, _flowerZone);
        foreach (var (right, party) in ((Guid, Guid)[])[(_riceRight, _mill), (_riceRight, _farm), (_flowerRight, _flowers)])
        {
            await people.Association.Post($"/api/v1/rights/{right}/permissions",
                new { kind = "MarkUseApproval", partyId = party, documentNumber = "演示用标核准〔2026〕1号", validFrom = Day(-300) });
        }

        _riceMark = await Right(people.Producer, people.SecondProducer, _mill, "Trademark", "99000001", "辽河口 (演示)", new { niceClass = 30, expiresOn = Day(3000) });
        _shirtPatent = await Right(people.Producer, people.SecondProducer, _fashion, "DesignPatent", WithCheckDigit("202530000001"), "盘扣衬衫 (演示)", new { filedOn = Day(-330) });
        _shirtCopyright = await Right(people.Producer, people.SecondProducer, _fashion, "Copyright", "国作登字-2025-F-90000001", "盘扣衬衫图样 (演示)", new { });
        _coatPatent = await Right(people.Producer, people.SecondProducer, _fashion, "DesignPatent", WithCheckDigit("202530000002"), "立领风衣 (演示)", new { filedOn = Day(-330) });
        _coatCopyright = await Right(people.Producer, people.SecondProducer, _fashion, "Copyright", "国作登字-2025-F-90000002", "立领风衣图样 (演示)", new { });
    }

    /// <summary>Plots inside, straddling and outside the zone; seasons, grants, a transfer from farm to mill.</summary>
    public async Task GrowAndMake()
    {
        clock.GoTo(today.AddDays(-90));
        var riceSeason = await people.Association.Make("/api/v1/seasons",
            new { giRightId = _riceRight, name = $"{today.Year}", startsOn = Day(-120), endsOn = Day(240), yieldCapGramsPerMu = 700_000, processingYieldPerMille = 650 });
        var flowerSeason = await people.Association.Make("/api/v1/seasons",
            new { giRightId = _flowerRight, name = $"{today.Year}", startsOn = Day(-120), endsOn = Day(240), yieldCapGramsPerMu = 500_000, processingYieldPerMille = 150 });

        var border = await BorderEastOf(_riceZone, 122.05, 41.0);
        var inside = await Plot(people.Farmer, _farm, "演示·一号田 (范围内)", 122.05, 41.0, 2500);
        var straddling = await Plot(people.Farmer, _farm, "演示·二号田 (跨界)", border, 41.0, 900);
        await Plot(people.Farmer, _farm, "演示·三号田 (范围外)", border + 0.06, 41.0, 600);
        var blossoms = await Plot(people.Producer, _flowers, "演示·菊园 (范围内)", 120.54, 30.63, 400);
        foreach (var (season, plot) in ((Guid, Guid)[])[(riceSeason, inside), (riceSeason, straddling), (flowerSeason, blossoms)])
            await people.Association.Post("/api/v1/allowances/grants", new { seasonId = season, plotId = plot });

        clock.GoTo(today.AddDays(-80));
        var farmHolds = (await people.Farmer.Get($"/api/v1/allowances?seasonId={riceSeason}&partyId={_farm}")).GetProperty("items").EnumerateArray()
            .ToDictionary(holding => holding.GetProperty("plotId").GetGuid(), holding => holding.GetProperty("grams").GetInt64());
        var transfer = await people.Farmer.Make("/api/v1/allowances/transfers",
            new { seasonId = riceSeason, fromPartyId = _farm, toPartyId = _mill, grams = farmHolds[inside] + farmHolds[straddling] });
        await people.Producer.Post($"/api/v1/allowances/transfers/{transfer}/confirm", new { });

        clock.GoTo(today.AddDays(-70));
        var bag = await Product(new { kind = "Gi", name = "盘锦大米 5 kg (演示)", nameEn = "Panjin Rice 5 kg (demonstration)", giRightId = _riceRight, trademarkId = _riceMark, netContentGrams = 5_000 });
        await people.Producer.PostFile($"/api/v1/products/{bag}/pictures", Picture(), "image/png");
        var pouch = await Product(new { kind = "Gi", name = "盘锦大米 500 g (演示)", nameEn = "Panjin Rice 500 g (demonstration)", gtin = "06900000000014", giRightId = _riceRight, netContentGrams = 500 });
        var tea = await Product(new { kind = "Gi", name = "桐乡杭白菊 50 g (演示)", nameEn = "Tongxiang White Chrysanthemum 50 g (demonstration)", giRightId = _flowerRight, netContentGrams = 50 });
        var shirt = await Product(new { kind = "Apparel", name = "盘扣衬衫 (演示)", nameEn = "Frog-button shirt (demonstration)", designPatentId = _shirtPatent, copyrightId = _shirtCopyright, designer = "演示设计师" });
        var coat = await Product(new { kind = "Apparel", name = "立领风衣 (演示)", nameEn = "Stand-collar coat (demonstration)", designPatentId = _coatPatent, copyrightId = _coatCopyright, designer = "演示设计师" });

        await Lot(new { productId = bag, partyId = _mill, name = "PJ-A", seasonId = riceSeason, grams = 400_000_000L, plotIds = (Guid[])[inside], harvestedOn = Day(-85) });
        await Lot(new { productId = pouch, partyId = _mill, name = "PJ-B", seasonId = riceSeason, grams = 1_250_000_000L, plotIds = (Guid[])[inside], harvestedOn = Day(-85) });
        await Lot(new { productId = bag, partyId = _mill, name = "PJ-C", seasonId = riceSeason, grams = 15_000_000L, plotIds = (Guid[])[straddling], harvestedOn = Day(-85) });
        await Lot(new { productId = tea, partyId = _flowers, name = "TX-D", seasonId = flowerSeason, grams = 2_000_000L, harvestedOn = Day(-74) });
        await Lot(new { productId = shirt, partyId = _fashion, name = "FZ-E", pieces = 5_000 });
        await Lot(new { productId = coat, partyId = _fashion, name = "FZ-F", pieces = 800 });
        await Lot(new { productId = tea, partyId = _flowers, name = "TX-G", seasonId = flowerSeason, grams = 250_000L, harvestedOn = Day(-72) });
    }

    /// <summary>Codes, activation, sale, scans; a theft, an officer's decision, a patent that lapses.</summary>
    public async Task IssueAndSell()
    {
        clock.GoTo(today.AddDays(-60));
        var rice = await Batch(0, 2_000);
        var pouches = await Batch(1, 1_000);
        var straddling = await Batch(2, 500);
        var tea = await Batch(3, 1_000);
        var shirts = await Batch(4, 300);
        var coats = await Batch(5, 100);

        clock.GoTo(today.AddDays(-55));
        foreach (var (batch, last) in ((Guid, int)[])[(rice, 1_500), (pouches, 800), (straddling, 400), (tea, 800), (shirts, 200), (coats, 100)])
            await Range(batch, 1, last, "Activated", null);
        await Range(rice, 1_501, 1_520, "Spoiled", "印刷偏色,已销毁 (演示)");

        clock.GoTo(today.AddDays(-30));
        foreach (var (batch, from) in ((Guid, int)[])[(rice, 201), (tea, 201), (shirts, 101)])
        {
            foreach (var code in await Codes(batch, from, 6))
            {
                await Scan(code);
                clock.GoTo(clock.GetUtcNow().AddMinutes(7));
            }
        }

        clock.GoTo(today.AddDays(-20));
        await Range(rice, 301, 320, "Withdrawn", "运输途中被盗 (演示)");
        await Range(shirts, 151, 155, "Withdrawn", "面料问题召回 (演示)");
        foreach (var code in (await Codes(rice, 401, 6)).Concat(await Codes(tea, 401, 3)))
            await people.Officer.Put($"/api/v1/labels/{code}/suspicion", new { reason = "市场抽查发现标签与包装不符 (演示)" });

        clock.GoTo(today.AddDays(-10));
        await people.Producer.Post($"/api/v1/rights/{_coatPatent}/states", new { state = "Lapsed", effectiveOn = Day(-12), source = RecordSource, asOf = Day(-11) });

        // A misprint that was to be destroyed turns up: its verdict stays, and an officer finds one alert to look at. Alerts are written behind the scans, so the clock goes no further.
        foreach (var code in await Codes(rice, 1_510, 1))
            await Scan(code);
    }

    private List<Guid> Lots { get; } = [];

    private string Day(int days) => today.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Task<Guid> Party(DemonstrationCaller who, string name, string uscc, string kind, string adcode) =>
        who.Make("/api/v1/parties", new { name, uscc = WithCheckSymbol(uscc), kind, adcode });

    private Task<Guid> Gi(string title, string number, string? standard, Guid zoneId) =>
        Right(people.Association, people.SecondAssociation, _association, "GeographicalIndication", number, title, new { standard, zoneId });

    private async Task<Guid> Right(DemonstrationCaller who, DemonstrationCaller second, Guid holder, string kind, string number, string title, object more)
    {
        var body = more.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(more));
        (body["kind"], body["number"], body["title"], body["holderPartyId"]) = (kind, number, title, holder);
        var right = await who.Make("/api/v1/rights", body);
        foreach (var (state, day) in ((string, int)[])[("Applied", -330), ("Granted", -310)])
            await who.Post($"/api/v1/rights/{right}/states", new { state, effectiveOn = Day(day), source = RecordSource, asOf = Day(-300) });
        await who.PutFile($"/api/v1/rights/{right}/certificate", Certificate(title, number), "application/pdf");
        await second.Post($"/api/v1/rights/{right}/check", new { });
        return right;
    }

    private static Task<Guid> Plot(DemonstrationCaller who, Guid partyId, string name, double lon, double lat, double metres)
    {
        var (halfLat, halfLon) = (metres / 2 / 111_200, metres / 2 / (111_320 * Math.Cos(lat * Math.PI / 180)));
        double[] At(int x, int y) => [Math.Round(lon + (x * halfLon), 6), Math.Round(lat + (y * halfLat), 6)];
        return who.Make("/api/v1/plots", new
        {
            partyId,
            name,
            datum = "cgcs2000",
            accuracyMetres = 5,
            geometry = new { type = "Polygon", coordinates = (double[][][])[[At(-1, -1), At(1, -1), At(1, 1), At(-1, 1), At(-1, -1)]] },
        });
    }

    // The border is looked for in the data pack at hand: a redrawn boundary moves the plot with it.
    private async Task<double> BorderEastOf(Guid zone, double lon, double lat)
    {
        var (inside, outside) = (lon, lon + 2);
        while (outside - inside > 1e-5)
        {
            var middle = (inside + outside) / 2;
            var reply = await people.Association.Post($"/api/v1/zones/{zone}/checks", new { points = (object[])[new { lon = middle, lat, datum = "wgs84", accuracyMetres = 0 }], plots = Array.Empty<object>() });
            (inside, outside) = reply.GetProperty("points")[0].GetProperty("metres").GetDouble() > 0 ? (middle, outside) : (inside, middle);
        }

        return inside;
    }

    private Task<Guid> Product(object product) => people.Producer.Make("/api/v1/products", product);

    // Lots are listed as they were made: one a second, or which is the first would be left to chance.
    private async Task Lot(object lot)
    {
        Lots.Add(await people.Producer.Make("/api/v1/lots", lot));
        clock.GoTo(clock.GetUtcNow().AddSeconds(1));
    }

    private async Task<Guid> Batch(int lot, int count)
    {
        var batch = (await people.Producer.Post("/api/v1/batches", new { lotId = Lots[lot], count }, $"demonstration-{lot}")).GetProperty("id").GetGuid();
        Batches.Add(batch);
        return batch;
    }

    private Task Scan(string code) =>
        people.Shopper.Post("/v1/scans", new { scanId = Guid.CreateVersion7(clock.GetUtcNow()), code, place = new { lon = 121.47, lat = 31.23, datum = "gcj02", accuracyMetres = 50 } });

    private Task Range(Guid batch, int first, int last, string state, string? reason) =>
        people.Producer.Post($"/api/v1/batches/{batch}/ranges", new { first, last, state, reason });

    private async Task<IEnumerable<string>> Codes(Guid batch, int from, int count) =>
        (await people.Producer.Get($"/api/v1/batches/{batch}/codes?from={from}&count={count}")).GetProperty("codes").EnumerateArray().Select(code => code.GetString()!).ToList();

    private static string WithCheckSymbol(string first17)
    {
        const string symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var (sum, weight) = (0, 1);
        foreach (var symbol in first17)
            (sum, weight) = (sum + (symbols.IndexOf(symbol) * weight), weight * 3 % 31);
        return first17 + symbols[(31 - (sum % 31)) % 31];
    }

    private static string WithCheckDigit(string patent)
    {
        int[] weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
        var check = patent.Select((digit, i) => (digit - '0') * weights[i]).Sum() % 11;
        return $"{patent}.{(check == 10 ? "X" : check.ToString(System.Globalization.CultureInfo.InvariantCulture))}";
    }

    // A drawing, as no real bag of rice may stand beside rights that are made up.
    private static byte[] Picture()
    {
        using var drawing = typeof(DemonstrationStory).Assembly.GetManifestResourceStream("rice.png")!;
        using var file = new MemoryStream();
        drawing.CopyTo(file);
        return file.ToArray();
    }

    // The smallest paper that a reader opens; it says what it is.
    private static byte[] Certificate(string title, string number) => Encoding.ASCII.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        + $"4 0 obj<</Length 52>>stream\nBT /F 14 Tf 20 50 Td (DEMONSTRATION {Math.Abs(HashCode.Combine(title, number)) % 100_000:D5}) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
}
