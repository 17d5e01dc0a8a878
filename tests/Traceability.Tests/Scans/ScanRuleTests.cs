using Traceability.Issuing;
using Traceability.Scans;
using static Traceability.Issuing.LabelState;

namespace Traceability.Tests.Scans;

public sealed class ScanRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Suspicion Marked = new("演示: copies seen", Noon.AddHours(-2));
    private static readonly LabelFacts Fresh = new(Range(Activated), KeyCompromisedSince: null, Suspicion: null, ConflictSince: null, FirstScanAt: null, OwnVerdict: null);

    // The whole table: every state of a label × key × suspicion × first scan × receipt, against the closed set's order written down once more.
    [Fact]
    public void The_verdict_is_the_first_of_the_closed_set_that_applies()
    {
        var met = new HashSet<Verdict>();
        foreach (var state in Enum.GetValues<LabelState>())
            foreach (var compromisedSince in (DateTimeOffset?[])[null, Noon.AddHours(-1), Noon, Noon.AddHours(1)])
                foreach (var (suspicion, conflictSince) in new (Suspicion?, DateTimeOffset?)[] { (null, null), (Marked, null), (null, Noon), (Marked, Noon) })
                    foreach (var firstScanAt in (DateTimeOffset?[])[null, Noon.AddHours(-3), Noon.AddHours(-1)])
                        foreach (var ownVerdict in Enum.GetValues<Verdict>().Select(verdict => (Verdict?)verdict).Prepend(null))
                        {
                            var facts = new LabelFacts(state == NotActivated ? null : Range(state), compromisedSince, suspicion, conflictSince, firstScanAt, ownVerdict);
                            var expected = state is Spoiled or Withdrawn or Retired ? Verdict.Withdrawn
                                : state == NotActivated ? Verdict.NotActivated
                                : suspicion is not null || conflictSince is not null || (firstScanAt ?? Noon) >= compromisedSince ? Verdict.Suspicious
                                : ownVerdict == Verdict.FirstScan || firstScanAt is null ? Verdict.FirstScan
                                : Verdict.SeenBefore;

                            Assert.Equal(expected, ScanRule.Judge(facts, Noon).Verdict);
                            met.Add(expected);
                        }

        Assert.Equal([Verdict.FirstScan, Verdict.SeenBefore, Verdict.Suspicious, Verdict.NotActivated, Verdict.Withdrawn], met.Order());
    }

    [Theory]
    [InlineData(Spoiled, Cause.Spoiled)]
    [InlineData(Withdrawn, Cause.Withdrawn)]
    [InlineData(Retired, Cause.Retired)]
    public void A_label_taken_back_says_why_and_since_when(LabelState state, Cause cause) =>
        Assert.Equal(
            new Judgement(Verdict.Withdrawn, cause, "演示: recalled", Noon.AddDays(-1)),
            ScanRule.Judge(Fresh with { Range = Range(state), Suspicion = Marked, OwnVerdict = Verdict.FirstScan }, Noon));

    [Fact]
    public void A_label_that_is_in_no_range_is_not_activated() =>
        Assert.Equal(new Judgement(Verdict.NotActivated, Cause.None, null, null), ScanRule.Judge(Fresh with { Range = null, Suspicion = Marked }, Noon));

    [Fact]
    public void A_range_that_says_not_activated_never_answers_as_genuine() =>
        Assert.Equal(Verdict.NotActivated, ScanRule.Judge(Fresh with { Range = Range(NotActivated) }, Noon).Verdict);

    [Fact]
    public void An_officers_decision_gives_its_reason_before_a_stolen_key_does()
    {
        var both = Fresh with { Suspicion = Marked, KeyCompromisedSince = Noon.AddDays(-9) };

        Assert.Equal(new Judgement(Verdict.Suspicious, Cause.OfficerDecision, Marked.Reason, Marked.Since), ScanRule.Judge(both, Noon));
        Assert.Equal(new Judgement(Verdict.Suspicious, Cause.KeyCompromised, null, Noon.AddDays(-9)), ScanRule.Judge(both with { Suspicion = null }, Noon));
    }

    [Theory]
    [InlineData(-1, Verdict.SeenBefore)]
    [InlineData(0, Verdict.Suspicious)]
    [InlineData(1, Verdict.Suspicious)]
    public void A_code_of_a_stolen_key_is_sound_only_when_first_seen_before_the_theft(int minutesAfterTheft, Verdict expected)
    {
        var seen = Fresh with { KeyCompromisedSince = Noon.AddHours(-1), FirstScanAt = Noon.AddHours(-1).AddMinutes(minutesAfterTheft) };

        Assert.Equal(expected, ScanRule.Judge(seen, Noon).Verdict);
    }

    [Theory]
    [InlineData(-1, Verdict.FirstScan)]
    [InlineData(0, Verdict.Suspicious)]
    public void A_code_never_seen_is_judged_by_now(int minutesAfterTheft, Verdict expected) =>
        Assert.Equal(expected, ScanRule.Judge(Fresh with { KeyCompromisedSince = Noon }, Noon.AddMinutes(minutesAfterTheft)).Verdict);

    [Fact]
    public void The_owner_of_the_first_scan_keeps_it_and_everyone_else_has_seen_before()
    {
        var seen = Fresh with { FirstScanAt = Noon.AddDays(-1) };

        Assert.Equal(new Judgement(Verdict.FirstScan, Cause.None, null, null), ScanRule.Judge(seen with { OwnVerdict = Verdict.FirstScan }, Noon));
        Assert.Equal(Verdict.SeenBefore, ScanRule.Judge(seen with { OwnVerdict = Verdict.SeenBefore }, Noon).Verdict);
        Assert.Equal(Verdict.SeenBefore, ScanRule.Judge(seen, Noon).Verdict);
    }

    [Theory]
    [InlineData(Verdict.FirstScan, true)]
    [InlineData(Verdict.SeenBefore, true)]
    [InlineData(Verdict.Suspicious, true)]
    [InlineData(Verdict.NotActivated, false)]
    [InlineData(Verdict.Withdrawn, false)]
    [InlineData(Verdict.NeverIssued, false)]
    [InlineData(Verdict.Mistyped, false)]
    public void Only_a_label_on_sale_is_confirmed_by_a_scan(Verdict verdict, bool confirms) =>
        Assert.Equal(confirms, ScanRule.Confirms(verdict));

    private static LabelRange Range(LabelState state) => new(1, 10, state, "演示: recalled", Noon.AddDays(-1));
}
