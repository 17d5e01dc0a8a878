using System.Buffers.Binary;
using Traceability.Reading;

namespace Traceability.Labels.Ink;

/// <summary>
/// Writes pictures that resemble each other as PNG of one bit a dot (W3C PNG, third edition). A label repeats most of its rows and differs little from the
/// next: its deflate stream repeats rows and runs only, in a code made once from samples, and is as small as a patient search would find.
/// </summary>
public sealed class PngWriter
{
    private const int SignatureBytes = 8, HeaderBytes = 13, ScaleBytes = 9, ChunkBytes = 12, ZlibBytes = 6;
    private const double MillimetresPerMetre = 1_000;

    private readonly int _height, _stride;
    private readonly byte[] _beforeData;
    private readonly DeflateCodes _codes;
    private readonly RowTokens _rows;

    /// <summary>A writer for pictures of one size, which learns from samples what such pictures hold.</summary>
    public PngWriter(int width, int height, double dotsPerMillimetre, IEnumerable<Bitmap> samples)
    {
        (_height, _stride) = (height, (width + 7) / 8);
        var scale = (int)double.Round(dotsPerMillimetre * MillimetresPerMetre);
        _beforeData = new byte[SignatureBytes + HeaderBytes + ScaleBytes + (2 * ChunkBytes)];
        ReadOnlySpan<byte> signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        signature.CopyTo(_beforeData);
        Span<byte> header = [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        var at = SignatureBytes + Chunk("IHDR"u8, header, _beforeData.AsSpan(SignatureBytes));
        Span<byte> dots = [0, 0, 0, 0, 0, 0, 0, 0, 1];
        BinaryPrimitives.WriteInt32BigEndian(dots, scale);
        BinaryPrimitives.WriteInt32BigEndian(dots[4..], scale);
        Chunk("pHYs"u8, dots, _beforeData.AsSpan(at));

        _rows = new RowTokens(_stride, height);
        var (literals, distances) = (new int[DeflateCodes.Literals], new int[DeflateCodes.Distances]);
        foreach (var sample in samples)
        {
            _rows.Read(sample);
            Count(_rows.Tokens, literals, distances);
        }

        _codes = DeflateCodes.For(literals, distances);
    }

    /// <summary>Bytes that no file exceeds: nine bits for each byte of the picture and as much again for its frame.</summary>
    public int MostBytes => _beforeData.Length + ((_stride + 1) * _height * 2) + (2 * ChunkBytes) + 512;

    /// <summary>Writes one picture of the size given; returns its bytes.</summary>
    public int Write(Bitmap picture, Span<byte> to)
    {
        _beforeData.CopyTo(to);
        var data = to[_beforeData.Length..];
        // Deflate with a window of 32 KiB, in the fastest of four levels as declared (RFC 1950 §2.2).
        var content = data[8..];
        (content[0], content[1]) = (0x78, 0x01);
        var adler = _rows.Read(picture);
        // A picture unlike every sample costs more bytes, never its rightness.
        if (!TryDeflate(_rows.Tokens, _codes, content[2..], out var written))
            TryDeflate(_rows.Tokens, DeflateCodes.Fixed, content[2..], out written);
        BinaryPrimitives.WriteUInt32BigEndian(content[(2 + written)..], adler);
        var at = _beforeData.Length + Chunk("IDAT"u8, content[..(ZlibBytes + written)], data);
        return at + Chunk("IEND"u8, [], to[at..]);
    }

    private static void Count(ReadOnlySpan<int> tokens, int[] literals, int[] distances)
    {
        literals[DeflateCodes.EndOfBlock]++;
        foreach (var token in tokens)
        {
            if (token < RowTokens.FirstMatch)
            {
                literals[token]++;
                continue;
            }

            literals[DeflateSymbols.Length(token >> 16).Symbol]++;
            distances[DeflateSymbols.Distance(token & 0xFFFF).Symbol]++;
        }
    }

    // False when a token has no code.
    private static bool TryDeflate(ReadOnlySpan<int> tokens, DeflateCodes codes, Span<byte> to, out int written)
    {
        var (literal, distance) = (codes.Literal.Codes, codes.Distance.Codes);
        var stream = new BitStream(to);
        written = 0;
        foreach (var (bits, count) in codes.Header)
            stream.Write(bits, count);
        foreach (var token in tokens)
        {
            if (token < RowTokens.FirstMatch)
            {
                if (literal[token] == 0)
                    return false;
                stream.Write(literal[token]);
                continue;
            }

            var length = DeflateSymbols.Length(token >> 16);
            var back = DeflateSymbols.Distance(token & 0xFFFF);
            if (literal[length.Symbol] == 0 || distance[back.Symbol] == 0)
                return false;
            stream.Write(literal[length.Symbol]);
            stream.Write(length.Extra, length.ExtraBits);
            stream.Write(distance[back.Symbol]);
            stream.Write(back.Extra, back.ExtraBits);
        }

        stream.Write(literal[DeflateCodes.EndOfBlock]);
        written = stream.End();
        return true;
    }

    // The content may already stand in its place.
    private static int Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content, Span<byte> to)
    {
        BinaryPrimitives.WriteInt32BigEndian(to, content.Length);
        type.CopyTo(to[4..]);
        content.CopyTo(to[8..]);
        BinaryPrimitives.WriteUInt32BigEndian(to[(8 + content.Length)..], PngCrc.Of(to.Slice(4, 4 + content.Length)));
        return ChunkBytes + content.Length;
    }
}
