namespace Traceability.Stories.Model;

/// <summary>Each is wrong about one promise. A comparison that lets one of them pass would let the same mistake of the house pass.</summary>
internal static class MistakenOpinions
{
    public static IReadOnlyList<(string Mistake, Func<SecondOpinion> Opinion)> All =>
    [
        ("a receipt is worth nothing", () => new ReceiptsAreWorthNothing()),
        ("any receipt of the label is a confirmation", () => new EveryScanConfirms()),
        ("a spoiled label may go on sale", () => new SpoiledMayBeActivated()),
        ("a suspicion does not outrank a receipt", () => new ReceiptsOutrankSuspicion()),
        ("what is spoiled gives nothing back", () => new NothingComesBack()),
        ("the earliest moment is the first scan", () => new EarliestIsFirst()),
    ];

    private sealed class ReceiptsAreWorthNothing : SecondOpinion
    {
        protected override Scan? Own(Label label, Scan? shown) => null;
    }

    private sealed class EveryScanConfirms : SecondOpinion
    {
        protected override bool Confirms(string verdict) => true;
    }

    private sealed class SpoiledMayBeActivated : SecondOpinion
    {
        protected override bool IsLawful(string from, string to) => (from, to) == ("Spoiled", "Activated") || base.IsLawful(from, to);
    }

    private sealed class ReceiptsOutrankSuspicion : SecondOpinion
    {
        protected override string Judge(Label label, Scan? own) =>
            base.Judge(label, own) is var verdict && verdict == "Suspicious" && own?.Verdict == "FirstScan" ? "FirstScan" : verdict;
    }

    private sealed class NothingComesBack : SecondOpinion
    {
        protected override long GramsBack(int labels) => 0;
    }

    private sealed class EarliestIsFirst : SecondOpinion
    {
        protected override DateTimeOffset FirstOf(DateTimeOffset? first, DateTimeOffset now) => first < now ? first.Value : now;
    }
}
