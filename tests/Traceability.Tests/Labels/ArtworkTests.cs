using System.Text;
using System.Text.RegularExpressions;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels;

/// <summary>The official mark is supplied, never drawn: what was handed over is what is printed, and nothing that must be said gives way to it.</summary>
public class ArtworkTests
{
    [Fact]
    public void Artwork_stands_in_its_own_proportions_where_nothing_else_does()
    {
        foreach (var (width, height) in ((int, int)[])[(300, 300), (800, 100), (50, 400), (1, 1)])
        {
            foreach (var wish in (LabelWish[])[Samples.Wish(60, 40), Samples.Wish(50, 80), Samples.Wish(60, 60, 300), Samples.Wish(100, 100)])
            {
                var plan = Samples.Plan(Samples.Content() with { Artwork = Dark(width, height) }, wish);
                var artwork = plan.Artwork!;
                var (right, bottom) = (artwork.Left + artwork.Picture.Width, artwork.Top + artwork.Picture.Height);
                Assert.InRange((double)artwork.Picture.Width * height / (artwork.Picture.Height * width), 0.9, 1.1);
                Assert.True(right <= plan.Width && bottom <= plan.Height);
                Assert.True(artwork.Left >= plan.SquareLeft + plan.SquareSide || artwork.Top >= plan.SquareTop + plan.SquareSide);
                Assert.All(plan.Lines, line => Assert.True(line.Left >= right || line.Baseline - line.FontSize >= bottom || line.Baseline <= artwork.Top, $"{line} stands on the artwork"));
                Assert.Empty(plan.LeftOut);
            }
        }
    }

    [Fact]
    public void Every_drawn_form_carries_it_and_the_symbol_keeps_its_square()
    {
        var plain = Samples.Plan(Samples.Content(), Samples.Wish(60, 40));
        var plan = Samples.Plan(Samples.Content() with { Artwork = Dark(200, 200) }, Samples.Wish(60, 40));
        var (artwork, font) = (plan.Artwork!, ReadBackTests.Font());
        Assert.Equal((plain.SymbolLeft, plain.DotsPerModule), (plan.SymbolLeft, plan.DotsPerModule));

        var stationery = Stationery.Draw(plan, font);
        Assert.True(stationery.IsDark(artwork.Left, artwork.Top) && stationery.IsDark(artwork.Left + artwork.Picture.Width - 1, artwork.Top + artwork.Picture.Height - 1));
        Assert.DoesNotContain(Enumerable.Range(0, plan.SquareSide * plan.SquareSide), at => stationery.IsDark(plan.SquareLeft + (at % plan.SquareSide), plan.SquareTop + (at / plan.SquareSide)));

        var svg = Samples.Svg(plan, Samples.Code(1));
        var image = Regex.Match(svg, "<image x=\"(\\d+)\" y=\"(\\d+)\"[^>]*base64,([^\"]+)\"");
        Assert.Equal(($"{artwork.Left}", $"{artwork.Top}"), (image.Groups[1].Value, image.Groups[2].Value));
        var drawn = Assert.IsType<PngReading.Read>(PngPicture.Read(Convert.FromBase64String(image.Groups[3].Value))).Picture;
        Assert.Equal((artwork.Picture.Width, artwork.Picture.Height), (drawn.Width, drawn.Height));
    }

    [Fact]
    public async Task A_PDF_holds_it_once_for_all_labels()
    {
        var plan = Samples.Plan(Samples.Content() with { Artwork = Dark(200, 200) }, Samples.Wish(60, 40));
        var text = Encoding.Latin1.GetString((await Samples.Write(new LabelPdf(plan, ReadBackTests.Font()), 1, 3)).File);
        Assert.Single(Regex.Matches(text, $"BI/W {plan.Artwork!.Picture.Width}/H {plan.Artwork.Picture.Height}/IM true"));
        Assert.Equal(3, Regex.Count(text, "/S Do"));
    }

    [Fact]
    public void Where_artwork_leaves_no_room_for_what_must_be_said_the_label_is_refused_with_the_size_that_works()
    {
        var content = Samples.Content() with { Artwork = Dark(100, 100) };
        var wish = Samples.Wish(26, 16);
        var cut = Assert.IsType<LabelPlanning.TextDoesNotFit>(LabelPlan.For(content, wish));
        Samples.Plan(content, wish with { Size = cut.Smallest! });
        Assert.IsType<LabelPlanning.Planned>(LabelPlan.For(content with { Artwork = null }, wish));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(7, 3)]
    [InlineData(400, 300)]
    [InlineData(1, 1)]
    public void A_resized_picture_keeps_its_dark_half_dark(int width, int height)
    {
        var half = new Bitmap(100, 60);
        half.FillBox(0, 0, 100, 30);
        var resized = half.Resized(width, height);
        for (var y = 0; y < height; y++)
            Assert.All(Enumerable.Range(0, width), x => Assert.Equal(y < (height + 1) / 2, resized.IsDark(x, y)));
    }

    [Fact]
    public void Looking_for_a_size_that_works_makes_no_picture()
    {
        var content = Samples.Content() with { Artwork = Dark(4_000, 1_000), RightName = new string('米', 190) };
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.IsType<LabelPlanning.TextDoesNotFit>(LabelPlan.For(content, Samples.Wish(26, 25, 1_200)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    private static Bitmap Dark(int width, int height)
    {
        var dark = new Bitmap(width, height);
        dark.FillBox(0, 0, width, height);
        return dark;
    }
}
