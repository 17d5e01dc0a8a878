using Microsoft.EntityFrameworkCore;
using Traceability.Scans;

namespace Traceability.Storage.Scans;

/// <summary>Forgets where people scanned: a place is kept for <see cref="LabelMemory.PlacesKept"/>, then its scan has a city at most.</summary>
public sealed class PlaceRetention(Store store)
{
    // Few, so that on a database with many writers a label that is scanned at this moment holds up few others.
    private const int LabelsAtOnce = 50;

    /// <summary>Forgets what is due at a moment, and answers on how many labels that was.</summary>
    /// <exception cref="StoreBusyException">It did not come to the end; the next time it goes on.</exception>
    public async Task<int> Forget(DateTimeOffset now, CancellationToken cancellation)
    {
        var all = 0;
        while (await IsDue(now, cancellation))
        {
            all += await store.Write(TenantScope.House, async db =>
            {
                var due = await db.Labels.Where(label => label.PlacesUntil <= now).OrderBy(label => label.PlacesUntil).Take(LabelsAtOnce).ToListAsync(cancellation);
                foreach (var label in due)
                {
                    var memory = LabelMemory.Of(label, SaleTerms.Free).WithoutOldPlaces(now);
                    (label.Memory, label.PlacesUntil) = (memory.ToBytes(), memory.PlacesUntil);
                    label.Version++;
                }

                return Written<int>.Tallied(due.Count);
            }, cancellation);
        }

        return all;
    }

    // Asked beside the gate: mostly nothing is due.
    private async Task<bool> IsDue(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = store.Read(TenantScope.House);
        return await db.Labels.AnyAsync(label => label.PlacesUntil <= now, cancellation);
    }
}
