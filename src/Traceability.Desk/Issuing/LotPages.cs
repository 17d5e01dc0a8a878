using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Issuing;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Issuing;
using Traceability.Pages.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Traceability.Storage.Origins;
using Traceability.Storage.Products;

namespace Traceability.Desk.Issuing;

/// <summary>The pages of lots: which there are, a form to make one, and what is left of each.</summary>
internal static class LotPages
{
    private const int ListMax = 500;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/lots", List).ForPeople(Everyone.Readers);
        door.MapGet("/lots/new", (HttpContext context, SignedIn person, Store store, CancellationToken cancellation) => Page(context, person, PageForm.New(context), store, cancellation)).ForPeople(Role.Producer);
        door.MapPost("/lots/new", Make).ForPeople(Role.Producer);
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

    private static async Task<IResult> One(HttpContext context, SignedIn person, Guid id, string? done, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        if (await Find(db, id, cancellation) is not var (line, lot))
            return Problem.NotFound;
        return DeskPages.Show<LotPage>(context, new()
        {
            [nameof(LotPage.Visitor)] = person.Visitor,
            [nameof(LotPage.Lot)] = line,
            [nameof(LotPage.Facts)] = new LotFacts(
                await db.Seasons.Where(season => season.Id == lot.SeasonId).Select(season => season.Name).SingleOrDefaultAsync(cancellation), lot.SellBy,
                lot is { OriginVerdict: { } verdict, OriginMetresInside: { } metres } ? OriginWords.Of(verdict, (long)metres) : null,
                await BatchPages.Lines(db.Batches.Where(batch => batch.LotId == id), db, cancellation)),
            [nameof(LotPage.MayIssue)] = person.Role == Role.Producer,
            [nameof(LotPage.Done)] = done == "made" ? PageReply.LanguageOf(context).Say("已建好，可以签发标签了。", "Made: labels can be issued for it.") : null,
        });
    }

    private static async Task<IResult> Make(HttpContext context, SignedIn person, Store store, ZoneShelf zones, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        var request = new LotRequest(
            form.Id("productId"), form.Id("partyId"), form.Text("name"), form.OptionalId("seasonId"), Grams(form), null, form.OptionalWhole("pieces"), null, form.OptionalDay("sellBy"));
        var result = form.Fault ?? (await MakeLot.Make(request, person.Caller, store, zones, clock, cancellation)).Result;
        return result switch
        {
            Problem bad => await Page(context, person, form.Shown(bad), store, cancellation),
            Microsoft.AspNetCore.Http.HttpResults.Created<LotReply> { Value: { } made } => PageGate.SeeOther(context, $"/lots/{made.Id}?done=made"),
            _ => throw new InvalidOperationException($"{result} is no answer of {nameof(MakeLot)}."),
        };
    }

    // People weigh in kilograms; a lot beyond what a number of grams holds is more than any allowance.
    private static long? Grams(PageForm form) => form.OptionalNumber("grams") is { } kilograms ? (long)Math.Clamp(Math.Round(kilograms * 1000), -1, 1e15) : null;

    private static async Task<IResult> Page(HttpContext context, SignedIn person, ShownForm form, Store store, CancellationToken cancellation)
    {
        await using var db = store.Read(person.Caller.Scope);
        var language = PageReply.LanguageOf(context);
        var products = await db.Products.OrderBy(row => row.Name).ThenBy(row => row.Id).Take(ListMax).Select(row => new { row.Id, row.Name }).ToListAsync(cancellation);
        var parties = await db.Parties.OrderBy(row => row.Name).ThenBy(row => row.Id).Take(ListMax).Select(row => new { row.Id, row.Name }).ToListAsync(cancellation);
        var held = await (
            from account in db.Accounts
            where account.Kind == AccountKind.Holding && account.Balance > 0
            join season in db.Seasons on account.SeasonId equals season.Id
            join party in db.Parties on account.PartyId equals party.Id
            where season.ClosedAt == null
            group account.Balance by new { season.Id, Season = season.Name, Party = party.Name } into balances
            orderby balances.Key.Season, balances.Key.Party
            select new { balances.Key.Id, balances.Key.Season, balances.Key.Party, Grams = balances.Sum() }).ToListAsync(cancellation);
        return DeskPages.Show<NewLotPage>(context, person, form, new()
        {
            [nameof(NewLotPage.Choices)] = new LotChoices(
                [.. products.Select(row => ($"{row.Id}", row.Name))], [.. parties.Select(row => ($"{row.Id}", row.Name))],
                [.. held.GroupBy(part => (part.Id, part.Season)).Select(season => ($"{season.Key.Id}",
                    $"{season.Key.Season} · {string.Join(language.Say("；", "; "), season.Select(part => $"{part.Party} {Figures.Kilograms(part.Grams)} {language.Say("公斤", "kg")}"))}"))]),
        });
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
