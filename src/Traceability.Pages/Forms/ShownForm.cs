namespace Traceability.Pages.Forms;

/// <summary>A form as it is shown: what was typed stays, and what is wrong with it is told.</summary>
/// <param name="Token">Proves that it was sent from a page of ours.</param>
/// <param name="Typed">What stands in its fields, by their names; none when it is new.</param>
/// <param name="Fault">What is wrong, if something is.</param>
public sealed record ShownForm(FormToken Token, IReadOnlyDictionary<string, string>? Typed = null, FieldFault? Fault = null)
{
    /// <summary>What stands in a field.</summary>
    public string? ValueOf(string name) => Typed?.GetValueOrDefault(name);
}
