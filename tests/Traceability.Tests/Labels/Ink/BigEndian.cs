using System.Buffers.Binary;

namespace Traceability.Tests.Labels.Ink;

/// <summary>Bytes of a format that stores its numbers most significant byte first.</summary>
internal sealed class BigEndian
{
    private readonly List<byte> bytes = [];

    public int Length => bytes.Count;

    public BigEndian U8(params int[] values) => Bytes([.. values.Select(value => (byte)value)]);

    public BigEndian U16(params int[] values) => Bytes([.. values.SelectMany(value => new[] { (byte)(value >> 8), (byte)value })]);

    public BigEndian U32(params long[] values)
    {
        Span<byte> four = stackalloc byte[4];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteUInt32BigEndian(four, (uint)value);
            Bytes(four);
        }

        return this;
    }

    public BigEndian Bytes(params ReadOnlySpan<byte> more)
    {
        bytes.AddRange(more);
        return this;
    }

    public byte[] ToArray() => [.. bytes];
}
