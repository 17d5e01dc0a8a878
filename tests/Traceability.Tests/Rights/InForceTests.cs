using Traceability.Rights;
using static Traceability.Rights.RightState;
using static Traceability.Tests.Rights.StateSeriesTests;

namespace Traceability.Tests.Rights;

public sealed class InForceTests
{
    private static readonly DateTimeOffset Later = At(10_000);

    private static readonly Right Design = new()
    {
        Id = Guid.Parse("00000000-0000-0000-0000-00000000000d"),
        Kind = RightKind.DesignPatent,
        Number = "202430012345.6",
        Title = "连衣裙",
        HolderName = "演示服饰有限公司",
        FiledOn = Day(0),
        CertificateSha256 = new string('a', 64),
        RecordedBy = "li",
        Check = new RightCheck("wang", At(12)),
        States = Series((Applied, 0, 0), (Granted, 10, 10)),
    };

    private static readonly Right Mark = Design with { Kind = RightKind.Trademark, FiledOn = null, ExpiresOn = Day(100) };

    [Theory]
    [InlineData(Granted)]
    [InlineData(Restored)]
    public void A_right_given_is_in_force(RightState state) =>
        Assert.IsType<RightInForce.InForce>(InForceRule.On(Design with { States = Series((state, 10, 10)) }, Day(10), Later));

    [Theory]
    [InlineData(Pledged)]
    [InlineData(Licensed)]
    [InlineData(Transferred)]
    public void Pledge_licence_and_transfer_keep_a_right_in_force(RightState state) =>
        Assert.IsType<RightInForce.InForce>(InForceRule.On(Design with { States = Design.States.With(EntryOf(state)) }, Day(20), Later));

    [Theory]
    [InlineData(Applied, NotInForceReason.NotYetGranted)]
    [InlineData(Published, NotInForceReason.NotYetGranted)]
    [InlineData(Lapsed, NotInForceReason.Lapsed)]
    [InlineData(Invalidated, NotInForceReason.Invalidated)]
    [InlineData(Expired, NotInForceReason.Expired)]
    [InlineData(Revoked, NotInForceReason.Revoked)]
    [InlineData(Refused, NotInForceReason.Refused)]
    [InlineData(Withdrawn, NotInForceReason.Withdrawn)]
    public void Every_other_state_says_why_not_and_since_when(RightState state, NotInForceReason expected)
    {
        var not = Assert.IsType<RightInForce.NotInForce>(InForceRule.On(Design with { States = Series((state, 20, 20)) }, Day(25), Later));

        Assert.Equal((expected, Day(20)), (not.Reason, not.Since));
        Assert.Equal(RightWords.Of(expected, Day(20)), not.Words);
    }

    [Fact]
    public void Before_its_first_entry_a_right_is_not_granted_yet() =>
        Assert.Equal(NotInForceReason.NotYetGranted, ReasonOn(Design with { States = Series((Granted, 10, 10)) }, Day(9)));

    [Fact]
    public void A_patent_ends_with_its_term_though_nobody_recorded_it()
    {
        Assert.Null(ReasonOn(Design, Day(0).AddYears(15).AddDays(-1)));
        Assert.Equal(NotInForceReason.Expired, ReasonOn(Design, Day(0).AddYears(15)));
    }

    [Fact]
    public void A_recorded_last_day_goes_before_the_term_of_the_law()
    {
        var extended = Design with { ExpiresOn = Day(0).AddYears(20) };
        Assert.Null(ReasonOn(extended, Day(0).AddYears(20)));
        Assert.Equal(NotInForceReason.Expired, ReasonOn(extended, Day(0).AddYears(20).AddDays(1)));
    }

    [Fact]
    public void The_filing_day_of_a_mark_does_not_end_it() =>
        Assert.Null(ReasonOn(Mark with { FiledOn = Day(0), ExpiresOn = null }, Day(0).AddYears(40)));

    [Theory]
    [InlineData(RightKind.Trademark, null)]
    [InlineData(RightKind.GeographicalIndication, GiRegime.Mark)]
    public void A_mark_stays_in_force_through_its_months_of_grace_and_does_not_count_for_issuing_then(RightKind kind, GiRegime? regime)
    {
        var mark = Mark with { Kind = kind, GiRegime = regime };
        var grace = Assert.IsType<RightInForce.InForce>(InForceRule.On(mark, Day(101), Later));

        Assert.Equal(Day(100).AddMonths(6), grace.GraceEndsOn);
        Assert.Null(ReasonToIssueOn(mark, Day(100)));
        Assert.Equal(NotInForceReason.RenewalDue, ReasonToIssueOn(mark, Day(101)));
        Assert.Null(ReasonOn(mark, Day(100).AddMonths(6)));
        Assert.Equal(NotInForceReason.Expired, ReasonOn(mark, Day(100).AddMonths(6).AddDays(1)));
    }

    [Theory]
    [InlineData(RightKind.DesignPatent)]
    [InlineData(RightKind.Copyright)]
    public void Only_marks_have_months_of_grace(RightKind kind) =>
        Assert.Equal(NotInForceReason.Expired, ReasonOn(Mark with { Kind = kind }, Day(101)));

    [Fact]
    public void A_checked_right_with_its_certificate_counts_for_issuing() => Assert.Null(ReasonToIssueOn(Design, Day(20)));

    [Fact]
    public void A_right_not_in_force_never_counts() => Assert.Equal(NotInForceReason.NotYetGranted, ReasonToIssueOn(Design, Day(9)));

    [Fact]
    public void Without_certificate_a_right_does_not_count() =>
        Assert.Equal(NotInForceReason.CertificateMissing, ReasonToIssueOn(Design with { CertificateSha256 = null }, Day(20)));

    [Fact]
    public void Without_check_a_right_does_not_count() =>
        Assert.Equal(NotInForceReason.NotChecked, ReasonToIssueOn(Design with { Check = null }, Day(20)));

    [Fact]
    public void A_check_by_whoever_recorded_it_does_not_count() =>
        Assert.Equal(NotInForceReason.NotChecked, ReasonToIssueOn(Design with { RecordedBy = "wang" }, Day(20)));

    [Fact]
    public void A_check_counts_from_its_moment()
    {
        Assert.IsType<RightInForce.InForce>(InForceRule.CountsForIssuing(Design, Day(20), At(12)));
        Assert.IsType<RightInForce.NotInForce>(InForceRule.CountsForIssuing(Design, Day(20), At(11)));
    }

    [Theory]
    [InlineData(RightKind.InventionPatent, NotInForceReason.TermUnknown)]
    [InlineData(RightKind.UtilityModelPatent, NotInForceReason.TermUnknown)]
    [InlineData(RightKind.DesignPatent, NotInForceReason.TermUnknown)]
    [InlineData(RightKind.Trademark, NotInForceReason.TermUnknown)]
    [InlineData(RightKind.Copyright, null)]
    [InlineData(RightKind.GeographicalIndication, null)]
    public void A_patent_or_mark_of_unknown_term_does_not_count(RightKind kind, NotInForceReason? expected) =>
        Assert.Equal(expected, ReasonToIssueOn(Design with { Kind = kind, FiledOn = null }, Day(20)));

    [Fact]
    public void A_second_person_checks_a_right()
    {
        var outcome = CheckRule.Judge(Design with { Check = null }, "zhao", At(30));
        Assert.Equal(new RightCheck("zhao", At(30)), Assert.IsType<CheckOutcome.Checked>(outcome).Right.Check);
    }

    [Theory]
    [InlineData("li", true, CheckRefusal.SamePerson)]
    [InlineData("zhao", false, CheckRefusal.CertificateMissing)]
    public void A_check_that_would_prove_nothing_is_refused(string by, bool hasCertificate, CheckRefusal expected)
    {
        var right = hasCertificate ? Design : Design with { CertificateSha256 = null };
        Assert.Equal(expected, Assert.IsType<CheckOutcome.Refused>(CheckRule.Judge(right, by, At(30))).Code);
    }

    // A check that was wrong is taken back the same way; a later check or another certificate ends what was found.
    [Fact]
    public void A_second_person_who_finds_a_difference_leaves_the_right_unchecked()
    {
        var found = Assert.IsType<CheckOutcome.Differs>(CheckRule.Judge(Design, "zhao", At(30), "the number ends in 8")).Right;
        Assert.Equal((null, new RightMismatch("the number ends in 8", "zhao", At(30))), (found.Check, found.Mismatch));
        Assert.Equal(NotInForceReason.NotChecked, ReasonToIssueOn(found, Day(20)));
        Assert.Equal((RightWords.Of(NotInForceReason.NotChecked, null), RightWords.Differs), (WordsAt(29), WordsAt(30)));
        Assert.Null(Assert.IsType<CheckOutcome.Checked>(CheckRule.Judge(found, "zhao", At(31))).Right.Mismatch);
        Assert.Null(found.WithCertificate(new string('b', 64), "li").Mismatch);
        Assert.Equal(CheckRefusal.SamePerson, Assert.IsType<CheckOutcome.Refused>(CheckRule.Judge(Design, "li", At(30), "x")).Code);

        PlainWords WordsAt(int day) => Assert.IsType<RightInForce.NotInForce>(InForceRule.CountsForIssuing(found, Day(20), At(day))).Words;
    }

    [Fact]
    public void A_new_certificate_needs_a_new_check_by_somebody_else()
    {
        var renewed = Design.WithCertificate(new string('b', 64), recordedBy: "wang");

        Assert.Equal(NotInForceReason.NotChecked, ReasonToIssueOn(renewed, Day(20)));
        Assert.IsType<CheckOutcome.Refused>(CheckRule.Judge(renewed, "wang", At(30)));
        Assert.IsType<CheckOutcome.Checked>(CheckRule.Judge(renewed, "li", At(30)));
    }

    [Fact]
    public void The_check_of_an_older_certificate_does_not_count() =>
        Assert.Equal(NotInForceReason.NotChecked, ReasonToIssueOn(Design.WithCertificate(new string('b', 64), recordedBy: "zhao"), Day(20)));

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("aaaa")]
    public void A_certificate_hash_of_another_shape_is_a_broken_invariant(string sha256) =>
        Assert.Throws<ArgumentException>(() => Design with { CertificateSha256 = sha256 });

    private static RightStateEntry EntryOf(RightState state) => new(state, Day(15), At(15), "专利登记簿副本", Day(15));

    private static NotInForceReason? ReasonOn(Right right, DateOnly day) =>
        (InForceRule.On(right, day, Later) as RightInForce.NotInForce)?.Reason;

    private static NotInForceReason? ReasonToIssueOn(Right right, DateOnly day) =>
        (InForceRule.CountsForIssuing(right, day, Later) as RightInForce.NotInForce)?.Reason;
}
