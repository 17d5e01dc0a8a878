using System.Buffers.Binary;

namespace Traceability.Labels.Ink;

/// <summary>Bits one behind the other, the first in the lowest bit of a byte (RFC 1951 §3.1.1).</summary>
internal ref struct BitStream(Span<byte> to)
{
    private readonly Span<byte> _to = to;
    private ulong _held;
    private int _heldBits, _written;

    /// <summary>Writes a code as <see cref="HuffmanCode.Codes"/> has it.</summary>
    public void Write(uint code) => Write((int)(code & 0xFFFF), (int)(code >> 16));

    /// <summary>Writes at most 16 bits, the lowest first.</summary>
    public void Write(int bits, int count)
    {
        _held |= (ulong)bits << _heldBits;
        _heldBits += count;
        if (_heldBits < 32)
            return;
        BinaryPrimitives.WriteUInt32LittleEndian(_to[_written..], (uint)_held);
        _written += 4;
        _held >>= 32;
        _heldBits -= 32;
    }

    /// <summary>Fills the last byte; returns how many were written.</summary>
    public int End()
    {
        for (; _heldBits > 0; _heldBits -= 8, _held >>= 8)
            _to[_written++] = (byte)_held;
        return _written;
    }
}
