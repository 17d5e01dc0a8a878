using Traceability.Issuing;

namespace Traceability.Tests.Issuing;

public class ReprintRuleTests
{
    private static readonly Guid Batch = Guid.Parse("00000000-0000-0000-0000-000000000001"), Other = Guid.Parse("00000000-0000-0000-0000-000000000002");

    private static readonly PastDownload[] Earlier = [new(1, 10, 19), new(2, 15, 24), new(4, 40, 40)];

    // 18-20 and 40 are in use or taken back. Downloads 1 (10-19) and 2 (15-24) hold some of 18-20, download 4 is label 40.
    private static readonly RangeBook Labels = new(100,
        [new LabelRange(18, 20, LabelState.Activated, null, default), new LabelRange(40, 40, LabelState.Spoiled, "r", default), new LabelRange(50, 60, LabelState.Withdrawn, "r", default)]);

    [Theory]
    [InlineData(1, 9, "")]
    [InlineData(10, 17, "")]
    [InlineData(17, 18, "1 2")]
    [InlineData(18, 18, "1 2")]
    [InlineData(19, 20, "1 2")]
    [InlineData(20, 20, "2")]
    [InlineData(21, 24, "")]
    [InlineData(20, 40, "2 4")]
    [InlineData(25, 39, "")]
    [InlineData(40, 40, "4")]
    [InlineData(41, 60, "")]
    [InlineData(1, 100, "1 2 4")]
    public void A_repeat_is_a_label_that_left_before_and_is_no_longer_as_issued(uint first, uint last, string downloads)
    {
        var decision = ReprintRule.Judge(new Printing(Batch, "Svg", first, last), Earlier, Labels, null);
        Assert.Equal(downloads, decision is ReprintDecision.NeedsSecondPerson repeat ? string.Join(' ', repeat.Downloads) : "");
        Assert.Equal(downloads.Length == 0, decision is ReprintDecision.Free);
    }

    [Fact]
    public void Without_an_earlier_download_labels_on_sale_are_printed_freely() =>
        Assert.IsType<ReprintDecision.Free>(ReprintRule.Judge(new Printing(Batch, "Svg", 1, 100), [], Labels, null));

    [Fact]
    public void While_no_label_changed_its_state_everything_is_printed_as_often_as_wanted() =>
        Assert.IsType<ReprintDecision.Free>(ReprintRule.Judge(new Printing(Batch, "Svg", 1, 100), Earlier, new RangeBook(100, []), null));

    [Theory]
    [InlineData(ReprintState.Asked, typeof(ReprintDecision.NotAgreed))]
    [InlineData(ReprintState.Declined, typeof(ReprintDecision.NotAgreed))]
    [InlineData(ReprintState.Agreed, typeof(ReprintDecision.Agreed))]
    [InlineData(ReprintState.Used, typeof(ReprintDecision.Used))]
    public void A_named_reprint_allows_a_repeat_only_while_it_is_agreed_to(ReprintState state, Type decision)
    {
        var wanted = new Printing(Batch, "Svg", 18, 20);
        Assert.IsType(decision, ReprintRule.Judge(wanted, Earlier, Labels, new Reprint(wanted, state)));
        // Named without need it is judged all the same.
        Assert.IsType(decision, ReprintRule.Judge(wanted, [], Labels, new Reprint(wanted, state)));
    }

    public static TheoryData<Printing, bool> Agreements => new()
    {
        { new(Batch, "Svg", 10, 20), true },
        { new(Batch, "Svg", 1, 100), true },
        { new(Batch, "Svg", 11, 20), false },
        { new(Batch, "Svg", 10, 19), false },
        { new(Batch, "Csv", 10, 20), false },
        { new(Other, "Svg", 10, 20), false },
    };

    [Theory]
    [MemberData(nameof(Agreements))]
    public void What_was_agreed_to_covers_its_own_batch_form_and_labels(Printing agreed, bool covers)
    {
        var decision = ReprintRule.Judge(new Printing(Batch, "Svg", 10, 20), Earlier, Labels, new Reprint(agreed, ReprintState.Agreed));
        Assert.Equal(covers, decision is ReprintDecision.Agreed);
        Assert.Equal(!covers, decision is ReprintDecision.DoesNotCover);
    }
}
