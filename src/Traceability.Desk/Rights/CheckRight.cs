using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Rights;
using Traceability.Storage;
using Traceability.Storage.Rights;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Traceability.Desk.Rights.RightReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Rights;

/// <summary>Records that a second person compared a right with its certificate. If-Match, where it is sent, says which file and facts that person had before him.</summary>
internal static class CheckRight
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/rights/{id:guid}/check", Check).For(Everyone.Recorders).AsksForVersion(required: false);

    /// <summary>Records the caller's check, or says why it does not count.</summary>
    public static Task<Reply> Check(Guid id, HttpContext context, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation) =>
        Compare(id, null, context, caller, store, clock, cancellation);

    /// <summary>Records what the caller found when he compared: that they agree, or where they differ; or says why that does not count.</summary>
    public static async Task<Reply> Compare(Guid id, string? mismatch, HttpContext context, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.RightKeptBy(caller, id, cancellation) is not { } row)
                return Written<Reply>.Nothing(Problem.NotFound);
            if (context.Request.Headers.IfMatch.Count > 0 && EntityTag.Check(context, row.Version) is { } stale)
                return Written<Reply>.Nothing(stale);
            var right = (await db.RightsOf([id], cancellation))[id];
            // Under whichever of his ids he recorded it, he is no second person.
            var by = (await db.HandOf(caller.Id, cancellation)).Contains(row.RecordedBy) ? row.RecordedBy : caller.Id;
            var outcome = CheckRule.Judge(right, RightRow.Person(by), now, mismatch);
            if (outcome is CheckOutcome.Refused refused)
                return Written<Reply>.Nothing(Refusal(refused));

            row.Keep(mismatch is null ? (caller.Id, now) : null, mismatch is null ? null : (mismatch, caller.Id, now));
            EntityTag.Tell(context, row.Version);
            return Written<Reply>.Done(
                TypedResults.Ok(RightReply.Of(row, outcome is CheckOutcome.Checked same ? same.Right : ((CheckOutcome.Differs)outcome).Right, caller, now)),
                Act.Of(ActKind.RightRecorded, now,
                    Fact.Text("what", mismatch is null ? "check" : "mismatch"), Fact.Id("right", id), Fact.Text("sha256", row.CertificateSha256), Fact.Text("reason", mismatch), Fact.Id("by", caller.Id)));
        }, cancellation);
    }

    private static Problem Refusal(CheckOutcome.Refused refused) =>
        Problem.Conflict(refused.Code == CheckRefusal.SamePerson ? "samePerson" : "certificateMissing", $"Not checked: {refused.Message.En}.", zh: $"没有复核：{refused.Message.Zh}。");
}
