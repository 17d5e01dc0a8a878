namespace Traceability.Codes;

/// <summary>What a text turned out to be when read as a source code (docs/formats/source-code.md §4).</summary>
public abstract record SourceCodeReading
{
    internal static readonly SourceCodeReading Slip = new Mistyped();
    internal static readonly SourceCodeReading NotACode = new Malformed();

    private SourceCodeReading()
    {
    }

    /// <summary>Twenty symbols whose check symbol agrees.</summary>
    public sealed record Valid(SourceCode Code) : SourceCodeReading;

    /// <summary>Twenty symbols whose check symbol disagrees: a slip of the finger or a foreign label, no cause for alarm.</summary>
    public sealed record Mistyped : SourceCodeReading;

    /// <summary>Cannot be a code: another length, or a character that folds to no symbol.</summary>
    public sealed record Malformed : SourceCodeReading;
}
