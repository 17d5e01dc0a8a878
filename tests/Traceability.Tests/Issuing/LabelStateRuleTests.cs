using Traceability.Issuing;
using static Traceability.Issuing.LabelState;

namespace Traceability.Tests.Issuing;

public sealed class LabelStateRuleTests
{
    // Every pair of states stands here, the forbidden ones as blanks: columns are what a label may become.
    private static readonly (LabelState From, LabelState[] To)[] Lawful =
    [
        (NotActivated, [NotActivated, Activated, Spoiled, Withdrawn]),
        (Activated, [Activated, Withdrawn, Retired]),
        (Spoiled, [Spoiled]),
        (Withdrawn, [Withdrawn]),
        (Retired, [Retired, Withdrawn]),
    ];

    public static TheoryData<LabelState, LabelState, bool> Pairs()
    {
        var pairs = new TheoryData<LabelState, LabelState, bool>();
        foreach (var (from, lawful) in Lawful)
        {
            foreach (var to in Enum.GetValues<LabelState>())
                pairs.Add(from, to, lawful.Contains(to));
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_label_takes_only_the_states_of_the_table(LabelState from, LabelState to, bool lawful) =>
        Assert.Equal(lawful, LabelStateRule.Allows(from, to));

    [Fact]
    public void The_table_holds_every_state() => Assert.Equal(Enum.GetValues<LabelState>(), Lawful.Select(row => row.From));

    [Fact]
    public void Nothing_that_was_withdrawn_or_spoiled_comes_back()
    {
        foreach (var end in (LabelState[])[Spoiled, Withdrawn])
            Assert.Equal([end], Enum.GetValues<LabelState>().Where(to => LabelStateRule.Allows(end, to)));
    }

    [Fact]
    public void A_test_print_is_never_on_sale_and_other_labels_may_be_anything()
    {
        LabelState[] ever = [NotActivated, Spoiled, Withdrawn];
        foreach (var state in Enum.GetValues<LabelState>())
        {
            Assert.Equal(ever.Contains(state), LabelStateRule.MayEverBe(BatchKind.TestPrint, state));
            Assert.True(LabelStateRule.MayEverBe(BatchKind.Items, state) && LabelStateRule.MayEverBe(BatchKind.Cartons, state));
        }
    }
}
