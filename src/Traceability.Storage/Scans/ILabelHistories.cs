using Traceability.Scans;
using Traceability.Storage.Issuing;

namespace Traceability.Storage.Scans;

/// <summary>What is remembered of the scans of labels.</summary>
public interface ILabelHistories
{
    /// <summary>The histories of a batch's labels that anybody scanned, one by one, however many there are.</summary>
    IAsyncEnumerable<(LabelKey Label, LabelHistory History)> OfBatch(BatchRow batch, CancellationToken cancellation);
}

/// <summary>No label remembers anything.</summary>
public sealed class NoLabelHistories : ILabelHistories
{
    /// <inheritdoc />
    public IAsyncEnumerable<(LabelKey Label, LabelHistory History)> OfBatch(BatchRow batch, CancellationToken cancellation) =>
        AsyncEnumerable.Empty<(LabelKey Label, LabelHistory History)>();
}
