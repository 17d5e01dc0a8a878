namespace Traceability.Parties;

/// <summary>
/// Somebody who takes part under a name of their own: a legal entity with its social credit code, and the division
/// (GB/T 2260, six digits) of the place where it is set when that is known.
/// </summary>
public sealed record Party(Guid Id, string Name, Uscc Uscc, PartyKind Kind, string? DivisionCode = null)
{
    /// <summary>Six digits or nothing; anything else throws <see cref="ArgumentException"/>.</summary>
    public string? DivisionCode { get; init; } = DivisionCode is null || IsDivisionCode(DivisionCode)
        ? DivisionCode
        : throw new ArgumentException("A division code is six digits (GB/T 2260).", nameof(DivisionCode));

    /// <summary>True for the six digits of a GB/T 2260 code; whether it is in use in a given year is not asked.</summary>
    public static bool IsDivisionCode(string text) => text.Length == 6 && text.All(char.IsAsciiDigit);
}

/// <summary>What a party does in the trade of a protected product.</summary>
public enum PartyKind
{
    /// <summary>Grows or makes the goods and puts its own name on the label.</summary>
    Producer,

    /// <summary>Processes what others grew and receives their allowance: the main user of a geographical indication.</summary>
    Mill,

    /// <summary>Speaks for the producers of one product and often holds its collective or certification mark.</summary>
    Association,

    /// <summary>Holds a right and makes nothing itself.</summary>
    RightsHolder,

    /// <summary>Files and records for its principals.</summary>
    Agency,

    /// <summary>Decides: approves mark use, activates codes, runs cases.</summary>
    Authority,
}
