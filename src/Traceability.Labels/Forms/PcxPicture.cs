using System.Buffers;
using System.Buffers.Binary;
using Traceability.Labels.Ink;

namespace Traceability.Labels.Forms;

/// <summary>A picture as a PCX file of one plane and one bit for each dot (ZSoft PCX, version 5): colour 0 is black, colour 1 white.</summary>
internal static class PcxPicture
{
    private const int HeaderBytes = 128;
    private const int MostRun = 63;
    private const byte RunMark = 0xC0;

    /// <summary>The bytes of the file.</summary>
    public static byte[] Of(Bitmap picture)
    {
        var file = new ArrayBufferWriter<byte>();
        // Rows have an even number of bytes.
        var row = new byte[(picture.Stride + 1) / 2 * 2];
        WriteHeader(picture, row.Length, file);
        for (var y = 0; y < picture.Height; y++)
        {
            row.AsSpan().Fill(0xFF);
            for (var at = 0; at < picture.Stride; at++)
                row[at] = (byte)~picture.Row(y)[at];
            WriteRow(row, file);
        }

        return file.WrittenSpan.ToArray();
    }

    private static void WriteHeader(Bitmap picture, int bytesPerRow, ArrayBufferWriter<byte> file)
    {
        var header = file.GetSpan(HeaderBytes)[..HeaderBytes];
        header.Clear();
        // ZSoft, version 3.0 with palette, run lengths, one bit.
        ReadOnlySpan<byte> start = [10, 5, 1, 1];
        start.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], (ushort)(picture.Width - 1));
        BinaryPrimitives.WriteUInt16LittleEndian(header[10..], (ushort)(picture.Height - 1));
        BinaryPrimitives.WriteUInt16LittleEndian(header[12..], (ushort)picture.Width);
        BinaryPrimitives.WriteUInt16LittleEndian(header[14..], (ushort)picture.Height);
        header[19..22].Fill(0xFF);
        header[65] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header[66..], (ushort)bytesPerRow);
        header[68] = 1;
        file.Advance(HeaderBytes);
    }

    // A byte that looks like a run length is written as a run of one.
    private static void WriteRow(ReadOnlySpan<byte> row, ArrayBufferWriter<byte> file)
    {
        for (int at = 0, end; at < row.Length; at = end)
        {
            for (end = at + 1; end < row.Length && end - at < MostRun && row[end] == row[at]; end++)
            {
            }

            if (end - at > 1 || row[at] >= RunMark)
                file.Write([(byte)(RunMark | (end - at)), row[at]]);
            else
                file.Write([row[at]]);
        }
    }
}
