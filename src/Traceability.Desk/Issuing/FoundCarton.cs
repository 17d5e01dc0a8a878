using Microsoft.EntityFrameworkCore;
using Traceability.Codes;
using Traceability.Desk.Codes;
using Traceability.Issuing;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>A carton of the caller's, found by its code, with the items it stands for.</summary>
/// <param name="Batch">The batch of carton codes.</param>
/// <param name="Serial">The carton's serial in it.</param>
/// <param name="ItemsBatch">The batch of the items inside.</param>
/// <param name="Items">Their serials.</param>
internal sealed record FoundCarton(BatchRow Batch, uint Serial, BatchRow ItemsBatch, SerialSpan Items)
{
    /// <summary>The carton of an opened code; the problem says whether there is no such label here or it is on no carton.</summary>
    public static async Task<(FoundCarton? Carton, Problem? Problem)> Find(TraceabilityDb db, SealOpening.Opened opened, CancellationToken cancellation) =>
        await FoundLabel.BatchOf(db, opened, cancellation) is { } batch ? await Of(db, batch, opened.Serial, cancellation) : (null, Problem.NotFound);

    /// <summary>The carton of a label of a batch; the problem says that it is on none.</summary>
    public static async Task<(FoundCarton? Carton, Problem? Problem)> Of(TraceabilityDb db, BatchRow batch, uint serial, CancellationToken cancellation)
    {
        if (batch is not { ItemsBatchId: { } itemsBatchId, ItemsPerCarton: { } itemsPerCarton })
            return (null, Problem.Conflict("notACarton", $"This code is of a batch for {batch.Kind}: it stands for itself alone.", "code", "这不是箱码。"));

        var items = await db.Batches.SingleAsync(items => items.Id == itemsBatchId, cancellation);
        return (new FoundCarton(batch, serial, items, CartonRule.Contents(serial, items.Count, itemsPerCarton)), null);
    }
}

/// <summary>Items inside a carton.</summary>
/// <param name="BatchId">Their batch.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
public sealed record CartonItems(Guid BatchId, uint First, uint Last)
{
    internal static CartonItems Of(FoundCarton carton) => new(carton.ItemsBatch.Id, carton.Items.First, carton.Items.Last);
}
