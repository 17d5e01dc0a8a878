using System.IO.Pipelines;

namespace Traceability.Labels.Forms;

/// <summary>Writes the twenty symbols of each code of a run of serials, one code behind the other, in ASCII.</summary>
public delegate void SealRange(uint firstSerial, int count, Span<byte> ascii);

/// <summary>One file of labels from its first byte to its last, in memory that does not grow with their number.</summary>
public static class LabelFile
{
    // Sealing is quickest some thousands at a time, and the chunk still fits the processor's cache.
    private const int LabelsPerChunk = 2_048;

    /// <summary>Writes the labels of <paramref name="count"/> serials in ascending order and returns the manifest; the pipe is flushed, not completed.</summary>
    /// <param name="output">Where the file goes.</param>
    /// <param name="form">How labels are written; a form writes one file and is then used up.</param>
    /// <param name="firstSerial">The serial of the first label.</param>
    /// <param name="count">How many; the last serial must stay within 32 bits.</param>
    /// <param name="seal">Gives the codes.</param>
    /// <param name="cancellation">Stops between two labels.</param>
    /// <param name="done">Told now and then how many labels are written.</param>
    /// <exception cref="OperationCanceledException">Cancelled, or the reader left: what was written is not a whole file.</exception>
    public static async Task<FileManifest> Write(
        PipeWriter output, LabelForm form, uint firstSerial, int count, SealRange seal, CancellationToken cancellation, Action<int>? done = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstSerial + (long)count - 1, uint.MaxValue);

        using var to = new LabelOutput(output);
        var codes = new byte[int.Min(LabelsPerChunk, count) * LabelForm.SymbolsPerCode];
        form.Begin(to, count);
        for (var index = 0; index < count; index++)
        {
            var at = index % LabelsPerChunk;
            if (at == 0)
            {
                done?.Invoke(index);
                var sealing = int.Min(LabelsPerChunk, count - index);
                seal(firstSerial + (uint)index, sealing, codes.AsSpan(0, sealing * LabelForm.SymbolsPerCode));
            }

            form.Write(to, index, firstSerial + (uint)index, codes.AsSpan(at * LabelForm.SymbolsPerCode, LabelForm.SymbolsPerCode));
            await to.Flush(all: false, cancellation);
        }

        form.End(to);
        await to.Flush(all: true, cancellation);
        done?.Invoke(count);
        return new FileManifest(count, to.Position, to.Sha256());
    }
}
