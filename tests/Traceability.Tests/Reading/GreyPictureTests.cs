using Traceability.Reading;

namespace Traceability.Tests.Reading;

public class GreyPictureTests
{
    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(20_000, 2_500, true)]
    [InlineData(2_500, 20_000, true)]
    [InlineData(20_001, 1, false)]
    [InlineData(1, 20_001, false)]
    [InlineData(20_000, 2_501, false)]
    [InlineData(0, 5, false)]
    [InlineData(5, 0, false)]
    [InlineData(-5, -5, false)]
    [InlineData(int.MaxValue, int.MaxValue, false)]
    [InlineData(65_536, 65_536, false)]
    public void A_picture_has_at_most_20000_pixels_a_side_and_50_million_in_all(int width, int height, bool fits)
    {
        Assert.Equal(fits, GreyPicture.Fits(width, height));
        if (!fits)
            Assert.Throws<ArgumentException>(() => new GreyPicture(width, height, []));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(7)]
    public void Bytes_that_are_not_width_times_height_are_refused(int bytes) =>
        Assert.Throws<ArgumentException>(() => new GreyPicture(2, 3, new byte[bytes]));

    [Fact]
    public void Smaller_copies_hold_the_means_of_squares_and_drop_what_remains()
    {
        var pixels = Enumerable.Range(0, 485 * 481).Select(at => (byte)(at % 485 / 2 + at / 485 % 2)).ToArray();
        var copies = new GreyPicture(485, 481, pixels).FromFullToQuarter().ToList();

        Assert.Equal([(485, 481), (242, 240), (121, 120)], copies.Select(copy => (copy.Width, copy.Height)));
        Assert.Equal(pixels, copies[0].Luminance.ToArray());
        // Pairs of columns are alike, and rows differ by one: the mean of a square is its column's number and a half, rounded down.
        Assert.All(Enumerable.Range(0, 242 * 240), at => Assert.Equal((byte)(at % 242), copies[1].Luminance[at]));
        Assert.All(Enumerable.Range(0, 121 * 120), at => Assert.Equal((byte)(at % 121 * 2 + 1), copies[2].Luminance[at]));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(239, 20_000, 1)]
    [InlineData(240, 240, 2)]
    [InlineData(480, 479, 2)]
    [InlineData(480, 480, 3)]
    [InlineData(5_000, 5_000, 3)]
    public void A_copy_keeps_120_pixels_on_its_shorter_side(int width, int height, int copies) =>
        Assert.Equal(copies, DrawnPicture.Blank(width, height).FromFullToQuarter().Count());
}
