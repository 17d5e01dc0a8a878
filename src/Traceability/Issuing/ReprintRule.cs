namespace Traceability.Issuing;

/// <summary>Labels of a batch that are to leave the house in one form.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Form">The form, by its stored name.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial, inclusive.</param>
public sealed record Printing(Guid BatchId, string Form, uint First, uint Last);

/// <summary>Labels that left the house before, in the form that is asked for now.</summary>
/// <param name="Number">The number of the download within its batch.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial, inclusive.</param>
public sealed record PastDownload(int Number, uint First, uint Last);

/// <summary>How a wish to print labels once more (补印) stands. Names are stored.</summary>
public enum ReprintState
{
    /// <summary>Asked for; a second person has not answered.</summary>
    Asked,
    /// <summary>A second person agreed.</summary>
    Agreed,
    /// <summary>A second person declined.</summary>
    Declined,
    /// <summary>What was agreed to was printed.</summary>
    Used,
}

/// <summary>What a second person was asked to agree to, and how it stands.</summary>
/// <param name="Of">The labels and their form.</param>
/// <param name="State">How it stands.</param>
public sealed record Reprint(Printing Of, ReprintState State);

/// <summary>
/// A second set of live labels is a second set of goods: printing is free until labels are activated, spoiled or withdrawn, and afterwards a repeat needs a second person.
/// </summary>
public static class ReprintRule
{
    /// <summary>Judges one printing. A reprint that is named must fit, needed or not: whoever names one believes it will be used.</summary>
    /// <param name="wanted">What is to leave.</param>
    /// <param name="earlier">What left before in the same form, also when it did not leave whole.</param>
    /// <param name="labels">The states of the labels now.</param>
    /// <param name="reprint">What a second person was asked, when the caller names it.</param>
    public static ReprintDecision Judge(Printing wanted, IEnumerable<PastDownload> earlier, RangeBook labels, Reprint? reprint)
    {
        if (reprint is not null)
            return Judge(wanted, reprint);

        var repeated = earlier.Where(past => HasChanged(uint.Max(past.First, wanted.First), uint.Min(past.Last, wanted.Last), labels)).Select(past => past.Number).Order().ToList();
        return repeated.Count == 0 ? new ReprintDecision.Free() : new ReprintDecision.NeedsSecondPerson(repeated);
    }

    private static ReprintDecision Judge(Printing wanted, Reprint reprint) => reprint switch
    {
        { State: ReprintState.Used } => new ReprintDecision.Used(),
        { State: not ReprintState.Agreed } => new ReprintDecision.NotAgreed(reprint.State),
        _ when reprint.Of.BatchId == wanted.BatchId && reprint.Of.Form == wanted.Form && reprint.Of.First <= wanted.First && wanted.Last <= reprint.Of.Last =>
            new ReprintDecision.Agreed(),
        _ => new ReprintDecision.DoesNotCover(),
    };

    // True when a label of the serials, if there are any, is no longer as it was issued.
    private static bool HasChanged(uint first, uint last, RangeBook labels)
    {
        int low = 0, high = labels.Ranges.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (labels.Ranges[middle].Last < first)
                low = middle + 1;
            else
                high = middle;
        }

        return first <= last && low < labels.Ranges.Count && labels.Ranges[low].First <= last;
    }
}

/// <summary>What became of a wish to print.</summary>
public abstract record ReprintDecision
{
    private ReprintDecision() { }

    /// <summary>Not a repeat of labels in use.</summary>
    public sealed record Free : ReprintDecision;

    /// <summary>The named reprint allows it, and is used up by it.</summary>
    public sealed record Agreed : ReprintDecision;

    /// <summary>Labels of these downloads would be printed again although they are in use or taken back.</summary>
    public sealed record NeedsSecondPerson(IReadOnlyList<int> Downloads) : ReprintDecision;

    /// <summary>The named reprint was not agreed to.</summary>
    public sealed record NotAgreed(ReprintState State) : ReprintDecision;

    /// <summary>The named reprint was printed before.</summary>
    public sealed record Used : ReprintDecision;

    /// <summary>The named reprint is of other labels or another form.</summary>
    public sealed record DoesNotCover : ReprintDecision;
}
