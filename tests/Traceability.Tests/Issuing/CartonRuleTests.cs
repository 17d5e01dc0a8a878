using Traceability.Issuing;
using static Traceability.Issuing.LabelState;

namespace Traceability.Tests.Issuing;

public sealed class CartonRuleTests
{
    [Theory]
    [InlineData(1u, 2, 1u)]
    [InlineData(2u, 2, 1u)]
    [InlineData(3u, 2, 2u)]
    [InlineData(1_000u, 24, 42u)]
    [InlineData(1_008u, 24, 42u)]
    [InlineData(9_999u, 10_000, 1u)]
    [InlineData(10_001u, 10_000, 2u)]
    [InlineData(IssueRule.CountMax, 2, 50_000_000u)]
    [InlineData(uint.MaxValue, 2, 2_147_483_648u)]
    public void All_items_lie_in_as_few_cartons_as_hold_them(uint items, long itemsPerCarton, uint cartons) =>
        Assert.Equal(new CartonDecision.Packed(cartons), CartonRule.Judge(BatchKind.Items, items, itemsPerCarton, hasCartons: false));

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-2)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10_001)]
    [InlineData(4_294_967_298)]
    [InlineData(long.MaxValue)]
    public void A_carton_holds_two_to_ten_thousand(long itemsPerCarton) =>
        Assert.Equal(new CartonDecision.BadSize(2, 10_000), CartonRule.Judge(BatchKind.Items, 100, itemsPerCarton, hasCartons: false));

    // Everything is wrong at once; taking the faults away one by one shows the next.
    [Fact]
    public void The_first_reason_that_stands_is_given()
    {
        Assert.IsType<CartonDecision.BadSize>(CartonRule.Judge(BatchKind.TestPrint, 100, 1, hasCartons: true));
        Assert.Equal(new CartonDecision.NotItems(BatchKind.TestPrint), CartonRule.Judge(BatchKind.TestPrint, 100, 10, hasCartons: true));
        Assert.Equal(new CartonDecision.NotItems(BatchKind.Cartons), CartonRule.Judge(BatchKind.Cartons, 100, 10, hasCartons: false));
        Assert.IsType<CartonDecision.PackedAlready>(CartonRule.Judge(BatchKind.Items, 100, 10, hasCartons: true));
    }

    // The cartons of a batch, one after the other, are its serials: none missing, none twice.
    [Fact]
    public void Every_item_lies_in_exactly_one_carton()
    {
        var random = new Random(20261010);
        for (var round = 0; round < 2_000; round++)
        {
            var (items, perCarton) = ((uint)random.Next(1, 3_000), random.Next(2, round % 2 == 0 ? 12 : 4_000));
            var cartons = Assert.IsType<CartonDecision.Packed>(CartonRule.Judge(BatchKind.Items, items, perCarton, hasCartons: false)).Cartons;
            var next = 1L;
            for (var carton = 1u; carton <= cartons; carton++)
            {
                var contents = CartonRule.Contents(carton, items, perCarton);
                Assert.Equal(next, contents.First);
                Assert.True(contents.Count == perCarton || carton == cartons && contents.Count < perCarton);
                next = contents.Last + 1L;
            }

            Assert.Equal(items + 1L, next);
            Assert.Throws<ArgumentOutOfRangeException>(() => CartonRule.Contents(cartons + 1, items, perCarton));
            Assert.Throws<ArgumentOutOfRangeException>(() => CartonRule.Contents(0, items, perCarton));
        }
    }

    [Fact]
    public void The_last_serial_there_can_be_lies_in_the_last_carton()
    {
        var contents = CartonRule.Contents(429_497, uint.MaxValue, 10_000);

        Assert.Equal((4_294_960_001u, uint.MaxValue, 7_295L), (contents.First, contents.Last, contents.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => CartonRule.Contents(uint.MaxValue, uint.MaxValue, 10_000));
    }

    [Theory]
    [InlineData(NotActivated, Activated, true)]
    [InlineData(Activated, Activated, true)]
    [InlineData(Spoiled, Activated, false)]
    [InlineData(Withdrawn, Activated, false)]
    [InlineData(Retired, Activated, false)]
    [InlineData(Spoiled, Withdrawn, true)]
    [InlineData(Retired, Withdrawn, true)]
    [InlineData(NotActivated, Retired, true)]
    [InlineData(Withdrawn, Spoiled, true)]
    public void A_code_that_was_taken_back_puts_nothing_on_sale_and_a_recall_is_never_refused(LabelState own, LabelState wanted, bool speaks) =>
        Assert.Equal(speaks, CartonRule.SpeaksFor(own, wanted));
}
