using System.Text;

namespace Traceability.Codes;

/// <summary>
/// The identity of one item: twenty symbols that passed their check symbol (docs/formats/source-code.md §3).
/// A value of this type is well-formed, not yet genuine: only <see cref="CodeSeal.Open"/> tells what it stands for.
/// </summary>
public readonly record struct SourceCode
{
    /// <summary>Symbols in a code, without the hyphens of the printed form.</summary>
    public const int Length = 20;

    /// <summary>Longest text that is looked at; longer text is malformed whatever it holds (§4.1).</summary>
    public const int MaxInputLength = 64;

    private const int HalfLength = Length / 2;

    // Ten symbols each, five bits a symbol, first symbol highest: both fit a register and compare at once.
    private readonly ulong _head;
    private readonly ulong _tail;

    private SourceCode(ulong head, ulong tail) => (_head, _tail) = (head, tail);

    /// <summary>The symbol that names the key which sealed the code (§8).</summary>
    public char KeySymbol => Symbols.Alphabet[KeyValue];

    /// <summary>The form for people: XXXXX-XXXXX-XXXXX-XXXXX.</summary>
    public string Printed
    {
        get
        {
            var plain = ToString().AsSpan();
            return $"{plain[..5]}-{plain[5..10]}-{plain[10..15]}-{plain[15..]}";
        }
    }

    internal int KeyValue => (int)(_head >> SealRounds.HalfBits);
    internal ulong SealedLeft => _head & SealRounds.HalfMask;
    internal ulong SealedRight => _tail >> Symbols.BitsPerSymbol;

    /// <summary>Reads what a person typed or a client sent: folds spaces, dashes, case, full-width forms and look-alikes (§4).</summary>
    public static SourceCodeReading Read(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxInputLength)
            return SourceCodeReading.NotACode;

        var (head, tail, count) = (0UL, 0UL, 0);
        foreach (var character in text)
        {
            if (Symbols.IsSeparator(character))
                continue;
            if (!Symbols.TryFold(character, out var value) || count == Length)
                return SourceCodeReading.NotACode;
            if (count++ < HalfLength)
                head = (head << Symbols.BitsPerSymbol) | value;
            else
                tail = (tail << Symbols.BitsPerSymbol) | value;
        }

        if (count != Length)
            return SourceCodeReading.NotACode;

        var code = new SourceCode(head, tail);
        return code == FromSealed(code.KeyValue, code.SealedLeft, code.SealedRight)
            ? new SourceCodeReading.Valid(code)
            : SourceCodeReading.Slip;
    }

    /// <summary>True only for text that <see cref="Read"/> finds valid; mistyped and malformed text are not told apart here.</summary>
    public static bool TryParse(string? text, out SourceCode code)
    {
        var valid = Read(text) as SourceCodeReading.Valid;
        code = valid?.Code ?? default;
        return valid is not null;
    }

    /// <summary>The twenty symbols, upper case, without hyphens.</summary>
    public override string ToString()
    {
        Span<byte> ascii = stackalloc byte[Length];
        CopyTo(ascii);
        return Encoding.ASCII.GetString(ascii);
    }

    internal static SourceCode FromSealed(int keyValue, ulong left, ulong right)
    {
        var head = ((ulong)keyValue << SealRounds.HalfBits) | left;
        return new SourceCode(head, (right << Symbols.BitsPerSymbol) | CheckSymbol.Of(head, right));
    }

    internal void CopyTo(Span<byte> ascii)
    {
        Symbols.Write(_head, ascii[..HalfLength]);
        Symbols.Write(_tail, ascii.Slice(HalfLength, HalfLength));
    }
}
