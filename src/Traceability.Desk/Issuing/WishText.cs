using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Traceability.Labels;
using Traceability.Ledger;

namespace Traceability.Desk.Issuing;

/// <summary>A wish as a print job keeps it: one line of canonical JSON, so that equal wishes are equal texts.</summary>
internal static class WishText
{
    private const string Width = "widthHundredths", Height = "heightHundredths", Dpi = "dpi", Medium = "medium", ForShopScanner = "forShopScanner", SymbolOnly = "symbolOnly";

    public static string Of(LabelWish wish) => CanonicalJson.Object(
    [
        Fact.Number(Width, wish.Size.WidthHundredths), Fact.Number(Height, wish.Size.HeightHundredths), Fact.Number(Dpi, wish.Dpi),
        Fact.Text(Medium, wish.Medium.ToString()), Fact.Flag(ForShopScanner, wish.IsForShopScanner), Fact.Flag(SymbolOnly, wish.IsSymbolOnly),
    ]);

    /// <summary>False, with none, when it is no wish of ours: one broken row must not hide the others of a list.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out LabelWish? wish)
    {
        try
        {
            wish = Read(text);
            return true;
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or KeyNotFoundException or InvalidOperationException)
        {
            wish = null;
            return false;
        }
    }

    /// <exception cref="FormatException">No wish of ours.</exception>
    public static LabelWish Read(string text)
    {
        var kept = JsonElement.Parse(text);
        return LabelSize.TryCreate(kept.GetProperty(Width).GetInt32() / 100.0, kept.GetProperty(Height).GetInt32() / 100.0, out var size)
            ? new LabelWish
            {
                Size = size,
                Dpi = kept.GetProperty(Dpi).GetInt32(),
                Medium = Enum.Parse<LabelMedium>(kept.GetProperty(Medium).GetString()!),
                IsForShopScanner = kept.GetProperty(ForShopScanner).GetBoolean(),
                IsSymbolOnly = kept.GetProperty(SymbolOnly).GetBoolean(),
            }
            : throw new FormatException("A wish is of no label size.");
    }
}
