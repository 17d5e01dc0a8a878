using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Rights;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Rights.RightReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Rights;

/// <summary>Records a right that a party of the caller's tenant holds. It counts for nothing before a state, a certificate and a second person's check are recorded.</summary>
internal static class RecordRight
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/rights", Record).For(Everyone.Recorders);

    /// <summary>Records what was asked, or says why not.</summary>
    public static async Task<Reply> Record(RightRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (PlainText.Read(request.Title, "title", 200, out var title) is { } badTitle)
            return badTitle;
        if (PlainText.ReadOptional(request.Standard, "standard", 200, out var standard) is { } badStandard)
            return badStandard;
        if (RightNumber.Read(request.Kind, request.Number) is not NumberReading.Valid { Number: var number })
            return BadNumber((NumberReading.Refused)RightNumber.Read(request.Kind, request.Number));
        if (RightForm.Fault(request, number, HouseTime.DayOf(now)) is { } misfit)
            return misfit;
        if (request.Kind == RightKind.GeographicalIndication && !KeptRights.GiKeepers.Contains(caller.Role))
            return new Problem(StatusCodes.Status403Forbidden, "notAllowed", "Everybody sees a GI: only an association or the administrator records one.", "kind")
            {
                Zh = "地理标志人人可见，只能由协会或管理员登记。",
            };

        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Parties.SingleOrDefaultAsync(party => party.Id == request.HolderPartyId, cancellation) is not { } holder)
                return Written<Reply>.Nothing(Problem.BadInput("holderPartyId", "This is no party of yours.", "unknownParty", "请从您登记过的主体里选权利人。"));
            if (request.ZoneId is { } zoneId && !await db.Zones.AnyAsync(zone => zone.Id == zoneId, cancellation))
                return Written<Reply>.Nothing(Problem.BadInput("zoneId", "There is no such zone.", "unknownZone", "没有这个保护范围，请从列表里选。"));
            if (await db.Rights.AnyAsync(
                right => right.TenantId == caller.TenantId && right.Kind == request.Kind && right.Number == number.Normalised, cancellation))
                return Written<Reply>.Nothing(Problem.Conflict("rightKnown", "You have already recorded a right of this number.", "number", "这个号码的权利您已经登记过了。"));

            var row = new RightRow(
                Guid.CreateVersion7(now), caller.TenantId, request.Kind, number.Normalised, request.HolderPartyId, request.NiceClass,
                request.TrademarkKind ?? (request.Kind == RightKind.Trademark ? TrademarkKind.Ordinary : null), (number as GiNumber)?.Regime, now)
            {
                Title = title,
                Standard = standard,
                FiledOn = request.FiledOn,
                ExpiresOn = request.ExpiresOn,
                ZoneId = request.ZoneId,
                RecordedBy = caller.Id,
            };
            db.Rights.Add(row);
            return Written<Reply>.Done(
                TypedResults.Created($"/api/v1/rights/{row.Id}", RightReply.Of(row, row.ToRight(holder.Name, []), caller, now)),
                Act.Of(ActKind.RightRecorded, now,
                    Fact.Text("what", "recorded"), Fact.Id("right", row.Id), Fact.Text("kind", row.Kind.ToString()), Fact.Text("number", row.Number),
                    Fact.Text("title", title), Fact.Id("holder", row.HolderPartyId), Fact.Text("niceClass", row.NiceClass?.ToString()),
                    Fact.Text("trademarkKind", row.TrademarkKind?.ToString()), Fact.Text("standard", standard), Fact.Day("filedOn", row.FiledOn),
                    Fact.Day("expiresOn", row.ExpiresOn), Fact.Text("zone", row.ZoneId?.ToString()), Fact.Id("by", caller.Id)));
        }, cancellation);
    }

    private static Problem BadNumber(NumberReading.Refused refused) => Problem.BadInput("number", refused.Message.En, $"badNumber{refused.Code}", refused.Message.Zh);
}

/// <summary>A right to be recorded.</summary>
/// <param name="Kind">What kind of right.</param>
/// <param name="Number">Its number as on the certificate; spaces, case and full-width forms do not matter.</param>
/// <param name="Title">The mark, the work, the invention or the product, as the certificate names it; at most 200 characters.</param>
/// <param name="HolderPartyId">Its holder: a party of the caller.</param>
/// <param name="NiceClass">For a trademark, and a GI protected as one: its class, 1 to 45.</param>
/// <param name="TrademarkKind">For a trademark, Ordinary unless said; for a GI protected as one, Collective or Certification.</param>
/// <param name="GiRegime">For a GI: may be left out, for the number tells it.</param>
/// <param name="Standard">For a GI: its standard or announcement, printed beside the mark.</param>
/// <param name="FiledOn">Day of filing; the term of a patent runs from it.</param>
/// <param name="ExpiresOn">Last day in force, as certified or renewed.</param>
/// <param name="ZoneId">For a GI: its protected area.</param>
public sealed record RightRequest(
    RightKind Kind, string Number, string Title, Guid HolderPartyId, int? NiceClass = null, TrademarkKind? TrademarkKind = null, GiRegime? GiRegime = null,
    string? Standard = null, DateOnly? FiledOn = null, DateOnly? ExpiresOn = null, Guid? ZoneId = null);
