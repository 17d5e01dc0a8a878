using System.Text;
using Traceability.Codes;

namespace Traceability.Benchmarks;

/// <summary>Sealing and opening on one core: from number to text and back.</summary>
internal static class CodeLines
{
    private const char KeySymbol = '1';
    private const uint Batch = 3_141_592_653;
    private const int Rounds = 9;
    private const int BulkCodes = 400_000;
    private const int SingleCodes = 20_000;
    private const int ReferenceCodes = 1_000;

    private const double SealGoal = 1_000_000;

    // The greatest peak the service is designed for, a hundred times 330 checks a second, opened by a single core.
    private const double OpenGoal = 33_000;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly byte[] Secret = [.. Enumerable.Range(0, SealingKey.KeyBytes).Select(at => (byte)at)];
    private static readonly CodeSeal Seal = new(new KeyRing([new SealingKey(KeySymbol, Secret, new KeyState.Sealing())]));
    private static readonly Ff1 Reference = new(Secret, Alphabet.Length);

    public static IEnumerable<Line> Measure()
    {
        var ascii = new byte[BulkCodes * SourceCode.Length];
        Seal.SealRange(KeySymbol, Batch, 1, BulkCodes, ascii);
        var texts = Enumerable.Range(0, SingleCodes)
            .Select(at => Encoding.ASCII.GetString(ascii, at * SourceCode.Length, SourceCode.Length))
            .ToArray();
        CheckThatAllAgree(texts);

        var seconds = Line.MedianSeconds(
            Rounds,
            () => Seal.SealRange(KeySymbol, Batch, 1, BulkCodes, ascii),
            () => SealOneByOne(),
            () => SealByReference(),
            () => OpenOneByOne(texts),
            () => OpenByReference(texts));
        var (bulk, single, reference) = (BulkCodes / seconds[0], SingleCodes / seconds[1], ReferenceCodes / seconds[2]);
        var (open, openByReference) = (SingleCodes / seconds[3], ReferenceCodes / seconds[4]);

        yield return new Line("seal a range, number to text", bulk, "codes/s/core", "generic FF1", bulk / reference, SealGoal, bulk >= SealGoal);
        yield return new Line("seal a range, number to text", bulk, "codes/s/core", "one at a time", bulk / single, SealGoal, bulk >= SealGoal);
        yield return new Line("open one code, text to number", open, "codes/s/core", "generic FF1", open / openByReference, OpenGoal, open >= OpenGoal);
    }

    private static void CheckThatAllAgree(string[] texts)
    {
        for (var at = 0; at < texts.Length; at++)
        {
            var serial = (uint)at + 1;
            var agree = Seal.Seal(KeySymbol, Batch, serial).ToString() == texts[at]
                && SourceCode.TryParse(texts[at], out var code)
                && Seal.Open(code) == new SealOpening.Opened(KeySymbol, Batch, serial)
                && (at >= ReferenceCodes || Sealed(serial) == texts[at][1..^1]);
            if (!agree)
                throw new InvalidOperationException($"Serial {serial} is not the same code on every path.");
        }
    }

    private static void SealOneByOne()
    {
        for (var serial = 1u; serial <= SingleCodes; serial++)
            Seal.Seal(KeySymbol, Batch, serial).ToString();
    }

    private static void SealByReference()
    {
        for (var serial = 1u; serial <= ReferenceCodes; serial++)
            Sealed(serial);
    }

    private static void OpenOneByOne(string[] texts)
    {
        foreach (var text in texts)
        {
            if (!SourceCode.TryParse(text, out var code) || Seal.Open(code) is not SealOpening.Opened)
                throw new InvalidOperationException($"{text} does not open.");
        }
    }

    private static void OpenByReference(string[] texts)
    {
        foreach (var text in texts.AsSpan(0, ReferenceCodes))
            Reference.Decrypt([.. text[1..^1].Select(symbol => Alphabet.IndexOf(symbol))], Tweak);
    }

    private static ReadOnlySpan<byte> Tweak => "TSC11"u8;

    private static string Sealed(uint serial)
    {
        var number = (UInt128)(((ulong)Batch << 32) | serial) << 26;
        var numerals = new int[18];
        for (var at = numerals.Length - 1; at >= 0; at--, number >>= 5)
            numerals[at] = (int)(number & 31);
        return string.Concat(Reference.Encrypt(numerals, Tweak).Select(value => Alphabet[value]));
    }
}
