using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Issuing;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Issuing.SeasonReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Issuing;

/// <summary>Opens a season of a GI: only the tenant that keeps the GI sets what its land may yield.</summary>
internal static class OpenSeason
{
    // More than any crop on earth: tubers under glass stay below 30 t/mu.
    private const long YieldCapGramsPerMuMax = 100_000_000;

    private const int DaysMax = 731;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/seasons", Open).For(Role.Association, Role.Administrator);

    /// <summary>Opens a season of a GI that the caller's tenant keeps.</summary>
    public static async Task<Reply> Open(SeasonRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(request.Name, "name", 40, out var name) is { } badName)
            return badName;
        if (request.EndsOn < request.StartsOn || request.EndsOn.DayNumber - request.StartsOn.DayNumber > DaysMax)
            return Problem.BadInput("endsOn", "A season ends after it starts and within two years.", zh: "产季的最后一天要在开始之后，最长两年。");
        if (request.YieldCapGramsPerMu is < 1 or > YieldCapGramsPerMuMax)
            return Problem.BadInput("yieldCapGramsPerMu", $"Give 1 to {YieldCapGramsPerMuMax} grams per mu.", zh: "每亩单产上限请填 0.001 到 100,000 公斤。");
        if (request.ProcessingYieldPerMille is < 1 or > 1000)
            return Problem.BadInput("processingYieldPerMille", "Give 1 to 1000 thousandths.", zh: "加工得率请填 0.1 到 100（%）。");

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            var right = await db.Rights.SingleOrDefaultAsync(right => right.Id == request.GiRightId && right.Kind == RightKind.GeographicalIndication, cancellation);
            if (right is null || right.TenantId != caller.TenantId)
                return Written<Reply>.Nothing(Problem.BadInput("giRightId", "This is no GI that your tenant keeps.", "unknownRight", "请选您管理的地标产品。"));
            if (await db.Seasons.AnyAsync(season => season.GiRightId == right.Id && season.Name == name, cancellation))
                return Written<Reply>.Nothing(Problem.Conflict("seasonKnown", "This GI already has a season of that name.", "name", "这个地标产品已有同名的产季。"));

            var row = new SeasonRow(Guid.CreateVersion7(now), caller.TenantId, right.Id, name, request.StartsOn, request.EndsOn,
                request.YieldCapGramsPerMu, request.ProcessingYieldPerMille);
            db.Seasons.Add(row);
            return Written<Reply>.Done(TypedResults.Created($"/api/v1/seasons/{row.Id}", SeasonReply.Of(row)),
                Act.Of(ActKind.SeasonRecorded, now,
                    Fact.Id("season", row.Id), Fact.Id("right", right.Id), Fact.Text("name", name), Fact.Day("startsOn", row.StartsOn), Fact.Day("endsOn", row.EndsOn),
                    Fact.Number("yieldCapGramsPerMu", row.YieldCapGramsPerMu), Fact.Number("processingYieldPerMille", row.ProcessingYieldPerMille), Fact.Id("by", caller.Id)));
        }, cancellation);
    }
}

/// <summary>A season to be opened.</summary>
/// <param name="GiRightId">The GI.</param>
/// <param name="Name">As people say it, such as 2026.</param>
/// <param name="StartsOn">First day of the harvest.</param>
/// <param name="EndsOn">Last day on which labels may be issued.</param>
/// <param name="YieldCapGramsPerMu">Most raw product per mu, in grams.</param>
/// <param name="ProcessingYieldPerMille">Finished product from raw, in thousandths.</param>
public sealed record SeasonRequest(Guid GiRightId, string Name, DateOnly StartsOn, DateOnly EndsOn, long YieldCapGramsPerMu, int ProcessingYieldPerMille);

/// <summary>A season as it stands.</summary>
/// <param name="Id">Identity.</param>
/// <param name="GiRightId">The GI.</param>
/// <param name="Name">As people say it.</param>
/// <param name="StartsOn">First day of the harvest.</param>
/// <param name="EndsOn">Last day on which labels may be issued.</param>
/// <param name="YieldCapGramsPerMu">Most raw product per mu, in grams.</param>
/// <param name="ProcessingYieldPerMille">Finished product from raw, in thousandths.</param>
/// <param name="ClosedAt">When what was left expired.</param>
public sealed record SeasonReply(
    Guid Id, Guid GiRightId, string Name, DateOnly StartsOn, DateOnly EndsOn, long YieldCapGramsPerMu, int ProcessingYieldPerMille, DateTimeOffset? ClosedAt)
{
    internal static SeasonReply Of(SeasonRow row) =>
        new(row.Id, row.GiRightId, row.Name, row.StartsOn, row.EndsOn, row.YieldCapGramsPerMu, row.ProcessingYieldPerMille, row.ClosedAt);
}
