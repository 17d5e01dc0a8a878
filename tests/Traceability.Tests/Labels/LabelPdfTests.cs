using System.Text;
using System.Text.RegularExpressions;
using Traceability.Labels;
using Traceability.Labels.Forms;
using static Traceability.Tests.Labels.ForeignTools;

namespace Traceability.Tests.Labels;

public sealed partial class LabelPdfTests
{
    [Theory]
    [InlineData(1, null)]
    [InlineData(1, "A4-4x10")]
    [InlineData(41, "A4-4x10")]
    [InlineData(600, null)]
    public async Task Every_object_stands_where_the_table_says_and_every_page_has_its_place(int count, string? sheetName)
    {
        var text = Encoding.Latin1.GetString(await Pdf(count, sheetName));
        var table = int.Parse(LastTable().Match(text).Groups[1].ValueSpan);
        Assert.StartsWith("xref\n0 ", text[table..]);
        var places = Entry().Matches(text[table..]).Select(entry => int.Parse(entry.Groups[1].ValueSpan)).ToList();
        Assert.Equal(places.Count + 1, int.Parse(Size().Match(text[table..]).Groups[1].ValueSpan));
        Assert.All(places.Select((place, at) => (place, at)), entry => Assert.StartsWith($"{entry.at + 1} 0 obj\n", text[entry.place..]));

        var sheet = sheetName is null ? null : LabelSheet.Find(sheetName);
        var pages = (count + (sheet?.LabelsPerSheet ?? 1) - 1) / (sheet?.LabelsPerSheet ?? 1);
        Assert.Equal(pages, Regex.Count(text, "/Type/Page/"));
        // A node holds no more than 256 pages, and knows how many.
        var nodes = Node().Matches(text).Select(node => (Count: int.Parse(node.Groups[1].ValueSpan), Kids: node.Groups[2].Value.Split(" 0 R").Length - 1)).ToList();
        Assert.Equal(pages, nodes.Sum(node => node.Kids));
        Assert.All(nodes, node => Assert.True(node.Count == node.Kids && node.Kids <= 256));
        Assert.All(Streams().Matches(text), stream => Assert.StartsWith("\nendstream", text[(stream.Index + stream.Length + int.Parse(stream.Groups[1].ValueSpan))..]));
    }

    [Fact]
    public async Task Nothing_but_the_black_ink_is_asked_for_and_nothing_is_embedded_but_our_own_outlines()
    {
        var text = Encoding.Latin1.GetString(await Pdf(50, "A4-4x10"));
        Assert.Equal(2, Regex.Count(text, @"^0 0 0 1 k$", RegexOptions.Multiline));
        Assert.DoesNotMatch(@"(?m)\b(rg|RG|g|G|K|cs|CS|sc|SC|scn|SCN|sh|gs)$", text);
        Assert.DoesNotMatch("/FontFile|/JavaScript|/JS|/URI|/Launch|/EmbeddedFile", text);
        Assert.Equal(50, Regex.Count(text, "BI/W 29/H 29/IM true"));
    }

    [Fact]
    public async Task Another_program_reads_the_printed_codes_as_text()
    {
        SkipWithout("pdftotext");
        var folder = Directory.CreateTempSubdirectory("labels-");
        try
        {
            var path = Path.Combine(folder.FullName, "labels.pdf");
            await File.WriteAllBytesAsync(path, await Pdf(3, null), TestContext.Current.CancellationToken);
            Assert.Equal(
                Enumerable.Range(1, 3).Select(serial => Samples.Printed(Samples.Code((uint)serial))),
                Run("pdftotext", path, "-").Split(['\n', '\f'], StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_label_costs_a_few_hundred_bytes_of_symbol()
    {
        var (few, many) = ((await Pdf(40, "A4-4x10")).Length, (await Pdf(400, "A4-4x10")).Length);
        Assert.InRange((many - few) / 360, 240, 600);
    }

    [Fact]
    public async Task The_same_labels_are_the_same_bytes() => Assert.Equal(await Pdf(41, "A4-4x10"), await Pdf(41, "A4-4x10"));

    [Fact]
    public async Task Paper_to_be_cut_has_a_mark_at_each_end_of_every_cut_and_sold_sheets_have_none()
    {
        var sheet = LabelSheet.OnA4(LabelSize.Usual)!;
        var plan = Samples.Plan(Samples.Content(), Samples.Wish(40, 30));
        var text = Encoding.Latin1.GetString((await Samples.Write(new LabelPdf(plan, ReadBackTests.Font(), sheet), 1, 1)).File);
        Assert.Equal(2 * (sheet.Columns + 1 + sheet.Rows + 1), Regex.Count(text, "re f"));
        Assert.DoesNotContain("re f", Encoding.Latin1.GetString(await Pdf(1, "A4-4x10")));
    }

    // A text of PDF operators is drawn as outlines like any other: no string of it stands in the file.
    [Theory]
    [InlineData(") Tj ET Q (")]
    [InlineData("endstream endobj")]
    [InlineData(">> /JS (app.alert(1))")]
    public async Task No_text_breaks_out_of_its_label(string nasty)
    {
        var content = Samples.Content() with { RightName = nasty, RightNumber = nasty, ProductName = nasty, ProducerName = nasty, Uscc = nasty, Lot = nasty };
        var plan = Samples.Plan(content, Samples.Wish(100, 60));
        var text = Encoding.Latin1.GetString((await Samples.Write(new LabelPdf(plan, ReadBackTests.Font()), 1, 2)).File);
        Assert.DoesNotContain(nasty, text);
        Assert.Equal(2, Regex.Count(text, "Tj ET"));
        Assert.Equal(Regex.Count(text, @" 0 obj\n"), Regex.Count(text, @"\nendobj\n"));
    }

    [Fact]
    public void A_sheet_of_other_labels_is_a_broken_invariant()
    {
        var plan = Samples.Plan(Samples.Content(), Samples.Wish(40, 30));
        Assert.Throws<ArgumentException>(() => new LabelPdf(plan, ReadBackTests.Font(), LabelSheet.Find("a4-3x8")));
    }

    [Fact]
    public void Every_sheet_keeps_its_labels_on_the_paper_and_apart()
    {
        foreach (var sheet in LabelSheet.Usual.Append(LabelSheet.OnA4(LabelSize.Usual)!))
        {
            var (width, height) = (sheet.Label.WidthHundredths / 100.0, sheet.Label.HeightHundredths / 100.0);
            Assert.True(sheet.PitchX >= width && sheet.PitchY >= height, sheet.Name);
            Assert.InRange(sheet.Left + ((sheet.Columns - 1) * sheet.PitchX) + width, 0, sheet.PageWidth + 0.01);
            Assert.InRange(sheet.Top + ((sheet.Rows - 1) * sheet.PitchY) + height, 0, sheet.PageHeight + 0.01);
        }

        Assert.Null(LabelSheet.OnA4(Samples.Size(300, 30)));
        Assert.Null(LabelSheet.Find("A5"));
    }

    private static async Task<byte[]> Pdf(int count, string? sheetName)
    {
        var sheet = sheetName is null ? null : LabelSheet.Find(sheetName)!;
        var plan = Samples.Plan(Samples.Content() with { IsDemonstration = false }, new LabelWish { Size = sheet?.Label ?? LabelSize.Usual });
        return (await Samples.Write(new LabelPdf(plan, ReadBackTests.Font(), sheet), 1, count)).File;
    }

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex LastTable();

    [GeneratedRegex(@"(\d{10}) 00000 n \n")]
    private static partial Regex Entry();

    [GeneratedRegex(@"/Size (\d+)")]
    private static partial Regex Size();

    [GeneratedRegex(@"/Type/Pages/Parent \d+ 0 R/Count (\d+)/Kids\[([^\]]*)\]")]
    private static partial Regex Node();

    [GeneratedRegex(@"/Length (\d+)>>stream\n")]
    private static partial Regex Streams();
}
