using System.IO.Pipelines;
using System.Security.Cryptography;

namespace Traceability.Labels;

/// <summary>Writes the twenty symbols of each code of a run of serials, one code behind the other, in ASCII.</summary>
public delegate void SealRange(uint firstSerial, int count, Span<byte> ascii);

/// <summary>The file a press prints from: UTF-8 with byte order mark, CRLF, RFC 4180, one row for each label.</summary>
public static class PressCsv
{
    // Sealing is quickest some thousands at a time, and the chunk still fits the processor's cache.
    private const int RowsPerChunk = 2_048;

    private static ReadOnlySpan<byte> Heading => "\uFEFFseq,url,code,serial,sku,gi_name,uscc,lot\r\n"u8;

    /// <summary>Streams the file in constant memory and returns its manifest; the pipe is flushed, not completed.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or the reader left: what was written is not a whole file.</exception>
    public static async Task<PressManifest> Write(PipeWriter output, PressRun run, SealRange seal, CancellationToken cancellation)
    {
        var row = new PressRow(run);
        var codes = new byte[RowsPerChunk * PressRow.SymbolsPerCode];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = 0L;

        WriteHeading();
        for (var done = 0; done < run.Count; done += RowsPerChunk)
        {
            WriteChunk(done, int.Min(RowsPerChunk, run.Count - done));
            var flushed = await output.FlushAsync(cancellation);
            if (flushed.IsCompleted)
                throw new OperationCanceledException("The reader of the press file left.");
        }

        return new PressManifest(run.Count, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));

        void WriteHeading()
        {
            var heading = output.GetSpan(Heading.Length);
            Heading.CopyTo(heading);
            Commit(heading, Heading.Length);
        }

        void WriteChunk(int done, int count)
        {
            var sealedCodes = codes.AsSpan(0, count * PressRow.SymbolsPerCode);
            seal(run.FirstSerial + (uint)done, count, sealedCodes);
            var written = 0;
            var chunk = output.GetSpan(count * row.MostBytes);
            for (var i = 0; i < count; i++)
                written += row.Write(done + i, sealedCodes.Slice(i * PressRow.SymbolsPerCode, PressRow.SymbolsPerCode), chunk[written..]);

            Commit(chunk, written);
        }

        void Commit(ReadOnlySpan<byte> written, int length)
        {
            hash.AppendData(written[..length]);
            output.Advance(length);
            bytes += length;
        }
    }
}
