namespace Traceability.Pages.Forms;

/// <summary>What is wrong with what somebody typed, told at the field, and what to do.</summary>
/// <param name="Field">The field's name; none when it is about the whole form.</param>
/// <param name="Words">The words.</param>
public sealed record FieldFault(string? Field, PlainWords Words)
{
    /// <summary>What is wrong beside it, at other fields.</summary>
    public IReadOnlyList<FieldFault> Others { get; init; } = [];

    /// <summary>The words for a field, in a language; none when nothing is wrong with it.</summary>
    public static string? At(FieldFault? fault, string? field, Language language) =>
        fault?.All.FirstOrDefault(one => one.Field == field) is { } found ? language.Say(found.Words) : null;

    /// <summary>It and the others.</summary>
    internal IEnumerable<FieldFault> All => Others.Prepend(this);

    /// <summary>The identities of what explains a field, for a reader aloud; none when nothing does.</summary>
    internal static string? DescribedBy(string name, string? hint, string? fault) =>
        string.Join(' ', new[] { hint is null ? null : $"{name}-hint", fault is null ? null : $"{name}-fault" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;
}
