using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Issuing;
using Traceability.Pages.Scans;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;
using Traceability.Storage.Products;

namespace Traceability.Desk.Issuing;

/// <summary>The pages of lots: which there are, and what is left of each.</summary>
internal static class LotPages
{
    private const int ListMax = 500;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/lots", List).ForPeople(Everyone.Readers);
        door.MapGet("/lots/{id:guid}", One).ForPeople(Everyone.Readers);
    }

    /// <summary>A lot as lists tell it; none when the reader has no such lot.</summary>
    public static async Task<(LotLine Line, LotRow Row)?> Find(TraceabilityDb db, Guid id, CancellationToken cancellation) =>
        await Lots(db).Where(found => found.Lot.Id == id).SingleOrDefaultAsync(cancellation) is { } found ? (found.Line, found.Lot) : null;

    private static async Task<IResult> List(HttpContext context, SignedIn person, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        var lots = await Lots(db).OrderByDescending(found => found.Lot.Id).Take(ListMax).ToListAsync(cancellation);
        return DeskPages.Show<LotsPage>(context, new()
        {
            [nameof(LotsPage.Visitor)] = person.Visitor,
            [nameof(LotsPage.Lots)] = lots.Select(found => found.Line).ToList(),
            [nameof(LotsPage.MayMake)] = person.Role == Role.Producer,
        });
    }

    private static async Task<IResult> One(HttpContext context, SignedIn person, Guid id, string? done, Store store, CityShelf cities, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        if (await Find(db, id, cancellation) is not var (line, lot))
            return Problem.NotFound;
        return DeskPages.Show<LotPage>(context, new()
        {
            [nameof(LotPage.Visitor)] = person.Visitor,
            [nameof(LotPage.Lot)] = line,
            [nameof(LotPage.Facts)] = new LotFacts(
                await db.Seasons.Where(season => season.Id == lot.SeasonId).Join(db.Rights, season => season.GiRightId, right => right.Id, (season, right) => right.Title + " " + season.Name).SingleOrDefaultAsync(cancellation),
                lot.HarvestedOn,
                lot.SellBy,
                [.. StoredMarket.Read(lot.Market).Select(circle => new MarketLine(NameOf(cities, circle), circle.RadiusMetres))],
                lot is { OriginVerdict: { } verdict, OriginMetresInside: { } metres } ? OriginWords.Of(verdict, Traceability.Origins.PublicPlace.RoundMetres(metres)) : null,
                await BatchPages.Lines(db.Batches.Where(batch => batch.LotId == id), db, cancellation)),
            [nameof(LotPage.MayIssue)] = person.Role == Role.Producer,
            [nameof(LotPage.Done)] = done == "made" ? PageReply.LanguageOf(context).Say("已建好，可以签发标签了。", "Made: labels can be issued for it.") : null,
        });
    }

    private static PlainWords NameOf(CityShelf cities, MarketCircle circle)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{circle.Centre.Longitude:F3}, {circle.Centre.Latitude:F3}");
        return cities.NameOf(cities.CityAt(new ScanPlace(circle.Centre, 0))) ?? new(place, place);
    }

    private static IQueryable<FoundLot> Lots(TraceabilityDb db) =>
        from lot in db.Lots
        join product in db.Products on lot.ProductId equals product.Id
        join party in db.Parties on lot.PartyId equals party.Id
        join account in db.Accounts on lot.AccountId equals account.Id
        select new FoundLot { Lot = lot, Product = product, Party = party.Name, Balance = account.Balance };

    private sealed class FoundLot
    {
        public required LotRow Lot { get; init; }

        public required ProductRow Product { get; init; }

        public required string Party { get; init; }

        public required long Balance { get; init; }

        public LotLine Line => new(Lot.Id, Lot.Name, Product.Name, Party, Lot.MadeOn, LotReply.Of(Lot, Product, Balance).RemainingAllowance);
    }
}
