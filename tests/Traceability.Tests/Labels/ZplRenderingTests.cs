using System.Text;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels;

/// <summary>What a renderer of ZPL draws from our commands is read back by decoders that are not ours, and stands where it was planned.</summary>
public sealed class ZplRenderingTests : IDisposable
{
    private const int LabelsPerPlan = 50;
    private const int MostDotsPerModule = 10;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zpl-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Two_foreign_decoders_read_every_rendered_label()
    {
        ForeignTools.SkipWithout("ZXingReader", "zbarimg");
        ZplRenderer.SkipWithout();
        var font = ReadBackTests.Font();
        var (files, labels) = (new List<(LabelPlan, byte[])>(), new List<(string, string)>());
        foreach (var plan in ThermalPlans.All())
        {
            var first = 1u + (uint)labels.Count;
            labels.AddRange(Enumerable.Range(0, LabelsPerPlan).Select(at =>
                (ZplRenderer.Picture(folder.FullName, files.Count, at), plan.Content.UrlPrefix + Samples.Code(first + (uint)at))));
            files.Add((plan, (await Samples.Write(new LabelZpl(plan, font), first, LabelsPerPlan)).File));
        }

        ZplRenderer.Render(folder.FullName, files);
        Assert.Equal(500, labels.Count);
        ForeignTools.AssertBothRead(labels);
        foreach (var (plan, at) in ThermalPlans.All().Select((plan, at) => (plan, at)))
            AssertStandsAsPlanned(plan, Stationery.Draw(plan, font), Picture(at, 0));
    }

    [Fact]
    public async Task The_widest_of_a_hundred_thousand_codes_keeps_to_its_place()
    {
        ZplRenderer.SkipWithout();
        var font = ReadBackTests.Font();
        var widest = Encoding.ASCII.GetBytes(Enumerable.Range(1, 100_000).Select(serial => Samples.Code((uint)serial)).MaxBy(code => code.Sum(Width))!);
        var files = new List<(LabelPlan, byte[])>();
        foreach (var plan in ThermalPlans.All())
            files.Add((plan, (await Samples.Write(new LabelZpl(plan, font), 1, 1, (_, _, codes) => widest.CopyTo(codes))).File));
        ZplRenderer.Render(folder.FullName, files);

        foreach (var ((plan, _), at) in files.Select((file, at) => (file, at)))
        {
            var dark = DarkDots(Picture(at, 0), 0, plan.Width, CodeTop(plan), plan.Code!.Baseline);
            Assert.InRange(dark.Max(dot => dot.X), plan.Width / 2, (int)(plan.Code.Left + (23 * plan.CodeCellDots)));
            Assert.InRange(dark.Min(dot => dot.X), plan.Code.Left, plan.Code.Left + plan.Code.FontSize);
        }
    }

    private static void AssertStandsAsPlanned(LabelPlan plan, Bitmap stationery, Bitmap rendered)
    {
        Assert.Equal((plan.Width, plan.Height), (rendered.Width, rendered.Height));

        // The symbol: of the planned version, its first module in its place, every module a sharp square, light all around.
        var dots = int.Min(plan.DotsPerModule, MostDotsPerModule);
        var spared = (plan.DotsPerModule - dots) * plan.Symbol.Modules / 2;
        var (left, top) = (plan.SymbolLeft + spared, plan.SymbolTop + spared);
        var (right, bottom) = (plan.SquareLeft + plan.SquareSide, plan.SquareTop + plan.SquareSide);
        var symbol = DarkDots(rendered, plan.SquareLeft, right, plan.SquareTop, bottom).ToHashSet();
        var side = (dots * plan.Symbol.Modules) - 1;
        Assert.Equal((left, top, left + side, top + side), (symbol.Min(dot => dot.X), symbol.Min(dot => dot.Y), symbol.Max(dot => dot.X), symbol.Max(dot => dot.Y)));
        Assert.All(symbol, dot => Assert.Contains((dot.X - ((dot.X - left) % dots), dot.Y - ((dot.Y - top) % dots)), symbol));
        Assert.Equal(0, symbol.Count % (dots * dots));

        // The texts: dot for dot the stationery, but where the code is printed, and there nothing below its line.
        for (var y = 0; y < plan.Height; y++)
        {
            for (var x = 0; x < plan.Width; x++)
            {
                if ((x < plan.SquareLeft || x >= right || y >= bottom) && (y < CodeTop(plan) || y >= plan.Code!.Baseline + 2))
                    Assert.True(stationery.IsDark(x, y) == rendered.IsDark(x, y), $"{plan.Wish.Size}: the dot at {x}, {y} is not as planned.");
            }
        }

        Assert.NotEmpty(DarkDots(rendered, plan.Code!.Left, plan.Width, CodeTop(plan), plan.Code.Baseline));
    }

    // Hundredths of an em in a condensed bold face.
    private static int Width(char letter) => letter switch
    {
        'W' => 83,
        'M' => 78,
        'D' or 'G' or 'H' or 'N' or 'Q' or 'R' => 61,
        'J' => 44,
        'E' or 'F' or 'T' or 'Z' or <= '9' => 50,
        _ => 56,
    };

    private static int CodeTop(LabelPlan plan) => plan.Code!.Baseline - plan.Code.FontSize;

    private static List<(int X, int Y)> DarkDots(Bitmap picture, int left, int right, int top, int bottom) =>
        [.. from y in Enumerable.Range(top, bottom - top) from x in Enumerable.Range(left, right - left) where picture.IsDark(x, y) select (x, y)];

    private Bitmap Picture(int file, int label) =>
        Assert.IsType<PngReading.Read>(PngPicture.Read(File.ReadAllBytes(ZplRenderer.Picture(folder.FullName, file, label)))).Picture;
}
