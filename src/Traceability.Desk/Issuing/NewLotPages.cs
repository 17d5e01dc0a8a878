using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Products;
using Traceability.Issuing;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Issuing;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Origins;
using Traceability.Storage.Products;

namespace Traceability.Desk.Issuing;

/// <summary>The pages on which a lot is made: of which product first, then only what goes with that product.</summary>
internal static class NewLotPages
{
    private const int ListMax = 500, CitiesMax = 20, KilometresUsual = 100;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/lots/new", (HttpContext context, SignedIn person, Guid? product, Store store, TimeProvider clock, CancellationToken cancellation) =>
            Page(context, person, PageForm.New(context), product, store, clock, cancellation)).ForPeople(Role.Producer);
        door.MapPost("/lots/new", Make).ForPeople(Role.Producer);
    }

    private static async Task<IResult> Make(
        HttpContext context, SignedIn person, Store store, ZoneShelf zones, CityShelf cities, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var productId = form.Id("productId");
        var (season, party) = form.Optional("holding") is null ? ((Guid?)null, form.Id("partyId")) : form.IdPair("holding");
        var badCity = ReadMarket(form, cities, out var market);
        var request = new LotRequest(
            productId, party, form.Text("name"), season, season is null ? null : Grams(form), null, season is null ? form.OptionalWhole("pieces") : null, market, form.OptionalDay("sellBy"),
            season is null ? null : form.OptionalDay("harvestedOn"));
        var result = form.Fault ?? badCity ?? (await MakeLot.Make(request, person.Caller, store, zones, clock, cancellation)).Result;
        return result switch
        {
            Problem bad => await Page(context, person, form.Shown(AtField(bad, season)), productId, store, clock, cancellation),
            Created<LotReply> { Value: { } made } => PageGate.SeeOther(context, $"/lots/{made.Id}?done=made"),
            _ => throw new InvalidOperationException($"{result} is no answer of {nameof(MakeLot)}."),
        };
    }

    // Whose allowance of which season is one choice on the page and two members of the API; the product was chosen on the page before.
    private static Problem AtField(Problem problem, Guid? season) => problem.Field switch
    {
        "productId" => problem with { Field = null },
        "seasonId" => problem with { Field = "holding" },
        { } path when path.StartsWith("market[", StringComparison.Ordinal) => problem with { Field = "market" },
        "partyId" when season is not null => problem with { Field = "holding" },
        _ => problem,
    };

    // People weigh in kilograms; a lot beyond what a number of grams holds is more than any allowance.
    private static long? Grams(PageForm form) => form.OptionalNumber("grams") is { } kilograms ? (long)Math.Clamp(Math.Round(kilograms * 1000), -1, 1e15) : null;

    // People name cities; the API takes circles.
    private static Problem? ReadMarket(PageForm form, CityShelf cities, out List<CircleRequest> market)
    {
        market = [];
        var kilometres = form.OptionalWhole("marketKm") ?? KilometresUsual;
        var names = form.Text("market").Split(['\n', '、', '，', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length > CitiesMax)
            return Problem.BadInput("market", $"At most {CitiesMax} cities.", zh: $"最多填 {CitiesMax} 个城市。");
        if (names.Length > 0 && kilometres is < 1 or > 5_000)
            return Problem.BadInput("marketKm", "Give 1 to 5000 kilometres.", zh: "请填 1 到 5000 公里。");
        foreach (var name in names)
        {
            if (MiddleOf(name, cities) is not var (east, north))
                return Problem.BadInput("market", $"No city is known here as “{name}”: give its full Chinese name, or its degrees east and north, such as 116.4 39.9.", "unknownCity", $"不认识“{name}”。请写全名，如“盘锦市”，或写它的经度和纬度，如“116.4 39.9”。");
            market.Add(new CircleRequest(east, north, kilometres * 1_000, "wgs84"));
        }

        return null;
    }

    // The data pack knows the cities of its own provinces, and the operator's file some more; of any other a map tells where it lies.
    private static (double East, double North)? MiddleOf(string name, CityShelf cities) =>
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var east, var north]
            ? double.TryParse(east, CultureInfo.InvariantCulture, out var lon) && double.TryParse(north, CultureInfo.InvariantCulture, out var lat) ? (lon, lat) : null
            : cities.MiddleOfNamed(name) is { Point: var point } ? (point.Longitude, point.Latitude) : null;

    private static async Task<IResult> Page(HttpContext context, SignedIn person, ShownForm form, Guid? productId, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var today = HouseTime.DayOf(clock.GetUtcNow());
        await using var db = store.Read(person.Caller.Scope);
        var products = await db.Products.OrderBy(row => row.Name).ThenBy(row => row.Id).Take(ListMax).ToListAsync(cancellation);
        var product = products.Find(row => row.Id == productId) ?? (products is [var only] ? only : null);
        if (productId is not null && product?.Id != productId && form.Fault is null)
            return Problem.NotFound;
        return DeskPages.Show<NewLotPage>(context, person, form, new()
        {
            [nameof(NewLotPage.Products)] = products.ConvertAll(row => (row.Id, row.Name)),
            [nameof(NewLotPage.Goods)] = product is null ? null : new LotGoods(
                product.Id, product.Name, product.Kind == ProductKind.Gi,
                product.Kind == ProductKind.Gi
                    ? await Holdings(db, product, PageReply.LanguageOf(context), today, cancellation)
                    : [.. (await UsableRights.PartiesFor(db, product.ToProduct(), cancellation)).Select(party => ($"{party.Key}", party.Value))]),
            [nameof(NewLotPage.Today)] = today,
            [nameof(NewLotPage.KilometresUsual)] = KilometresUsual,
        });
    }

    // What the tenant's parties hold of the product's own GI, in seasons for which labels can still be issued.
    private static async Task<List<(string Value, string Words)>> Holdings(TraceabilityDb db, ProductRow product, Language language, DateOnly today, CancellationToken cancellation)
    {
        var held = await (
            from account in db.Accounts
            where account.Kind == AccountKind.Holding && account.Balance > 0
            join season in db.Seasons on account.SeasonId equals season.Id
            join party in db.Parties on account.PartyId equals party.Id
            join right in db.Rights on season.GiRightId equals right.Id
            where season.GiRightId == product.GiRightId && season.ClosedAt == null && season.EndsOn >= today
            group account.Balance by new { SeasonId = season.Id, Season = season.Name, PartyId = party.Id, Party = party.Name, Gi = right.Title } into balances
            orderby balances.Key.Season descending, balances.Key.Party
            select new { balances.Key.SeasonId, balances.Key.Season, balances.Key.PartyId, balances.Key.Party, balances.Key.Gi, Grams = balances.Sum() }).Take(ListMax).ToListAsync(cancellation);
        return held.ConvertAll(one => ($"{one.SeasonId} {one.PartyId}",
            $"{one.Gi} {one.Season} · {language.Say($"还有 {Figures.Kilograms(one.Grams)} 公斤", $"{Figures.Kilograms(one.Grams)} kg left")} · {one.Party}"));
    }
}
