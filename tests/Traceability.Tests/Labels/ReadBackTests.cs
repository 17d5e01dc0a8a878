using System.IO.Compression;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Labels.Ink;
using static Traceability.Tests.Labels.ForeignTools;

namespace Traceability.Tests.Labels;

/// <summary>What we draw is read back by decoders that are not ours, at the fineness it is meant for: every one of five hundred labels, in every form that a public tool renders.</summary>
public sealed class ReadBackTests : IDisposable
{
    private const int Labels = 500;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labels-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Two_foreign_decoders_read_every_PNG_label()
    {
        SkipWithout("ZXingReader", "zbarimg");
        var plans = LabelSvgTests.Plans().ToList();
        var read = new List<(string, string)>();
        foreach (var (plan, at) in plans.Select((plan, at) => (plan, at)))
        {
            var (first, count) = Share(at, plans.Count);
            var (file, _) = await Samples.Write(LabelZip.OfPng(plan, Font()), first, count);
            read.AddRange(Unpacked(file).Select((picture, label) => (picture, plan.Content.UrlPrefix + Samples.Code(first + (uint)label))));
        }

        Assert.Equal(Labels, read.Count);
        AssertBothRead(read);
    }

    [Fact]
    public void Two_foreign_decoders_read_every_SVG_label()
    {
        SkipWithout("rsvg-convert", "ZXingReader", "zbarimg");
        var plans = LabelSvgTests.Plans().ToList();
        var labels = plans.SelectMany((plan, at) => Enumerable.Range((int)Share(at, plans.Count).First, Share(at, plans.Count).Count).Select(serial => (Plan: plan, Serial: (uint)serial))).ToList();
        Assert.Equal(Labels, labels.Count);
        Parallel.ForEach(labels, label => Rendered(label.Plan, label.Serial));
        AssertBothRead([.. labels.Select(label => (Picture(label.Serial), label.Plan.Content.UrlPrefix + Samples.Code(label.Serial)))]);

        void Rendered(LabelPlan plan, uint serial)
        {
            var drawn = Path.Combine(_folder.FullName, $"{serial}.svg");
            File.WriteAllText(drawn, Samples.Svg(plan, Samples.Code(serial)));
            var dpi = Fineness(plan.Wish.Dpi);
            Run("rsvg-convert", $"--dpi-x={dpi}", $"--dpi-y={dpi}", "--output", Picture(serial), drawn);
        }

        string Picture(uint serial) => Path.Combine(_folder.FullName, $"{serial}.png");
    }

    [Fact]
    public async Task Two_foreign_decoders_read_every_label_of_a_PDF_roll()
    {
        SkipWithout("pdftoppm", "ZXingReader", "zbarimg");
        var plans = LabelSvgTests.Plans().ToList();
        foreach (var (plan, at) in plans.Select((plan, at) => (plan, at)))
        {
            var (first, count) = Share(at, plans.Count);
            var file = await Saved(new LabelPdf(plan, Font()), first, count);
            var pages = Pages(file, plan.Wish.Dpi);
            Assert.Equal(count, pages.Count);
            AssertBothRead([.. pages.Select((picture, label) => (picture, plan.Content.UrlPrefix + Samples.Code(first + (uint)label)))]);
        }
    }

    // zbarimg finds all symbols of a page; ZXingReader stops at some sixteen, so it reads the roll above.
    [Fact]
    public async Task A_foreign_decoder_reads_every_label_of_A4_sheets()
    {
        SkipWithout("pdftoppm", "zbarimg");
        foreach (var sheet in LabelSheet.Usual.Append(LabelSheet.OnA4(LabelSize.Usual)!))
        {
            var plan = Samples.Plan(Samples.Content() with { IsDemonstration = false }, new LabelWish { Size = sheet.Label, Dpi = 600 });
            var pages = Pages(await Saved(new LabelPdf(plan, Font(), sheet), 1, 125), 600);
            Assert.Equal((125 + sheet.LabelsPerSheet - 1) / sheet.LabelsPerSheet, pages.Count);
            Assert.Equal(
                Enumerable.Range(1, 125).Select(serial => plan.Content.UrlPrefix + Samples.Code((uint)serial)).Order(StringComparer.Ordinal),
                Run("zbarimg", ["--nodbus", "--quiet", "--raw", .. pages]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        }
    }

    internal static OutlineFont Font()
    {
        var font = OutlineFont.FindInstalled();
        Assert.SkipWhen(font is null, "no Chinese font is installed: tests/run installs fonts-noto-cjk.");
        return font!;
    }

    private static (uint First, int Count) Share(int at, int plans) =>
        ((uint)(1 + (at * Labels / plans)), ((at + 1) * Labels / plans) - (at * Labels / plans));

    // A head of "203" dots to the inch has eight to the millimetre.
    private static string Fineness(int dpi) => dpi == 203 ? "203.2" : $"{dpi}";

    private async Task<string> Saved(LabelForm form, uint first, int count)
    {
        var path = Path.Combine(_folder.FullName, "labels.pdf");
        await File.WriteAllBytesAsync(path, (await Samples.Write(form, first, count)).File, TestContext.Current.CancellationToken);
        return path;
    }

    private List<string> Unpacked(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        zip.ExtractToDirectory(_folder.FullName);
        return [.. zip.Entries.Select(entry => Path.Combine(_folder.FullName, entry.FullName))];
    }

    private List<string> Pages(string pdf, int dpi)
    {
        var pages = _folder.CreateSubdirectory(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()).FullName;
        Run("pdftoppm", "-r", Fineness(dpi), "-gray", pdf, Path.Combine(pages, "page"));
        return [.. Directory.GetFiles(pages).Order(StringComparer.Ordinal)];
    }
}
