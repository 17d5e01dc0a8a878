using Traceability.Products;

namespace Traceability.Issuing;

/// <summary>Decides whether codes may be issued for a lot. A pure function of what the transaction has read.</summary>
public static class IssueRule
{
    /// <summary>The largest batch: beyond it a list is no longer handled by one print job.</summary>
    public const uint CountMax = 100_000_000;

    /// <summary>The largest test print: enough to set up a press, too few to sell by.</summary>
    public const uint TestPrintCountMax = 500;

    /// <summary>Refused with the first reason that stands, else issued, else waiting for a second person.</summary>
    /// <param name="count">Codes wanted.</param>
    /// <param name="gate">What the right gate said of the product and the producer today.</param>
    /// <param name="season">The lot's season; none for apparel.</param>
    /// <param name="today">The day of issue.</param>
    /// <param name="lotBalance">What the lot's account holds, in grams or pieces.</param>
    /// <param name="quantityPerLabel">Net content in grams; one for pieces.</param>
    /// <param name="fourEyesAboveCount">Above this count a second person must agree.</param>
    public static IssueDecision Judge(
        uint count, GateOpening gate, Season? season, DateOnly today, long lotBalance, long quantityPerLabel, uint fourEyesAboveCount)
    {
        if (count is 0 or > CountMax)
            return new IssueDecision.BadCount(CountMax);
        if (gate is GateOpening.Closed closed)
            return new IssueDecision.NoRight(closed.Reasons);
        if (season is not null && !season.IssuesOn(today))
            return new IssueDecision.SeasonOver(season.StartsOn, season.EndsOn);

        var labels = AllowanceRule.Labels(lotBalance, quantityPerLabel);
        if (count > labels)
            return new IssueDecision.AllowanceExceeded(labels);

        // The allowance is spent while a second person is asked: two waiting batches must not promise the same land.
        return count > fourEyesAboveCount
            ? new IssueDecision.NeedsSecondPerson(count * quantityPerLabel)
            : new IssueDecision.Issued(count * quantityPerLabel);
    }

    /// <summary>A test print asks for the rights, because its labels bear their name, but for no season and no allowance: nothing can be sold by it.</summary>
    /// <param name="count">Labels wanted.</param>
    /// <param name="gate">What the right gate said of the product and the producer today.</param>
    public static IssueDecision JudgeTestPrint(uint count, GateOpening gate) => gate switch
    {
        _ when count is 0 or > TestPrintCountMax => new IssueDecision.BadCount(TestPrintCountMax),
        GateOpening.Closed closed => new IssueDecision.NoRight(closed.Reasons),
        _ => new IssueDecision.Issued(0),
    };
}

/// <summary>What became of a wish for codes.</summary>
public abstract record IssueDecision
{
    private IssueDecision() { }

    /// <summary>Issue now, spending the quantity; a test print spends none.</summary>
    public sealed record Issued(long Quantity) : IssueDecision;

    /// <summary>Spend the quantity and wait: another person than the issuer must agree first.</summary>
    public sealed record NeedsSecondPerson(long Quantity) : IssueDecision;

    /// <summary>Zero or more than one batch may hold.</summary>
    public sealed record BadCount(uint Max) : IssueDecision;

    /// <summary>A right is missing or not in force.</summary>
    public sealed record NoRight(IReadOnlyList<GateReason> Reasons) : IssueDecision;

    /// <summary>Outside the season.</summary>
    public sealed record SeasonOver(DateOnly From, DateOnly To) : IssueDecision;

    /// <summary>The lot carries only so many more labels.</summary>
    public sealed record AllowanceExceeded(long LabelsLeft) : IssueDecision;
}
