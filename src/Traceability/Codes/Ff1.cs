using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Traceability.Codes;

/// <summary>
/// FF1 of NIST SP 800-38G as the standard writes it, for numeral strings whose halves need at most 96 bits.
/// It is the reference that <see cref="CodeSeal"/> must equal, and is slow on purpose.
/// </summary>
public sealed class Ff1
{
    private const int Rounds = 10;
    private const int BlockBytes = 16;

    private readonly Aes _aes = Aes.Create();
    private readonly int _radix;

    /// <summary>Holds an AES key of 16, 24 or 32 bytes for numerals 0 to <paramref name="radix"/> − 1, radix 2 to 36.</summary>
    public Ff1(ReadOnlySpan<byte> key, int radix)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(radix, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radix, 36);
        _aes.Key = key.ToArray();
        _radix = radix;
    }

    /// <summary>Algorithm 7, FF1.Encrypt: as many numerals as were given.</summary>
    public int[] Encrypt(ReadOnlySpan<int> numerals, ReadOnlySpan<byte> tweak)
    {
        var shape = Shape(numerals, tweak);
        var (a, b) = (Number(numerals[..shape.Left]), Number(numerals[shape.Left..]));
        for (var round = 0; round < Rounds; round++)
            (a, b) = (b, Modulo(a + Pseudorandom(shape, tweak, round, b), shape.LengthAt(round)));
        return Numerals(a, b, shape);
    }

    /// <summary>Algorithm 8, FF1.Decrypt: undoes <see cref="Encrypt"/> under the same tweak.</summary>
    public int[] Decrypt(ReadOnlySpan<int> numerals, ReadOnlySpan<byte> tweak)
    {
        var shape = Shape(numerals, tweak);
        var (a, b) = (Number(numerals[..shape.Left]), Number(numerals[shape.Left..]));
        for (var round = Rounds - 1; round >= 0; round--)
            (a, b) = (Modulo(b - Pseudorandom(shape, tweak, round, a), shape.LengthAt(round)), a);
        return Numerals(a, b, shape);
    }

    /// <summary>The constants of steps 1 to 5: u, v, b, d and the block P.</summary>
    private sealed record Constants(int Left, int Right, int NumberBytes, int TakenBytes, byte[] FirstBlock)
    {
        public int LengthAt(int round) => round % 2 == 0 ? Left : Right;
    }

    private Constants Shape(ReadOnlySpan<int> numerals, ReadOnlySpan<byte> tweak)
    {
        foreach (var numeral in numerals)
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)numeral, (uint)_radix, nameof(numerals));

        // Revision 1 of the standard: fewer than a million strings can be searched whole.
        if (BigInteger.Pow(_radix, numerals.Length) < 1_000_000)
            throw new ArgumentException("Too few numerals: radix to the power of their count must reach 1,000,000.", nameof(numerals));

        var left = numerals.Length / 2;
        var right = numerals.Length - left;
        var numberBytes = (BigInteger.Pow(_radix, right) - 1).GetByteCount(isUnsigned: true);
        var takenBytes = (4 * ((numberBytes + 3) / 4)) + 4;
        if (takenBytes > BlockBytes)
            throw new ArgumentException("Too many numerals: a half may need 96 bits at most.", nameof(numerals));

        byte[] first = [1, 2, 1, 0, 0, (byte)_radix, Rounds, (byte)left, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(first.AsSpan(8), numerals.Length);
        BinaryPrimitives.WriteInt32BigEndian(first.AsSpan(12), tweak.Length);
        return new Constants(left, right, numberBytes, takenBytes, first);
    }

    /// <summary>Steps 6.i to 6.iv: y.</summary>
    private BigInteger Pseudorandom(Constants shape, ReadOnlySpan<byte> tweak, int round, BigInteger half)
    {
        var unpadded = tweak.Length + 1 + shape.NumberBytes;
        var padded = (unpadded + BlockBytes - 1) / BlockBytes * BlockBytes;
        var input = new byte[BlockBytes + padded];
        shape.FirstBlock.CopyTo(input, 0);
        tweak.CopyTo(input.AsSpan(BlockBytes));
        input[^(shape.NumberBytes + 1)] = (byte)round;
        var number = half.ToByteArray(isUnsigned: true, isBigEndian: true);
        number.CopyTo(input, input.Length - number.Length);

        // The PRF of the standard is a CBC-MAC: the last block of CBC under a zero vector.
        var chained = _aes.EncryptCbc(input, new byte[BlockBytes], PaddingMode.None);
        return new BigInteger(chained.AsSpan(chained.Length - BlockBytes, shape.TakenBytes), isUnsigned: true, isBigEndian: true);
    }

    private BigInteger Modulo(BigInteger number, int length)
    {
        var modulus = BigInteger.Pow(_radix, length);
        var remainder = number % modulus;
        return remainder.Sign < 0 ? remainder + modulus : remainder;
    }

    private BigInteger Number(ReadOnlySpan<int> numerals)
    {
        var number = BigInteger.Zero;
        foreach (var numeral in numerals)
            number = (number * _radix) + numeral;
        return number;
    }

    private int[] Numerals(BigInteger a, BigInteger b, Constants shape)
    {
        var numerals = new int[shape.Left + shape.Right];
        for (var at = numerals.Length - 1; at >= shape.Left; at--, b /= _radix)
            numerals[at] = (int)(b % _radix);
        for (var at = shape.Left - 1; at >= 0; at--, a /= _radix)
            numerals[at] = (int)(a % _radix);
        return numerals;
    }
}
