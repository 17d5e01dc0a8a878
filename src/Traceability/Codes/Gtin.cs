using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Traceability.Codes;

/// <summary>A GS1 trade item number with a right check digit, always in its 14-digit form (GS1 General Specifications §7.9).</summary>
public readonly record struct Gtin
{
    /// <summary>Digits of the normalised form.</summary>
    public const int Digits = 14;

    private readonly long _number;

    private Gtin(long number) => _number = number;

    /// <summary>True for 8, 12, 13 or 14 ASCII digits whose last is the check digit; shorter forms are filled with zeros on the left.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Gtin gtin)
    {
        gtin = default;
        if (text is not { Length: 8 or 12 or 13 or 14 } || !CheckDigit.Agrees(text))
            return false;

        gtin = new Gtin(long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Fourteen digits.</summary>
    public override string ToString() => _number.ToString("D14", CultureInfo.InvariantCulture);
}
