using Microsoft.AspNetCore.Components;

namespace Traceability.Pages.Issuing;

/// <summary>A print job in a list.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Form">As what files.</param>
/// <param name="First">First serial.</param>
/// <param name="Count">How many labels.</param>
/// <param name="Done">Labels written so far.</param>
/// <param name="Mark">Whether it stands well.</param>
/// <param name="State">How it stands.</param>
public sealed record JobLine(Guid Id, PlainWords Form, long First, long Count, long Done, MarkKind Mark, PlainWords State);

/// <summary>A file of a print job that can be taken.</summary>
/// <param name="Number">1, 2, 3 … within the job.</param>
/// <param name="First">First serial.</param>
/// <param name="Count">How many labels.</param>
/// <param name="Bytes">Its length.</param>
public sealed record PartLine(int Number, long First, int Count, long Bytes);

/// <summary>What a label can be made as.</summary>
/// <param name="Forms">Files.</param>
/// <param name="Sizes">Sizes that are sold, and one's own.</param>
/// <param name="Media">What it is printed on.</param>
/// <param name="Reprints">Reprints that a second person agreed to.</param>
/// <param name="Printers">Printers that the operator allows; mostly none.</param>
public sealed record LabelChoices(
    IReadOnlyList<(string Value, PlainWords Words)> Forms, IReadOnlyList<(string Value, PlainWords Words)> Sizes, IReadOnlyList<(string Value, PlainWords Words)> Media,
    IReadOnlyList<(string Value, string Words)> Reprints, IReadOnlyList<string> Printers);

/// <summary>How a label would come out.</summary>
/// <param name="Drawing">The label as SVG, by our own pen; none when none is drawn.</param>
/// <param name="Facts">What it amounts to.</param>
/// <param name="Refusal">Why it would not do.</param>
/// <param name="Fits">The smallest size that would, as 45x34.</param>
public sealed record LabelSample(MarkupString? Drawing, PlainWords? Facts, PlainWords? Refusal = null, string? Fits = null);
