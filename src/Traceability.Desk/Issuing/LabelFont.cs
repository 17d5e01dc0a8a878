using Traceability.Labels.Ink;

namespace Traceability.Desk.Issuing;

/// <summary>The font whose outlines stand on labels that are drawn here (docs/decisions/0009). Looked for when the first such label is asked for, so that no start waits for it.</summary>
internal sealed class LabelFont(string? file)
{
    // A font that somebody named is opened at once: a wrong name stops the start, not the first print.
    private readonly Lazy<OutlineFont?> _found = file is null ? new(OutlineFont.FindInstalled) : new(OutlineFont.Open(file));

    /// <summary>The font; none when this machine has none with Chinese characters.</summary>
    public OutlineFont? Font => _found.Value;
}
