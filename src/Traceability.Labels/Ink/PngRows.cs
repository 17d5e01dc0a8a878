using System.IO.Compression;

namespace Traceability.Labels.Ink;

/// <summary>Inflates the rows of a PNG one after the other and takes their filters off (§9); holds two rows and no more.</summary>
internal sealed class PngRows(PngHeader header, Stream deflated) : IDisposable
{
    private readonly ZLibStream inflated = new(deflated, CompressionMode.Decompress);
    private byte[] row = new byte[header.RowBytes + 1];
    private byte[] before = new byte[header.RowBytes + 1];

    /// <summary>False when the stream ends inside a row, cannot be inflated, or the filter is none of the five.</summary>
    public bool TryNext(out ReadOnlySpan<byte> samples)
    {
        (row, before) = (before, row);
        samples = row.AsSpan(1);
        return Inflate(row) == row.Length && TryUnfilter();
    }

    /// <summary>Whether nothing follows the last row. What does follow is not inflated: it may be a thousand times the file.</summary>
    public bool IsAtEnd() => Inflate(new byte[1]) == 0;

    /// <inheritdoc/>
    public void Dispose() => inflated.Dispose();

    // -1 for a stream that zlib rejects.
    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return inflated.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return -1;
        }
    }

    private bool TryUnfilter()
    {
        var filter = row[0];
        if (filter > 4)
            return false;

        var step = header.BytesPerDot;
        for (var i = 1; i < row.Length; i++)
        {
            var left = i > step ? row[i - step] : 0;
            var (above, aboveLeft) = (before[i], i > step ? before[i - step] : 0);
            row[i] += (byte)(filter switch
            {
                1 => left,
                2 => above,
                3 => (left + above) / 2,
                4 => Paeth(left, above, aboveLeft),
                _ => 0,
            });
        }

        return true;
    }

    // §9.4: the neighbour nearest to left + above - aboveLeft, in this order of preference.
    private static int Paeth(int left, int above, int aboveLeft)
    {
        var (byLeft, byAbove) = (int.Abs(above - aboveLeft), int.Abs(left - aboveLeft));
        var byAboveLeft = int.Abs(left + above - 2 * aboveLeft);
        return byLeft <= byAbove && byLeft <= byAboveLeft ? left : byAbove <= byAboveLeft ? above : aboveLeft;
    }
}
