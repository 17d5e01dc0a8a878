using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using Traceability.Desk.Access;
using Traceability.Desk.Origins;
using Traceability.Geo;
using Traceability.Issuing;
using Traceability.Ledger;
using Traceability.Origins;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;
using Traceability.Storage.Products;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Issuing.LotReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Makes a lot: of allowance that a party holds, own or transferred, measured where it grew; or, for apparel, of a declared production order.</summary>
internal static class MakeLot
{
    private const long PiecesMax = 100_000_000;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/lots", Make).For(Role.Producer);

    // Makes the lot in one deed, for the API and for the page.
    public static async Task<Reply> Make(LotRequest request, Caller caller, Store store, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(request.Name, "name", 20, out var name) is { } badName)
            return badName;
        if (ReadMarket(request.Market ?? [], out var market) is { } badMarket)
            return badMarket;
        if (request.SellBy < HouseTime.DayOf(clock.GetUtcNow()))
            return Problem.BadInput("sellBy", "This day has passed: give the last day of sale, or nothing.", zh: "这一天已经过去：请填最后一个销售日，或不填。");

        var now = clock.GetUtcNow();
        // A transferred allowance grew on another tenant's plots: product and party are checked against the caller's tenant here.
        return await store.Write<Reply>(TenantScope.House, async db =>
        {
            var product = await db.Products.AsNoTracking().SingleOrDefaultAsync(product => product.Id == request.ProductId && product.TenantId == caller.TenantId, cancellation);
            if (product is null)
                return Written<Reply>.Nothing(Problem.BadInput("productId", "This is no product of yours.", "unknownProduct", "请从列表里选您的产品。"));
            if (!await db.Parties.AnyAsync(party => party.Id == request.PartyId && party.TenantId == caller.TenantId, cancellation))
                return Written<Reply>.Nothing(Problem.BadInput("partyId", "This is no party of yours.", "unknownParty", "请从列表里选您的主体。"));
            if (await db.Lots.AnyAsync(lot => lot.TenantId == caller.TenantId && lot.Name == name, cancellation))
                return Written<Reply>.Nothing(Problem.Conflict("lotKnown", "You already have a lot of that name.", "name", "已有同名的生产批次，请换一个名字。"));

            var work = new Work(db, caller, request, name, market, product, zones, now, cancellation);
            return product.Kind == ProductKind.Gi ? await work.FromHoldings() : await work.FromOrder();
        }, cancellation);
    }

    private static Problem? ReadMarket(IReadOnlyList<CircleRequest> asked, out string? market)
    {
        market = null;
        if (asked.Count > StoredMarket.CirclesMax)
            return Problem.BadInput("market", $"At most {StoredMarket.CirclesMax} circles.", "tooMany", $"最多填 {StoredMarket.CirclesMax} 个圆。");
        var circles = new MarketCircle[asked.Count];
        for (var i = 0; i < circles.Length; i++)
        {
            if (asked[i]?.RadiusMetres is not (>= 1_000 and <= 5_000_000))
                return Problem.BadInput($"market[{i}].radiusMetres", "A market reaches 1,000 to 5,000,000 metres.", zh: "销售范围的半径是 1,000 到 5,000,000 米。");
            if (DrawnShape.ReadPoint(new PointRequest(asked[i].Lon, asked[i].Lat, 0, asked[i].Datum), $"market[{i}]", out var centre) is { } bad)
                return bad;
            circles[i] = new MarketCircle(centre, asked[i].RadiusMetres);
        }

        market = StoredMarket.Write(circles);
        return null;
    }

    private sealed record Work(
        TraceabilityDb Db, Caller Caller, LotRequest Request, string Name, string? Market, ProductRow Product, ZoneShelf Zones, DateTimeOffset Now, CancellationToken Cancellation)
    {
        private readonly AllowanceBook _book = new(Db, Now, Cancellation);

        public async Task<Written<Reply>> FromOrder()
        {
            if (Request.Pieces is not (>= 1 and <= PiecesMax) || Request.Grams is not null || Request.SeasonId is not null || Request.PlotIds is not null || Request.HarvestedOn is not null)
                return Written<Reply>.Nothing(Problem.BadInput("pieces", $"A lot of apparel takes a production order of 1 to {PiecesMax} pieces and nothing else.",
                    zh: $"服装的生产批次只填生产件数，1 到 {PiecesMax} 件；重量、产季和采收日不填。"));

            var id = Guid.CreateVersion7(Now);
            var account = await _book.Lot(Caller.TenantId, null, Request.PartyId, id);
            await _book.Move(MovementKind.Declare, await _book.Order(account), account, Request.Pieces.Value, $"lot:{id}");
            return Done(Lot(id, null, account.Id, null, null, null), Request.Pieces.Value, []);
        }

        public async Task<Written<Reply>> FromHoldings()
        {
            if (Request.Grams is not >= 1 || Request.Pieces is not null)
                return Written<Reply>.Nothing(Problem.BadInput("grams", "A lot under a GI takes a number of grams of finished product.", zh: "地理标志产品的生产批次要填成品重量，件数不填。"));
            var season = await Db.Seasons.AsNoTracking().SingleOrDefaultAsync(season => season.Id == Request.SeasonId, Cancellation);
            if (season is null || season.GiRightId != Product.GiRightId)
                return Written<Reply>.Nothing(Problem.BadInput("seasonId", "This is no season of the product's GI.", "unknownSeason", "请选这个产品所属地理标志的产季。"));
            var zoneId = await Db.Rights.Where(right => right.Id == season.GiRightId).Select(right => right.ZoneId).SingleAsync(Cancellation);
            if (zoneId is null || await Zones.Find(Db, zoneId.Value, Cancellation) is not { } zone)
                return Written<Reply>.Nothing(Problem.Conflict("zoneMissing", "The GI has no protected area on record.", zh: "这个地理标志还没有登记保护范围，请联系协会。"));

            if (Request.HarvestedOn is { } day && !season.ToSeason().HarvestedOn(day, HouseTime.DayOf(Now)))
                return Written<Reply>.Nothing(NotHarvested(season, HouseTime.DayOf(Now)));

            var id = Guid.CreateVersion7(Now);
            var account = await _book.Lot(Caller.TenantId, season.Id, Request.PartyId, id);
            var taken = new Dictionary<Guid, long>();
            var missing = await Holdings.Take(Db, season.Id, Request.PartyId, Request.PlotIds, Request.Grams.Value, async (holding, grams) =>
            {
                if (!await _book.Move(MovementKind.SetAside, holding, account, grams, $"lot:{id}"))
                    return false;
                taken.Add(holding.PlotId!.Value, grams);
                return true;
            }, Cancellation);
            if (missing > 0)
                return Written<Reply>.Nothing(Holdings.Short(Request.Grams.Value - missing, "grams"));

            var plots = await Measure(id, zone, taken);
            var worst = plots.Max(plot => plot.Verdict);
            return Done(Lot(id, season.Id, account.Id, zoneId, worst, plots.Min(plot => plot.MetresInside)), Request.Grams.Value, plots);
        }

        private static Problem NotHarvested(SeasonRow season, DateOnly today)
        {
            var last = season.EndsOn < today ? season.EndsOn : today;
            return season.StartsOn > today
                ? Problem.BadInput("harvestedOn", $"This season begins on {season.StartsOn.Iso()}: nothing of it is harvested yet.", $"这个产季 {season.StartsOn.Iso()} 才开始，还没有采收。")
                : Problem.BadInput("harvestedOn", $"This season is harvested from {season.StartsOn.Iso()} to {last.Iso()}: give one of these days.", $"请填这个产季里的一天，{season.StartsOn.Iso()} 到 {last.Iso()}。");
        }

        private async Task<List<LotPlotRow>> Measure(Guid lotId, ZoneOnShelf zone, Dictionary<Guid, long> taken)
        {
            var ids = taken.Keys.ToList();
            var today = HouseTime.DayOf(Now);
            return
            [
                .. (await Db.Plots.AsNoTracking().Where(plot => ids.Contains(plot.Id)).ToListAsync(Cancellation)).Select(plot =>
                {
                    var (measure, verdict) = zone.Judge((Polygon)Wkb.FromBytes(plot.Geometry), plot.AccuracyMetres, today);
                    return new LotPlotRow(lotId, plot.Id, taken[plot.Id], verdict, measure.ShareInside, measure.MetresInside);
                }),
            ];
        }

        private LotRow Lot(Guid id, Guid? seasonId, Guid accountId, Guid? zoneId, OriginVerdict? verdict, double? metres) =>
            new(id, Caller.TenantId, Product.Id, Request.PartyId, seasonId, Name, HouseTime.DayOf(Now), Now, accountId, zoneId, verdict, metres)
            { Market = Market, SellBy = Request.SellBy, HarvestedOn = Request.HarvestedOn };

        private Written<Reply> Done(LotRow lot, long quantity, List<LotPlotRow> plots)
        {
            Db.Lots.Add(lot);
            Db.LotPlots.AddRange(plots);
            return Written<Reply>.Done(
                TypedResults.Created($"/api/v1/lots/{lot.Id}", LotReply.Of(lot, Product, quantity)),
                Act.Of(ActKind.LotMade, Now,
                    Fact.Id("lot", lot.Id), Fact.Id("product", lot.ProductId), Fact.Id("party", lot.PartyId), Fact.Text("name", lot.Name),
                    Fact.Number("quantity", quantity), Fact.List("plots", plots.Select(plot => plot.PlotId.ToString())),
                    Fact.Text("origin", lot.OriginVerdict?.ToString()), Fact.Text("market", lot.Market), Fact.Day("sellBy", lot.SellBy),
                    Fact.Day("harvestedOn", lot.HarvestedOn), Fact.Id("by", Caller.Id)));
        }
    }
}

/// <summary>A lot to be made.</summary>
/// <param name="ProductId">What it will be.</param>
/// <param name="PartyId">Who makes it: a party of the caller.</param>
/// <param name="Name">As printed; unique for the caller, at most 20 characters.</param>
/// <param name="SeasonId">For a GI: the season of the allowance.</param>
/// <param name="Grams">For a GI: finished product to be set aside.</param>
/// <param name="PlotIds">For a GI: only from these plots.</param>
/// <param name="Pieces">For apparel: the declared production order.</param>
/// <param name="Market">Circles in which it is to be sold; scans far outside raise an alert. Anywhere when left out.</param>
/// <param name="SellBy">The last day of sale (in China); scans long after raise an alert. Without end when left out.</param>
/// <param name="HarvestedOn">For a GI: the day on which it was harvested, the last one of several; of the season, and not after today. Told to whoever scans.</param>
public sealed record LotRequest(
    Guid ProductId, Guid PartyId, string Name, Guid? SeasonId = null, long? Grams = null, IReadOnlyList<Guid>? PlotIds = null, long? Pieces = null,
    IReadOnlyList<CircleRequest>? Market = null, DateOnly? SellBy = null, DateOnly? HarvestedOn = null);

/// <summary>A part of a declared market.</summary>
/// <param name="Lon">Longitude of its middle in degrees.</param>
/// <param name="Lat">Latitude of its middle in degrees.</param>
/// <param name="RadiusMetres">How far it reaches, 1,000 to 5,000,000 metres.</param>
/// <param name="Datum">wgs84, cgcs2000, gcj02 or bd09.</param>
public sealed record CircleRequest(double Lon, double Lat, double RadiusMetres, string? Datum = null);

/// <summary>A lot as it stands.</summary>
/// <param name="Id">Identity.</param>
/// <param name="ProductId">What it is.</param>
/// <param name="PartyId">Who made it.</param>
/// <param name="SeasonId">Season of its allowance.</param>
/// <param name="Name">As printed.</param>
/// <param name="MadeOn">Day it was made.</param>
/// <param name="OriginVerdict">The worst verdict over its plots.</param>
/// <param name="MetresInside">The smallest distance of its plots to the border, negative outside.</param>
/// <param name="RemainingAllowance">Labels that may still be issued for it.</param>
/// <param name="Market">Circles in which it is to be sold, on WGS 84.</param>
/// <param name="SellBy">The last day of sale.</param>
/// <param name="HarvestedOn">The day on which it was harvested, as its maker tells it.</param>
public sealed record LotReply(
    Guid Id, Guid ProductId, Guid PartyId, Guid? SeasonId, string Name, DateOnly MadeOn, OriginVerdict? OriginVerdict, double? MetresInside, long RemainingAllowance,
    IReadOnlyList<CircleRequest>? Market, DateOnly? SellBy, DateOnly? HarvestedOn)
{
    internal static LotReply Of(LotRow row, ProductRow product, long balance) =>
        new(row.Id, row.ProductId, row.PartyId, row.SeasonId, row.Name, row.MadeOn, row.OriginVerdict, row.OriginMetresInside is { } metres ? Math.Round(metres, 1) : null,
            AllowanceRule.Labels(balance, product.ToProduct().QuantityPerLabel),
            row.Market is null ? null : [.. row.Terms.Market.Select(circle => new CircleRequest(circle.Centre.Longitude, circle.Centre.Latitude, circle.RadiusMetres, "wgs84"))], row.SellBy, row.HarvestedOn);
}
