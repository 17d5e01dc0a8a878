using System.Buffers.Binary;

namespace Traceability.Labels.Ink;

/// <summary>A part of a font file, big-endian; reading outside it is an <see cref="InvalidDataException"/>, never anything else.</summary>
internal readonly struct FontBytes(ReadOnlyMemory<byte> bytes)
{
    public int Length => bytes.Length;

    public int Byte(long at) => Read(at, 1)[0];

    public int UInt16(long at) => BinaryPrimitives.ReadUInt16BigEndian(Read(at, 2));

    public int Int16(long at) => BinaryPrimitives.ReadInt16BigEndian(Read(at, 2));

    public int Int32(long at) => BinaryPrimitives.ReadInt32BigEndian(Read(at, 4));

    public uint UInt32(long at) => BinaryPrimitives.ReadUInt32BigEndian(Read(at, 4));

    public ReadOnlySpan<byte> Read(long at, long length) => Part(at, length).Span;

    public FontBytes From(long at, long length) => new(Part(at, length));

    public FontBytes From(long at) => From(at, Length - at);

    private ReadOnlyMemory<byte> Part(long at, long length) =>
        at >= 0 && length >= 0 && at <= Length - length
            ? bytes.Slice((int)at, (int)length)
            : throw new InvalidDataException("It is cut off or damaged: something it points to lies outside the file.");
}
