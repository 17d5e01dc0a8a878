using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Desk.Parties;
using Traceability.Issuing;
using Traceability.Pages;
using Traceability.Pages.Allowance;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.Origins;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>The page of transfers: offers that wait, those that were answered, and a form for another.</summary>
internal static class TransferPages
{
    private const int ListMax = 100;

    public static void Map(IEndpointRouteBuilder door)
    {
        door.MapGet("/allowance/transfers", (HttpContext context, SignedIn person, string? done, Store store, CancellationToken cancellation) =>
            Page(context, person, PageForm.New(context), null, done, store, cancellation)).ForPeople(Role.Producer);
        door.MapPost("/allowance/transfers", Offer).ForPeople(Role.Producer);
        door.MapPost("/allowance/transfers/{id:guid}/confirm", (Guid id, HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation) =>
            Answer(id, TransferState.Confirmed, context, person, store, clock, cancellation)).ForPeople(Role.Producer);
        door.MapPost("/allowance/transfers/{id:guid}/decline", (Guid id, HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation) =>
            Answer(id, TransferState.Declined, context, person, store, clock, cancellation)).ForPeople(Role.Producer);
    }

    private static async Task<IResult> Offer(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await PageForm.Of(context);
        await using var db = store.Read(person.Caller.Scope);
        var grams = form.Parts("grams", 1_000);
        // A season and a party of it are chosen together: nobody holds the one without the other.
        var (season, from) = form.Text("seasonId").Split(' ') is [var left, var right] && Guid.TryParseExact(left, "D", out var seasonId) && Guid.TryParseExact(right, "D", out var partyId) ? (seasonId, partyId) : default;
        var (taker, badTaker) = await PartyByCode.Find(db, form.Text("toPartyId"), "toPartyId", cancellation);
        if ((badTaker ?? form.Fault) is { } bad)
            return await Page(context, person, form.Shown(bad), null, null, store, cancellation);
        var result = (await TransferAllowance.Offer(new TransferRequest(season, from, taker!.Id, grams), person.Caller, store, clock, cancellation)).Result;
        return result is Problem refused
            ? await Page(context, person, form.Shown(refused with { Field = refused.Field == "fromPartyId" ? "seasonId" : refused.Field }), null, null, store, cancellation)
            : PageGate.SeeOther(context, "/allowance/transfers?done=offered");
    }

    private static async Task<IResult> Answer(Guid id, TransferState answer, HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation) =>
        (await AnswerTransfer.Answer(id, answer, person.Caller, store, clock, cancellation)).Result switch
        {
            Problem { Status: StatusCodes.Status404NotFound } missing => missing,
            Problem bad => await Page(context, person, PageForm.New(context), bad, null, store, cancellation),
            _ => PageGate.SeeOther(context, $"/allowance/transfers?done={(answer == TransferState.Confirmed ? "confirmed" : "ended")}"),
        };

    private static async Task<IResult> Page(HttpContext context, SignedIn person, ShownForm form, Problem? trouble, string? done, Store store, CancellationToken cancellation)
    {
        var language = PageReply.LanguageOf(context);
        await using var db = store.Read(person.Caller.Scope);
        var holdings = await Holdings(db, language, cancellation);
        return DeskPages.Show<TransfersPage>(context, new()
        {
            [nameof(TransfersPage.Visitor)] = person.Visitor,
            [nameof(TransfersPage.Form)] = form,
            [nameof(TransfersPage.Transfers)] = await Transfers(db, person, cancellation),
            [nameof(TransfersPage.Holdings)] = holdings,
            // Who holds nothing any more sees no form that could tell him.
            [nameof(TransfersPage.Trouble)] = trouble?.Words ?? (holdings.Count == 0 ? form.Fault?.Words : null),
            [nameof(TransfersPage.Done)] = done switch
            {
                "offered" => language.Say("已提出，等对方确认。", "Offered: it waits for the other side."),
                "confirmed" => language.Say("已确认，额度归您了。", "Confirmed: the allowance is yours."),
                "ended" => language.Say("已退回，额度回到原来的一方。", "Ended: the allowance is back where it came from."),
                _ => null,
            },
        }, trouble is null && form.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static async Task<List<TransferLine>> Transfers(TraceabilityDb db, SignedIn person, CancellationToken cancellation)
    {
        var rows = await (
            from transfer in db.Transfers
            join season in db.Seasons on transfer.SeasonId equals season.Id
            join right in db.Rights on season.GiRightId equals right.Id
            orderby transfer.Id descending
            select new { transfer, Season = right.Title + " " + season.Name }).Take(ListMax).ToListAsync(cancellation);
        // The other side's name is known to both: each of them agreed with it.
        await using var house = db.WholeHouse();
        var ids = rows.SelectMany(row => new[] { row.transfer.FromPartyId, row.transfer.ToPartyId }).Distinct().ToList();
        var names = await house.Parties.Where(party => ids.Contains(party.Id)).ToDictionaryAsync(party => party.Id, party => party.Name, cancellation);
        return rows.ConvertAll(row =>
        {
            var waits = row.transfer.State == TransferState.Offered;
            var (kind, words) = row.transfer.State switch
            {
                TransferState.Offered => (MarkKind.Waiting, new PlainWords("等对方确认", "not answered yet")),
                TransferState.Confirmed => (MarkKind.Yes, new PlainWords("已划转", "transferred")),
                _ => (MarkKind.No, new PlainWords("已退回", "ended")),
            };
            return new TransferLine(row.transfer.Id, row.Season, names[row.transfer.FromPartyId], names[row.transfer.ToPartyId], row.transfer.Quantity, kind, words, Moments.Exact(row.transfer.OfferedAt),
                waits && row.transfer.ToTenantId == person.TenantId, waits);
        });
    }

    private static async Task<List<(string Value, string Words)>> Holdings(TraceabilityDb db, Language language, CancellationToken cancellation)
    {
        var sums = await (
            from account in db.Accounts
            where account.Kind == AccountKind.Holding && account.Balance > 0
            group account.Balance by new { account.SeasonId, account.PartyId } into held
            select new { held.Key.SeasonId, held.Key.PartyId, Grams = held.Sum() }).ToListAsync(cancellation);
        var seasons = await (from season in db.Seasons join right in db.Rights on season.GiRightId equals right.Id select new { season.Id, Title = right.Title + " " + season.Name }).ToDictionaryAsync(row => row.Id, row => row.Title, cancellation);
        var parties = await db.Parties.ToDictionaryAsync(party => party.Id, party => party.Name, cancellation);
        return [.. sums.Select(sum => ($"{sum.SeasonId} {sum.PartyId}", $"{seasons[sum.SeasonId!.Value]} · {parties[sum.PartyId!.Value]} · {LandWords.Kilograms(sum.Grams)} {language.Say("公斤", "kg")}")).OrderBy(choice => choice.Item2, StringComparer.Ordinal)];
    }
}
