using Traceability.Parties;

namespace Traceability.Tests.Parties;

public sealed class OfficerRegionsTests
{
    // A county lies in itself, its prefecture and its province; a prefecture lies in none of its counties.
    [Theory]
    [InlineData("210000", "211104", true)]
    [InlineData("211100", "211104", true)]
    [InlineData("211104", "211104", true)]
    [InlineData("211104", "211100", false)]
    [InlineData("211104", "211103", false)]
    [InlineData("211100", "210100", false)]
    [InlineData("110000", "211104", false)]
    [InlineData("110000 211100", "211104", true)]
    [InlineData("211100", null, false)]
    [InlineData("", null, true)]
    [InlineData("  ", "211104", true)]
    public void A_division_lies_in_itself_and_in_what_it_is_a_part_of(string typed, string? division, bool holds)
    {
        Assert.True(OfficerRegions.TryParse(typed, out var regions));
        Assert.Equal(holds, regions.Hold([division]));
    }

    [Theory]
    [InlineData("２１１１００，110000、211100", "110000 211100")]
    [InlineData("429004", "429004")]
    [InlineData(null, null)]
    public void What_is_typed_in_any_width_and_order_is_stored_once_and_ascending(string? typed, string? stored)
    {
        Assert.True(OfficerRegions.TryParse(typed, out var regions));
        Assert.Equal(stored, regions.Stored);
    }

    [Theory]
    [InlineData("21110")]
    [InlineData("2111000")]
    [InlineData("盘锦市")]
    [InlineData("211100 x")]
    [InlineData("000000")]
    [InlineData("910000")]
    [InlineData("200000")]
    [InlineData("210003")]
    [InlineData("211100;' OR 1=1")]
    public void What_is_no_code_of_a_province_prefecture_or_county_is_refused(string typed)
    {
        Assert.False(OfficerRegions.TryParse(typed, out var regions));
        Assert.True(regions.AreEverywhere);
    }

    [Fact]
    public void Fifty_are_taken_and_one_more_is_not()
    {
        var codes = Enumerable.Range(110_101, OfficerRegions.CodesMax + 1).ToList();
        Assert.True(OfficerRegions.TryParse(string.Join(' ', codes.SkipLast(1)), out _));
        Assert.False(OfficerRegions.TryParse(string.Join(' ', codes), out _));
    }
}
