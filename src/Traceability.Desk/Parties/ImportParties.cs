using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Parties;

namespace Traceability.Desk.Parties;

/// <summary>Records the good lines of a table of parties. Lines of parties that are recorded already are skipped, so that a table sent twice records nothing twice.</summary>
internal static class ImportParties
{
    /// <summary>Judges each line by what is recorded now, and records nothing.</summary>
    public static async Task<List<JudgedParty>> Judge(TraceabilityDb db, IReadOnlyList<PartyCells> rows, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var known = await db.Parties.Select(party => party.Uscc).ToHashSetAsync(cancellation);
        var first = new Dictionary<string, int>();
        return [.. rows.Select(cells =>
        {
            var fault = cells.Read(caller, now, out var row);
            if (fault is null && !first.TryAdd(row.Uscc, cells.Line))
            {
                var line = first[row.Uscc];
                fault = Problem.BadInput("uscc", $"The same code stands in line {line} already.", "repeated", $"和第 {line} 行的代码重复。");
            }

            var isSample = fault is null && PartyTable.IsOfSample(cells);
            return new JudgedParty(cells, fault is null ? row : null, fault, fault is null && !isSample && known.Contains(row.Uscc), isSample);
        })];
    }

    /// <summary>Records the good lines and answers how many they were, and how many were skipped as known. The sample's own lines are nobody's and are left out.</summary>
    public static Task<(int Recorded, int Known)> Import(IReadOnlyList<PartyCells> rows, Caller caller, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        // One deed: what the preview promised is recorded as a whole or not at all, and the disk is waited for once, not five thousand times while scans wait behind.
        return store.Write<(int, int)>(caller.Scope, async db =>
        {
            var judged = await Judge(db, rows, caller, now, cancellation);
            var known = judged.Count(one => one.IsKnown);
            var added = judged.Where(one => one is { Row: not null, IsKnown: false, IsSample: false }).Select(one => one.Row!).ToList();
            if (added.Count == 0)
                return Written<(int, int)>.Nothing((0, known));
            db.Parties.AddRange(added);
            return Written<(int, int)>.Done((added.Count, known), RecordParty.ActOf(added[0], caller, now), added.Skip(1).Select(row => RecordParty.ActOf(row, caller, now)));
        }, cancellation);
    }
}

/// <summary>A line of a table as judged.</summary>
/// <param name="Cells">The line.</param>
/// <param name="Row">The party, when nothing is wrong with the line.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="IsKnown">The party is recorded already.</param>
/// <param name="IsSample">It is a line of the sample, left as it was.</param>
internal sealed record JudgedParty(PartyCells Cells, PartyRow? Row, Problem? Fault, bool IsKnown, bool IsSample);
