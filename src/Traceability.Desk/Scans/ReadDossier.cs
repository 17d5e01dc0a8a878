using Microsoft.EntityFrameworkCore;
using Traceability.Codes;
using Traceability.Desk.Access;
using Traceability.Desk.Codes;
using Traceability.Geo;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Parties;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Codes;
using Traceability.Storage.Origins;
using Traceability.Storage.Scans;

namespace Traceability.Desk.Scans;

/// <summary>
/// Lets an officer read all that is recorded behind a code: what the public is told of it, rights, origin, allowance, batch, scans and alerts. Nothing is counted, and every read is an act before it is
/// answered, the read of a code that was never issued or that lies outside his regions too.
/// </summary>
internal sealed class ReadDossier(Store store, LabelBook labels, KeyShelf keys, ZoneShelf zones, CityShelf cities, ZonePack pack, LabelUri addresses, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/dossiers/{code}", Reply).For(Role.Officer)
        .WithSummary("Reads all that is recorded behind a code; the read is put on record.").Produces<DossierReply>();

    /// <summary>Reads the dossier of what was typed or scanned, or says why there is none for this caller.</summary>
    /// <param name="typed">A code or an address of ours.</param>
    /// <param name="gtin">The GTIN in the link, when the address was read apart.</param>
    /// <param name="caller">The officer.</param>
    /// <param name="cancellation">Gives up before the act is written.</param>
    public async Task<(ReadOut? Read, Problem? Problem)> Read(string? typed, string? gtin, Caller caller, CancellationToken cancellation)
    {
        var reading = addresses.Read(typed);
        if (reading is not LabelUriReading.Label label)
            return (null, CodeRefusal.Of(reading));

        var now = clock.GetUtcNow();
        var answer = await labels.Look(label.Code, label.Gtin?.ToString() ?? gtin, null, now, cancellation);
        var opened = keys.Seal.Open(label.Code) as SealOpening.Opened;
        await using var house = store.Read(TenantScope.House);
        var facts = answer.Backing is not null ? await DossierFacts.Read(house, opened!.Batch, opened.Serial, zones, cities, now, cancellation) : null;
        var elsewhere = facts is null ? null : await Elsewhere(house, facts, await house.RegionsOf(caller, cancellation), cancellation);
        var isForeignKey = facts is null && opened is not null && await house.Batches.AnyAsync(batch => batch.Number == opened.Batch && batch.KeySymbol != opened.KeySymbol, cancellation);

        Fact[] subject = facts is null ? [Fact.Text("code", label.Code.ToString())] : SubjectOf(facts.Batch.Number, facts.Serial);
        await Record(ActOf(subject, answer.Judgement.Verdict, elsewhere is null, null, caller, now), caller, cancellation);
        return elsewhere is null ? (new ReadOut(answer, now, isForeignKey, facts), null) : (null, elsewhere);
    }

    /// <summary>The records behind the label of a code, of which a picture or certificate is read by itself; none where the label has no such part, or for a code that this caller may not read. Any other read is an act, shown or not.</summary>
    public async Task<DossierFacts?> ReadPart(string typed, string part, Func<DossierFacts, Backing, bool> has, Caller caller, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (TypedCode.Read(typed, keys, out var label) is not null || await labels.Look(label.Code, null, null, now, cancellation) is not { Backing: { } backing } answer)
            return null;
        await using var house = store.Read(TenantScope.House);
        var facts = await DossierFacts.Read(house, label.Opened.Batch, label.Opened.Serial, zones, cities, now, cancellation);
        if (!has(facts, backing))
            return null;
        var isShown = (await house.RegionsOf(caller, cancellation)).Hold(facts.Divisions);
        await Record(ActOf(SubjectOf(facts.Batch.Number, facts.Serial), answer.Judgement.Verdict, isShown, part, caller, now), caller, cancellation);
        return isShown ? facts : null;
    }

    /// <summary>Why this caller may not act on an issued label, if it lies outside his regions, and the act that his attempt is.</summary>
    public async Task<(Problem Problem, Act Attempt)?> RefusalOf(TraceabilityDb house, uint number, uint serial, Caller caller, CancellationToken cancellation)
    {
        var (regions, now) = (await house.RegionsOf(caller, cancellation), clock.GetUtcNow());
        return !regions.AreEverywhere && await Elsewhere(house, await DossierFacts.Read(house, number, serial, zones, cities, now, cancellation), regions, cancellation) is { } elsewhere
            ? (elsewhere, ActOf(SubjectOf(number, serial), null, isShown: false, null, caller, now))
            : null;
    }

    private static Fact[] SubjectOf(uint number, uint serial) => [Fact.Number("batch", number), Fact.Number("serial", serial)];

    private static Act ActOf(Fact[] subject, Verdict? verdict, bool isShown, string? part, Caller caller, DateTimeOffset now) => Act.Of(ActKind.DossierRead, now,
        [.. subject, Fact.Text("verdict", verdict?.ToString()), Fact.Flag("shown", isShown), Fact.Text("part", part), Fact.Id("by", caller.Id)]);

    private Task Record(Act act, Caller caller, CancellationToken cancellation) => store.Write(caller.Scope, _ => Task.FromResult(Written<bool>.Done(true, act)), cancellation);

    private async Task<Problem?> Elsewhere(TraceabilityDb house, DossierFacts facts, OfficerRegions regions, CancellationToken cancellation) =>
        regions.Hold(facts.Divisions) ? null : await house.Elsewhere([facts.Producer.Adcode, .. facts.Zone?.Adcodes ?? []], pack, cancellation);

    private static async Task<IResult> Reply(string code, Caller caller, ReadDossier dossiers, CityShelf shelf, CancellationToken cancellation)
    {
        var (read, problem) = await dossiers.Read(code, null, caller, cancellation);
        return read is null ? problem! : TypedResults.Ok(DossierReply.Of(read, caller, shelf));
    }
}

/// <summary>What was read of a code.</summary>
/// <param name="Answer">What the public is told at this moment.</param>
/// <param name="At">When.</param>
/// <param name="IsForeignKey">It names a batch of ours but was sealed under another key than that.</param>
/// <param name="Facts">The records behind it; none for a code that was never issued.</param>
internal sealed record ReadOut(LabelAnswer Answer, DateTimeOffset At, bool IsForeignKey, DossierFacts? Facts);
