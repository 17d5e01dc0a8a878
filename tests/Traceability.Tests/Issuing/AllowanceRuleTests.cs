using System.Numerics;
using Traceability.Issuing;

namespace Traceability.Tests.Issuing;

public sealed class AllowanceRuleTests
{
    private static readonly Season Rice = new(
        Guid.Empty, Guid.Empty, "2026", new DateOnly(2026, 9, 1), new DateOnly(2027, 8, 31), YieldCapGramsPerMu: 600_000, ProcessingYieldPerMille: 650, ClosedAt: null);

    // 20,000 m² are 30 mu; 30 mu × 600 kg × 0.650 = 11,700 kg of rice; in packs of 5 kg that is 2,340 labels.
    [Fact]
    public void Thirty_mu_of_paddy_carry_2340_packs_of_five_kilograms()
    {
        var grams = AllowanceRule.GrantGrams(20_000, Rice);

        Assert.Equal(11_700_000, grams);
        Assert.Equal(2_340, AllowanceRule.Labels(grams, 5_000));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.0017, 0)]
    [InlineData(0.0018, 1)]
    [InlineData(1, 585)]
    [InlineData(666.66, 389_996)]
    [InlineData(666.67, 390_001)]
    public void Grams_are_rounded_down(double squareMetres, long grams) => Assert.Equal(grams, AllowanceRule.GrantGrams(squareMetres, Rice));

    [Theory]
    [InlineData(-1, 5_000, 0)]
    [InlineData(0, 5_000, 0)]
    [InlineData(4_999, 5_000, 0)]
    [InlineData(5_000, 5_000, 1)]
    [InlineData(9_999, 5_000, 1)]
    [InlineData(7, 1, 7)]
    [InlineData(long.MinValue, 1, 0)]
    [InlineData(long.MaxValue, 1, long.MaxValue)]
    public void Labels_are_rounded_down_and_never_negative(long quantity, long perLabel, long labels) =>
        Assert.Equal(labels, AllowanceRule.Labels(quantity, perLabel));

    [Theory]
    [InlineData(-0.001)]
    [InlineData(1e13)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void An_area_that_no_land_has_is_refused(double squareMetres) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AllowanceRule.GrantGrams(squareMetres, Rice));

    [Fact]
    public void The_largest_area_under_the_largest_cap_still_fits()
    {
        var richest = Rice with { YieldCapGramsPerMu = 100_000_000, ProcessingYieldPerMille = 1_000 };
        var largest = Math.BitDecrement(1e13);

        Assert.Equal(Exact(largest, richest), AllowanceRule.GrantGrams(largest, richest));
    }

    [Fact]
    public void A_cap_beyond_every_crop_overflows_loudly() =>
        Assert.Throws<OverflowException>(() => AllowanceRule.GrantGrams(9e12, Rice with { YieldCapGramsPerMu = 100_000_000_000 }));

    // The area as a fraction of two whole numbers has no rounding at all: the grant may not pass it by a gram.
    [Fact]
    public void A_grant_is_the_exact_product_rounded_down_or_a_gram_less()
    {
        var random = new Random(20260901);
        var exact = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var area = Math.Pow(10, random.NextDouble() * 14 - 2) % 1e13;
            var season = Rice with { YieldCapGramsPerMu = random.NextInt64(1, 100_000_001), ProcessingYieldPerMille = random.Next(1, 1_001) };
            var granted = AllowanceRule.GrantGrams(area, season);
            var allowed = Exact(area, season);

            Assert.InRange(granted, allowed - 1, allowed);
            exact += granted == allowed ? 1 : 0;
        }

        Assert.InRange(exact, 19_000, 20_000);
    }

    private static BigInteger Exact(double area, Season season)
    {
        var bits = BitConverter.DoubleToInt64Bits(area);
        var exponent = (int)(bits >> 52) - 1075;
        var mantissa = (bits & ((1L << 52) - 1)) | (1L << 52);
        var numerator = new BigInteger(mantissa) * 3 * season.YieldCapGramsPerMu * season.ProcessingYieldPerMille;
        var denominator = new BigInteger(2_000 * 1_000);
        return exponent >= 0 ? (numerator << exponent) / denominator : numerator / (denominator << -exponent);
    }
}
