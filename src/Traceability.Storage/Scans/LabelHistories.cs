using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Traceability.Scans;
using Traceability.Storage.Issuing;

namespace Traceability.Storage.Scans;

/// <summary>Reads what the labels of a batch remember of their scans, block by block: the labels of one block lie together.</summary>
public sealed class LabelHistories(Store store)
{
    private const uint BlockLength = 1u << ShardKey.BlockBits;

    /// <summary>The histories of a batch's labels to which anything happened, in the order of their serials.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="terms">Where and until when its items may be sold.</param>
    /// <param name="cancellation">Gives up.</param>
    public async IAsyncEnumerable<LabelHistory> OfBatch(BatchRow batch, SaleTerms terms, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = store.Read(TenantScope.House);
        for (uint block = 0; block <= batch.Count >> ShardKey.BlockBits; block++)
        {
            var (first, last) = (block * BlockLength, (block * BlockLength) + BlockLength - 1);
            var shard = ShardKey.Of(batch.Number, first);
            var labels = await db.Labels.Where(label => label.Shard == shard && label.Batch == batch.Number && label.Serial >= first && label.Serial <= last && label.Memory != null)
                .OrderBy(label => label.Serial).ToListAsync(cancellation);
            foreach (var label in labels)
                yield return LabelMemory.Of(label, terms).History;
        }
    }
}
