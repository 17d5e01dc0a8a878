using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Parties;
using Traceability.Storage;
using Traceability.Storage.Parties;
using Reply = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Created<Traceability.Desk.Parties.PartyReply>, Traceability.Pages.Doors.Problem>;

namespace Traceability.Desk.Parties;

/// <summary>Records a party of the caller's tenant.</summary>
internal static class RecordParty
{
    public const int NameLengthMax = 200;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/parties", Record).For(Everyone.Recorders);

    public static Problem? AdcodeFault(string? adcode) => adcode is null || Party.IsDivisionCode(adcode)
        ? null
        : Problem.BadInput("adcode", "A division code has six digits (GB/T 2260).", "badAdcode");

    public static Act ActOf(PartyRow row, Caller caller, DateTimeOffset now) => Act.Of(ActKind.PartyRecorded, now,
        Fact.Id("party", row.Id), Fact.Text("uscc", row.Uscc), Fact.Text("name", row.Name), Fact.Text("kind", row.Kind.ToString()),
        Fact.Text("adcode", row.Adcode), Fact.Number("version", row.Version), Fact.Id("by", caller.KeyId));

    private static async Task<Reply> Record(
        PartyRequest request, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        if (PlainText.Read(request.Name, "name", NameLengthMax, out var name) is { } badName)
            return badName;
        var reading = Uscc.Read(request.Uscc);
        if (reading is not UsccReading.Valid { Uscc: var uscc, Warnings: var warnings })
            return Problem.BadInput("uscc", ((UsccReading.Refused)reading).Message.En, "badUscc");
        if (AdcodeFault(request.Adcode) is { } badAdcode)
            return badAdcode;

        var now = clock.GetUtcNow();
        return await store.Write<Reply>(caller.Scope, async db =>
        {
            if (await db.Parties.AnyAsync(party => party.Uscc == uscc.ToString(), cancellation))
                return Written<Reply>.Nothing(
                    Problem.Conflict("partyKnown", "A party with this social credit code is already recorded.", "uscc"));

            var row = new PartyRow(Guid.CreateVersion7(now), caller.TenantId, uscc.ToString()) { Name = name, Kind = request.Kind, Adcode = request.Adcode };
            db.Parties.Add(row);
            var reply = PartyReply.Of(row) with { Warnings = warnings.Count > 0 ? [.. warnings.Select(warning => warning.En)] : null };
            return Written<Reply>.Done(TypedResults.Created($"/api/v1/parties/{row.Id}", reply), ActOf(row, caller, now));
        }, cancellation);
    }
}

/// <summary>A party to be recorded.</summary>
/// <param name="Name">Registered name, at most 200 characters.</param>
/// <param name="Uscc">Unified social credit code (GB 32100-2015).</param>
/// <param name="Kind">What it does.</param>
/// <param name="Adcode">Division code of its set place, six digits.</param>
public sealed record PartyRequest(string Name, string Uscc, PartyKind Kind, string? Adcode = null);

/// <summary>A party as recorded.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Registered name.</param>
/// <param name="Uscc">Unified social credit code.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Adcode">Division code of its set place.</param>
/// <param name="Warnings">What looks odd but is no error.</param>
public sealed record PartyReply(Guid Id, string Name, string Uscc, PartyKind Kind, string? Adcode, IReadOnlyList<string>? Warnings = null)
{
    internal static PartyReply Of(PartyRow row) => new(row.Id, row.Name, row.Uscc, row.Kind, row.Adcode);
}
