using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Traceability.Codes;

/// <summary>
/// FF1 under one key for the one shape that codes have (docs/formats/source-code.md §6.4): two halves of 45 bits, so the modulus is a mask,
/// and a CBC-MAC of two blocks whose first is constant, so a round is one AES block. Safe for any number of threads.
/// </summary>
internal sealed class SealRounds
{
    public const int HalfBits = 45;
    public const ulong HalfMask = (1UL << HalfBits) - 1;
    public const int BlockBytes = 16;

    private const int Rounds = 10;
    private const int RoundShift = 48;
    private const int TakenOffset = 4;

    private readonly ulong _high;
    private readonly ulong _low;

    // A one-shot call costs two thousand times the block it encrypts; a transform is cheap to reuse but belongs to one thread.
    private readonly ThreadLocal<Lane> _lane;

    private sealed record Lane(ICryptoTransform Cipher, byte[] Block);

    public SealRounds(char keySymbol, ReadOnlySpan<byte> secret)
    {
        var aes = Aes.Create();
        aes.Mode = CipherMode.ECB;
        aes.Padding = PaddingMode.None;
        aes.Key = secret.ToArray();

        // P of FF1 (radix 32, ten rounds, u = 9, n = 18, t = 5), then what never changes of Q: the tweak.
        byte[] constant = [1, 2, 1, 0, 0, 32, Rounds, 9, 0, 0, 0, 18, 0, 0, 0, 5];
        constant = aes.EncryptEcb(constant, PaddingMode.None);
        ReadOnlySpan<byte> tweak = [.. "TSC1"u8, (byte)keySymbol];
        for (var at = 0; at < tweak.Length; at++)
            constant[at] ^= tweak[at];

        _high = BinaryPrimitives.ReadUInt64BigEndian(constant);
        _low = BinaryPrimitives.ReadUInt64BigEndian(constant.AsSpan(8));
        _lane = new ThreadLocal<Lane>(() =>
        {
            lock (aes)
                return new Lane(aes.CreateEncryptor(), new byte[BlockBytes]);
        });
    }

    public (ulong Left, ulong Right) Seal(ulong left, ulong right)
    {
        var lane = _lane.Value!;
        for (var round = 0; round < Rounds; round++)
            (left, right) = (right, (left + Pseudorandom(lane, round, right)) & HalfMask);
        return (left, right);
    }

    public (ulong Left, ulong Right) Open(ulong left, ulong right)
    {
        var lane = _lane.Value!;
        for (var round = Rounds - 1; round >= 0; round--)
            (left, right) = ((right - Pseudorandom(lane, round, left)) & HalfMask, left);
        return (left, right);
    }

    /// <summary>Seals as many pairs as <paramref name="left"/> holds, in place; <paramref name="blocks"/> has 16 bytes of scratch for each.</summary>
    public void SealAll(Span<ulong> left, Span<ulong> right, byte[] blocks)
    {
        var cipher = _lane.Value!.Cipher;
        var length = left.Length * BlockBytes;
        for (var round = 0; round < Rounds; round++)
        {
            var scratch = blocks.AsSpan(0, length);
            foreach (var half in right)
            {
                WriteBlock(scratch, round, half);
                scratch = scratch[BlockBytes..];
            }

            cipher.TransformBlock(blocks, 0, length, blocks, 0);

            ReadOnlySpan<byte> encrypted = blocks.AsSpan(0, length);
            foreach (ref var half in left)
            {
                half = (half + Taken(encrypted)) & HalfMask;
                encrypted = encrypted[BlockBytes..];
            }

            // Ten swaps of the names, an even number: the spans end where they began.
            var swap = left;
            left = right;
            right = swap;
        }
    }

    private ulong Pseudorandom(Lane lane, int round, ulong half)
    {
        WriteBlock(lane.Block, round, half);
        lane.Cipher.TransformBlock(lane.Block, 0, BlockBytes, lane.Block, 0);
        return Taken(lane.Block);
    }

    private void WriteBlock(Span<byte> block, int round, ulong half)
    {
        BinaryPrimitives.WriteUInt64BigEndian(block, _high);
        BinaryPrimitives.WriteUInt64BigEndian(block[8..], _low ^ ((ulong)round << RoundShift) ^ half);
    }

    // d = 12 bytes of the block are taken and reduced modulo 2⁴⁵: the low bits of bytes 4 to 11.
    private static ulong Taken(ReadOnlySpan<byte> block) => BinaryPrimitives.ReadUInt64BigEndian(block[TakenOffset..]);
}
