using System.IO.Compression;
using Traceability.Labels.Forms;
using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels;

public sealed class LabelPngTests
{
    [Fact]
    public async Task The_picture_is_stationery_symbol_and_printed_code_dot_for_dot()
    {
        foreach (var plan in LabelSvgTests.Plans().Append(Samples.Plan(Samples.Content(), Samples.Wish(30, 30) with { IsSymbolOnly = true })))
        {
            var (file, _) = await Samples.Write(LabelZip.OfPng(plan, ReadBackTests.Font()), 7, 1);
            using var zip = new ZipArchive(new MemoryStream(file));
            using var stream = zip.Entries.Single().Open();
            using var png = new MemoryStream();
            await stream.CopyToAsync(png, TestContext.Current.CancellationToken);

            var expected = Stationery.Draw(plan, ReadBackTests.Font());
            var rows = new ulong[plan.Symbol.Modules];
            plan.Symbol.DrawBest(System.Text.Encoding.ASCII.GetBytes(Samples.Code(7)), rows);
            for (var y = 0; y < rows.Length * plan.DotsPerModule; y++)
            {
                for (var x = 0; x < rows.Length * plan.DotsPerModule; x++)
                {
                    if ((rows[y / plan.DotsPerModule] >> (63 - (x / plan.DotsPerModule)) & 1) != 0)
                        expected.FillBox(plan.SymbolLeft + x, plan.SymbolTop + y, 1, 1);
                }
            }

            if (plan.Code is not null)
                new CodeGlyphs(plan, ReadBackTests.Font()).Draw(System.Text.Encoding.ASCII.GetBytes(Samples.Printed(Samples.Code(7))), expected);
            AssertSame(expected, Read(png.ToArray()));
        }
    }

    // Pictures of noise, of stripes and of nothing, in sizes that end inside a byte, written by a writer that has seen none like them.
    [Fact]
    public void Whatever_the_picture_another_reader_finds_the_same_dots()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var picture = new Bitmap(random.Next(1, 700), random.Next(1, 90));
            for (var y = 0; y < picture.Height; y++)
            {
                for (var x = 0; x < picture.Width; x++)
                {
                    if ((seed % 4) switch { 0 => false, 1 => random.Next(2) == 0, 2 => y / 7 % 2 == 0, _ => x / 9 % 2 == 0 })
                        picture.FillBox(x, y, 1, 1);
                }
            }

            var writer = new PngWriter(picture.Width, picture.Height, 8, seed % 8 < 4 ? [new Bitmap(picture.Width, picture.Height)] : [picture]);
            var to = new byte[writer.MostBytes];
            AssertSame(picture, Read(to[..writer.Write(picture, to)]));
        }
    }

    private static Bitmap Read(byte[] png) => Assert.IsType<PngReading.Read>(PngPicture.Read(png)).Picture;

    private static void AssertSame(Bitmap expected, Bitmap actual)
    {
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        for (var y = 0; y < expected.Height; y++)
            Assert.True(expected.Row(y).SequenceEqual(actual.Row(y)), $"row {y} differs");
    }
}
