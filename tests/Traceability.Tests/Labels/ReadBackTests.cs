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

    // Twelve drawings to a picture, each in its own frame as it came: starting the renderer for each would take longer than all the rest.
    [Fact]
    public void Two_foreign_decoders_read_every_SVG_label()
    {
        SkipWithout("rsvg-convert", "ZXingReader", "zbarimg");
        var plans = LabelSvgTests.Plans().ToList();
        foreach (var (plan, at) in plans.Select((plan, at) => (plan, at)))
        {
            var (first, count) = Share(at, plans.Count);
            foreach (var serials in Enumerable.Range((int)first, count).Chunk(12))
            {
                var frames = serials.Select((serial, place) => Samples.Svg(plan, Samples.Code((uint)serial)).Replace(
                    " xml:lang", $" x=\"{place % 4 * plan.Width}\" y=\"{place / 4 * plan.Height}\" xml:lang"));
                var (drawn, picture) = (Path.Combine(_folder.FullName, "labels.svg"), Path.Combine(_folder.FullName, "labels.png"));
                File.WriteAllText(drawn, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{4 * plan.Width}\" height=\"{3 * plan.Height}\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>{string.Concat(frames)}</svg>");
                // What stands in millimetres comes out in dots.
                var dpi = plan.Wish.Dpi == 203 ? "203.2" : $"{plan.Wish.Dpi}";
                Run("rsvg-convert", $"--dpi-x={dpi}", $"--dpi-y={dpi}", "--output", picture, drawn);
                AssertBothRead(picture, serials.Select(serial => plan.Content.UrlPrefix + Samples.Code((uint)serial)));
            }
        }
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
        // A head of "203" dots to the inch has eight to the millimetre.
        Run("pdftoppm", "-r", dpi == 203 ? "203.2" : $"{dpi}", "-gray", pdf, Path.Combine(pages, "page"));
        return [.. Directory.GetFiles(pages).Order(StringComparer.Ordinal)];
    }
}
