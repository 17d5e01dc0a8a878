namespace Traceability.Pages.People;

/// <summary>What is wrong with what somebody typed, told at the field, and what to do.</summary>
/// <param name="Field">The field's name; none when it is about the whole form.</param>
/// <param name="Words">The words.</param>
public sealed record FieldFault(string? Field, PlainWords Words)
{
    /// <summary>The words for a field, in a language; none when the fault is another's.</summary>
    public static string? At(FieldFault? fault, string? field, Language language) => fault is not null && fault.Field == field ? language.Say(fault.Words) : null;
}
