using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Traceability.Labels.Qr;

/// <summary>
/// Draws the symbols of all labels that share what stands before the code: each is QRCoder's own drawing completed by XOR, module for module what QRCoder
/// would draw under the same mask (ISO/IEC 18004). Serves all threads.
/// </summary>
public sealed class QrTemplate
{
    /// <summary>Masks of the standard (§7.8.2).</summary>
    public const int Masks = QrMasks.Count;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int DrawingsMax = 1_000;
    private const int DrawingsToBeSure = 16;
    private const int Held = 64;

    private static readonly ConcurrentDictionary<(string, QrLevel, string), QrTemplate> Known = new();

    private readonly string _prefix;
    private readonly QrLevel _level;
    private readonly QrBits _bits;
    private readonly ulong[] _baseBits;
    private readonly ulong[][] _baseRows;
    private readonly ulong[] _pivots = new ulong[QrBits.Words];
    private readonly ulong[] _columns;
    private readonly int _stride;

    private QrTemplate(string prefix, QrLevel level, QrBits bits, ulong[] baseBits, QrMatrix drawn, ulong[] baseRows, ulong[][] masks, QrColumns columns)
    {
        (_prefix, _level, _bits, _baseBits) = (prefix, level, bits, baseBits);
        (Version, Modules) = (drawn.Version, baseRows.Length);
        _stride = (Modules + Vector<ulong>.Count - 1) / Vector<ulong>.Count * Vector<ulong>.Count;
        _columns = new ulong[64 * QrBits.Words * _stride];
        foreach (var (pivot, rows) in columns.Columns)
        {
            _pivots[pivot >> 6] |= 1UL << (pivot & 63);
            rows.CopyTo(_columns, pivot * _stride);
        }

        _baseRows = [.. masks.Select(mask => Difference(mask, baseRows).Concat(new ulong[_stride - Modules]).ToArray())];
    }

    /// <summary>The version of every symbol drawn, 2 to 6.</summary>
    public int Version { get; }

    /// <summary>Modules on a side, without quiet zone.</summary>
    public int Modules { get; }

    /// <summary>
    /// The template for a prefix of printable ASCII and codes of twenty symbols of <paramref name="alphabet"/>, Crockford's when none is given; taken once, then held.
    /// None when the symbol would not be of version 2 to 6.
    /// </summary>
    public static QrTemplate? For(string prefix, QrLevel level, string alphabet = Alphabet)
    {
        if (Known.TryGetValue((prefix, level, alphabet), out var known))
            return known;
        if (Take(prefix, level, alphabet) is not { } taken)
            return null;
        if (Known.Count >= Held)
            Known.Clear();
        return Known.GetOrAdd((prefix, level, alphabet), taken);
    }

    /// <summary>Draws one code under a mask into <see cref="Modules"/> rows, the left module in the highest bit; answers the mask used.</summary>
    /// <remarks>A code with a run of digits that QRCoder would cut out (one in some 400,000) is drawn by QRCoder itself, under the mask that it chooses.</remarks>
    public int Draw(ReadOnlySpan<byte> code, int mask, Span<ulong> rows)
    {
        if (!_bits.Fits(code))
            return DrawByQrCoder(code, rows);

        Span<ulong> padded = stackalloc ulong[_stride];
        _baseRows[mask].CopyTo(padded);
        AddDifference(code, padded);
        padded[..Modules].CopyTo(rows);
        return mask;
    }

    /// <summary>Draws one code under the mask with the least penalty (§7.8.3), the lowest number among equals; answers that mask.</summary>
    public int DrawBest(ReadOnlySpan<byte> code, Span<ulong> rows)
    {
        if (!_bits.Fits(code))
            return DrawByQrCoder(code, rows);

        Span<ulong> difference = stackalloc ulong[_stride];
        difference.Clear();
        AddDifference(code, difference);
        Span<ulong> tried = stackalloc ulong[_stride];
        var (best, least) = (0, int.MaxValue);
        for (var mask = 0; mask < Masks; mask++)
        {
            Sum(_baseRows[mask], difference, tried);
            var penalty = QrPenalty.Of(tried[..Modules]);
            if (penalty >= least)
                continue;
            (best, least) = (mask, penalty);
            tried[..Modules].CopyTo(rows);
        }

        return best;
    }

    private int DrawByQrCoder(ReadOnlySpan<byte> code, Span<ulong> rows)
    {
        var drawn = QrMatrix.Of(_prefix + Encoding.ASCII.GetString(code), _level, Version);
        drawn.Rows.CopyTo(rows);
        return drawn.Mask;
    }

    private void AddDifference(ReadOnlySpan<byte> code, Span<ulong> rows)
    {
        Span<ulong> bits = stackalloc ulong[QrBits.Words];
        _bits.Pack(code, bits);
        AddColumns(bits, rows);
    }

    private void AddColumns(ReadOnlySpan<ulong> bits, Span<ulong> rows)
    {
        for (var word = 0; word < QrBits.Words; word++)
        {
            for (var left = (bits[word] ^ _baseBits[word]) & _pivots[word]; left != 0; left &= left - 1)
            {
                var pivot = (64 * word) + BitOperations.TrailingZeroCount(left);
                Sum(rows, _columns.AsSpan(pivot * _stride, _stride), rows);
            }
        }
    }

    private static void Sum(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> sum)
    {
        var first = MemoryMarshal.Cast<ulong, Vector<ulong>>(a);
        var second = MemoryMarshal.Cast<ulong, Vector<ulong>>(b);
        var to = MemoryMarshal.Cast<ulong, Vector<ulong>>(sum);
        for (var i = 0; i < to.Length; i++)
            to[i] = first[i] ^ second[i];
    }

    private static QrTemplate? Take(string prefix, QrLevel level, string alphabet)
    {
        if (prefix.Length == 0 || prefix.Any(letter => letter is <= ' ' or > '~'))
            throw new ArgumentException("Not the start of an address in ASCII.", nameof(prefix));
        foreach (var bits in QrBits.Candidates(prefix, alphabet))
        {
            // A fixed beginning: the same template comes of the same drawings, on every machine.
            var random = new Random(18004);
            var (drawn, packed) = Drawing(prefix, level, alphabet, bits, random);
            if (drawn.Rows.Length == 0)
                return null;

            var masks = QrMasks.For(drawn.Version, level);
            var rows = Difference(drawn.Rows, masks[drawn.Mask]);
            if (Learn(() => Drawing(prefix, level, alphabet, bits, random), packed, rows, masks, bits.Groups.Sum(group => RankOf(group, alphabet))) is { } columns)
                return new QrTemplate(prefix, level, bits, packed, drawn, rows, masks, columns);
        }

        throw new InvalidOperationException("QRCoder draws these codes in no way that this template knows.");
    }

    // None when the drawings contradict each other: the bits stand elsewhere.
    private static QrColumns? Learn(Func<(QrMatrix Drawn, ulong[] Bits)> draw, ulong[] baseBits, ulong[] baseRows, ulong[][] masks, int rank)
    {
        var columns = new QrColumns();
        for (int drawings = 0, sure = 0; drawings < DrawingsMax; drawings++)
        {
            var (drawn, bits) = draw();
            if (!columns.Learn(Difference(bits, baseBits), Difference(Difference(drawn.Rows, masks[drawn.Mask]), baseRows)))
                return null;
            if (columns.Rank == rank && ++sure > DrawingsToBeSure)
                return columns;
        }

        return null;
    }

    private static (QrMatrix Drawn, ulong[] Bits) Drawing(string prefix, QrLevel level, string alphabet, QrBits bits, Random random)
    {
        var code = new byte[QrBits.SymbolsPerCode];
        do
        {
            for (var at = 0; at < code.Length; at++)
                code[at] = (byte)alphabet[random.Next(alphabet.Length)];
        }
        while (!bits.Fits(code));

        var packed = new ulong[QrBits.Words];
        bits.Pack(code, packed);
        return (QrMatrix.Of(prefix + Encoding.ASCII.GetString(code), level), packed);
    }

    // How many independent columns the values of a group can ask for: not all its bits move where a symbol shares it with the prefix.
    private static int RankOf(QrBits.Group group, string alphabet)
    {
        var code = new byte[QrBits.SymbolsPerCode];
        Array.Fill(code, (byte)alphabet[0]);
        var zero = QrBits.Value(group, code);
        var basis = new List<int>();
        foreach (var first in alphabet)
        {
            foreach (var second in group.Count == 2 ? alphabet : alphabet[..1])
            {
                code[group.First] = (byte)first;
                if (group.Count == 2)
                    code[group.First + 1] = (byte)second;
                var value = basis.Aggregate(QrBits.Value(group, code) ^ zero, (rest, known) => int.Min(rest, rest ^ known));
                if (value != 0)
                    basis.Add(value);
            }
        }

        return basis.Count;
    }

    private static ulong[] Difference(ulong[] a, ulong[] b) => [.. a.Zip(b, (x, y) => x ^ y)];
}
