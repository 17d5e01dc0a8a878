namespace Traceability.Parties;

/// <summary>What reading a typed social credit code came to: a code, or the reason why it is none.</summary>
public abstract record UsccReading
{
    private UsccReading()
    {
    }

    /// <summary>The code stands; a warning asks for a second look at the certificate and never refuses.</summary>
    public sealed record Valid(Uscc Uscc, IReadOnlyList<PlainWords> Warnings) : UsccReading;

    /// <summary>No registration authority can have given this code.</summary>
    public sealed record Refused(UsccFault Code, PlainWords Message) : UsccReading;
}

/// <summary>The first thing wrong with a social credit code, in the order a person would look for it.</summary>
public enum UsccFault
{
    /// <summary>Not eighteen symbols.</summary>
    Length,

    /// <summary>A symbol outside the thirty-one of GB 32100: the letters I, O, S, V and Z are not used.</summary>
    Symbol,

    /// <summary>The first symbol names no registration authority (1-9, A, N, Y).</summary>
    Authority,

    /// <summary>The second symbol or one of the six of the division code is not a digit.</summary>
    Division,

    /// <summary>The eighteenth symbol does not follow from the others: one of them is mistyped.</summary>
    CheckSymbol,
}
