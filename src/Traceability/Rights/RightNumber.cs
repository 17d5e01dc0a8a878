using Traceability.Parties;

namespace Traceability.Rights;

/// <summary>The number under which a register knows a right, in one spelling: equal numbers are equal texts.</summary>
public abstract record RightNumber
{
    /// <summary>Longest text that is looked at, in UTF-16 units, spaces included.</summary>
    public const int MaxTypedLength = 80;

    private protected RightNumber(string normalised) => Normalised = normalised;

    /// <summary>The one spelling under which this number is stored, compared and shown.</summary>
    public string Normalised { get; }

    /// <summary>
    /// Reads the number of a right of this kind as a person typed it: case, spaces, full-width forms and kinds of dashes do
    /// not matter. Whether the right exists is for the register to say.
    /// </summary>
    public static NumberReading Read(RightKind kind, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return NumberReading.Refuse(kind, NumberFault.Empty);
        if (typed.Length > MaxTypedLength)
            return NumberReading.Refuse(kind, NumberFault.TooLong);

        var text = TypedText.Fold(typed);
        return kind switch
        {
            RightKind.Trademark => TrademarkNumber.FromFolded(text),
            RightKind.Copyright => CopyrightNumber.FromFolded(text),
            RightKind.InventionPatent or RightKind.UtilityModelPatent or RightKind.DesignPatent => PatentNumber.FromFolded(kind, text),
            RightKind.GeographicalIndication => GiNumber.FromFolded(text),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>The number in its one spelling.</summary>
    public sealed override string ToString() => Normalised;
}
