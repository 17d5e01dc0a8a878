namespace Traceability.Codes;

/// <summary>The modulo-10 check digit of GS1 keys (GS1 General Specifications §7.9.1).</summary>
public static class CheckDigit
{
    /// <summary>True when the text is ASCII digits and the last one is their check digit: weights 3 and 1 alternate from the right.</summary>
    public static bool Agrees(ReadOnlySpan<char> digits)
    {
        if (digits.IsEmpty)
            return false;

        var sum = 0;
        for (var fromRight = 0; fromRight < digits.Length; fromRight++)
        {
            var digit = digits[^(fromRight + 1)];
            if (!char.IsAsciiDigit(digit))
                return false;
            sum += (digit - '0') * (fromRight % 2 == 0 ? 1 : 3);
        }

        return sum % 10 == 0;
    }
}
