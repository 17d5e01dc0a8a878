using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels.Ink;

public class BitmapTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    [InlineData(16, 2)]
    public void Rows_are_packed_into_whole_bytes(int width, int stride)
    {
        var picture = new Bitmap(width, 3);
        Assert.Equal((width, 3, stride), (picture.Width, picture.Height, picture.Stride));
        Assert.Equal(stride, picture.Row(2).Length);
    }

    [Fact]
    public void The_first_dot_is_the_most_significant_bit()
    {
        var picture = new Bitmap(10, 2);
        picture.FillBox(0, 0, 1, 1);
        picture.FillBox(9, 1, 1, 1);
        Assert.Equal([0x80, 0], picture.Row(0).ToArray());
        Assert.Equal([0, 0x40], picture.Row(1).ToArray());
        Assert.True(picture.IsDark(0, 0) && picture.IsDark(9, 1));
        Assert.False(picture.IsDark(-1, 0) || picture.IsDark(10, 1) || picture.IsDark(0, -1) || picture.IsDark(9, 2));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    [InlineData(Bitmap.MostDots + 1, 1)]
    [InlineData(50_000, 50_000)]
    public void A_picture_without_dots_or_with_too_many_is_a_broken_invariant(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bitmap(width, height));

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MinValue)]
    [InlineData(1 << 30)]
    public void A_row_outside_is_a_broken_invariant(int y) => Assert.Throws<ArgumentOutOfRangeException>(() => new Bitmap(32, 3).Row(y).Length);

    [Fact]
    public void Boxes_darken_their_dots_inside_the_picture_and_no_other()
    {
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var picture = new Bitmap(random.Next(1, 40), random.Next(1, 5));
            var (x, y, width, height) = (random.Next(-10, 50), random.Next(-3, 6), random.Next(-5, 60), random.Next(-2, 8));
            picture.FillBox(x, y, width, height);
            AssertDots(picture, (dotX, dotY) => dotX >= x && dotX < x + width && dotY >= y && dotY < y + height);
        }
    }

    [Fact]
    public void A_box_beyond_all_numbers_fills_the_picture()
    {
        var picture = new Bitmap(9, 2);
        picture.FillBox(-5, -5, int.MaxValue, int.MaxValue);
        picture.FillBox(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue);
        AssertDots(picture, (_, _) => true);

        var rest = new Bitmap(9, 3);
        rest.FillBox(2, 1, int.MaxValue, int.MaxValue);
        AssertDots(rest, (x, y) => x >= 2 && y >= 1);
    }

    [Fact]
    public void A_picture_is_laid_over_another_at_any_place()
    {
        var random = new Random(2);
        for (var round = 0; round < 2_000; round++)
        {
            var (below, above) = (Speckled(random), Speckled(random));
            var (x, y) = (random.Next(-45, 45), random.Next(-6, 6));
            var both = new Bitmap(below.Width, below.Height);
            both.Draw(below, 0, 0);
            both.Draw(above, x, y);
            AssertDots(both, (dotX, dotY) => below.IsDark(dotX, dotY) || above.IsDark(dotX - x, dotY - y));
        }
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_picture_far_outside_leaves_nothing(int place)
    {
        var (picture, other) = (new Bitmap(9, 2), new Bitmap(9, 2));
        other.FillBox(0, 0, 9, 2);
        picture.Draw(other, place, 0);
        picture.Draw(other, 0, place);
        AssertDots(picture, (_, _) => false);
    }

    private static Bitmap Speckled(Random random)
    {
        var picture = new Bitmap(random.Next(1, 40), random.Next(1, 5));
        for (var dots = 0; dots < 60; dots++)
            picture.FillBox(random.Next(40), random.Next(5), 1, 1);

        return picture;
    }

    // The bits beyond the width are looked at too: they must stay 0.
    private static void AssertDots(Bitmap picture, Func<int, int, bool> isDark)
    {
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < 8 * picture.Stride; x++)
                Assert.Equal(x < picture.Width && isDark(x, y), (picture.Row(y)[x / 8] & 0x80 >> x % 8) != 0);
        }
    }
}
