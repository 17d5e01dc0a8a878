using System.Buffers;

namespace Traceability.Codes;

/// <summary>
/// Makes a code out of batch and serial and opens it again, with no database (docs/formats/source-code.md §6, §7).
/// One instance serves all threads and lives as long as its key ring.
/// </summary>
public sealed class CodeSeal
{
    private const int ControlBits = 26;
    private const ulong ControlMask = (1UL << ControlBits) - 1;
    private const int SerialBitsInRight = SealRounds.HalfBits - ControlBits;
    private const int SerialBitsInLeft = 32 - SerialBitsInRight;

    // 32 KiB of blocks: the overhead of a call is spread thin and the scratch stays in the near cache.
    private const int CodesPerCall = 2_048;

    // A symbol of no key has rounds as well, under a decoy, and a bit that is never zero: not even a branch tells it from a key's.
    private readonly SealRounds[] _byKeyValue = new SealRounds[Symbols.Alphabet.Length];
    private readonly ulong[] _foreignBits = new ulong[Symbols.Alphabet.Length];

    /// <summary>Seals and opens with every key of the ring, whatever its state: batches issued under an old key keep their codes.</summary>
    public CodeSeal(KeyRing keys)
    {
        Array.Fill(_byKeyValue, new SealRounds(Symbols.Alphabet[0], new byte[SealingKey.KeyBytes]));
        Array.Fill(_foreignBits, ControlMask + 1);
        foreach (var key in keys.Keys)
        {
            var keyValue = Symbols.Alphabet.IndexOf(key.Symbol);
            (_byKeyValue[keyValue], _foreignBits[keyValue]) = (new SealRounds(key.Symbol, key.Secret), 0);
        }
    }

    /// <summary>The one code of this serial in this batch. A key symbol that is not held is an <see cref="ArgumentException"/>.</summary>
    public SourceCode Seal(char keySymbol, uint batch, uint serial)
    {
        var (keyValue, rounds) = Held(keySymbol);
        var (left, right) = rounds.Seal(Left(batch, serial), Right(serial));
        return SourceCode.FromSealed(keyValue, left, right);
    }

    /// <summary>
    /// Writes the codes of <paramref name="count"/> serials in ascending order, 20 ASCII symbols each and nothing between them.
    /// A destination of another size, or serials beyond 2³² − 1, are an <see cref="ArgumentException"/> before anything is written.
    /// </summary>
    public void SealRange(char keySymbol, uint batch, uint firstSerial, int count, Span<byte> ascii)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, (1L << 32) - firstSerial);
        if (ascii.Length != (long)count * SourceCode.Length)
            throw new ArgumentException($"{count} codes need {(long)count * SourceCode.Length} bytes, not {ascii.Length}.", nameof(ascii));

        var (keyValue, rounds) = Held(keySymbol);
        var blocks = ArrayPool<byte>.Shared.Rent(CodesPerCall * SealRounds.BlockBytes);
        var halves = ArrayPool<ulong>.Shared.Rent(2 * CodesPerCall);

        for (var done = 0; done < count; done += CodesPerCall)
        {
            var some = int.Min(CodesPerCall, count - done);
            var left = halves.AsSpan(0, some);
            var right = halves.AsSpan(CodesPerCall, some);
            for (var at = 0; at < some; at++)
            {
                var serial = firstSerial + (uint)(done + at);
                left[at] = Left(batch, serial);
                right[at] = Right(serial);
            }

            rounds.SealAll(left, right, blocks);

            for (var at = 0; at < some; at++, ascii = ascii[SourceCode.Length..])
                SourceCode.FromSealed(keyValue, left[at], right[at]).CopyTo(ascii);
        }

        ArrayPool<byte>.Shared.Return(blocks);
        ArrayPool<ulong>.Shared.Return(halves);
    }

    /// <summary>What the code stands for. Every well-formed code costs the same ten rounds, ours or not, so time tells nothing.</summary>
    public SealOpening Open(SourceCode code)
    {
        var (left, right) = _byKeyValue[code.KeyValue].Open(code.SealedLeft, code.SealedRight);
        if (((right & ControlMask) | _foreignBits[code.KeyValue]) != 0)
            return SealOpening.NotOurs;

        var serial = (uint)(left << SerialBitsInRight) | (uint)(right >> ControlBits);
        return new SealOpening.Opened(code.KeySymbol, (uint)(left >> SerialBitsInLeft), serial);
    }

    private (int KeyValue, SealRounds Rounds) Held(char keySymbol)
    {
        var keyValue = Symbols.Alphabet.IndexOf(keySymbol);
        return keyValue >= 0 && _foreignBits[keyValue] == 0
            ? (keyValue, _byKeyValue[keyValue])
            : throw new ArgumentException($"The ring holds no key {keySymbol}.", nameof(keySymbol));
    }

    // §6.2: batch(32) ‖ serial(32) ‖ 0(26), cut in two halves of 45 bits.
    private static ulong Left(uint batch, uint serial) => ((ulong)batch << SerialBitsInLeft) | (serial >> SerialBitsInRight);

    private static ulong Right(uint serial) => ((ulong)serial << ControlBits) & SealRounds.HalfMask;
}
