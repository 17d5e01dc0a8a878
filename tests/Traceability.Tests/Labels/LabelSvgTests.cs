using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Traceability.Labels;
using Traceability.Labels.Forms;

namespace Traceability.Tests.Labels;

public class LabelSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void The_symbol_is_one_path_in_whole_modules_and_keeps_its_quiet_zone_free()
    {
        foreach (var plan in Plans())
        {
            var root = Parse(Samples.Svg(plan, Samples.Code(1)));
            var symbol = Assert.Single(root.Elements(Svg + "path"));
            var box = Whole(root.Attribute("viewBox")!);
            var numbers = Whole(symbol.Attribute("transform")!);
            var (left, top, module) = (numbers[0], numbers[1], numbers[2]);
            var (x, y) = Corners(symbol.Attribute("d")!.Value);

            Assert.Equal([0, 0, plan.Width, plan.Height], box);
            Assert.Equal("crispEdges", symbol.Attribute("shape-rendering")!.Value);
            Assert.Equal((4, 4), (x.Min(), y.Min()));
            Assert.Equal(17 + (4 * plan.Symbol.Version), x.Max() - 4);
            var (right, bottom) = (left + ((x.Max() + 4) * module), top + ((y.Max() + 4) * module));
            Assert.True(left >= 0 && top >= 0 && right <= box[2] && bottom <= box[3]);
            Assert.All(root.Descendants(Svg + "text"), words =>
                Assert.True((int)words.Attribute("x")! >= right || (int)words.Attribute("y")! - (int)words.Attribute("font-size")! >= bottom));
        }
    }

    [Fact]
    public void Every_text_of_the_label_stands_on_it()
    {
        var content = Samples.Content();
        Assert.Equal(
            [
                "演示 DEMO", content.RightName, content.RightNumber, content.ProductName, "盘锦示范稻米", "加工有限公司", $"批次 {content.Lot}",
                "扫码查验 SCAN", "信用代码 " + content.Uscc, Samples.Printed(Samples.Code(1)),
            ],
            Words(Samples.Svg(Samples.Plan(content, Samples.Wish(40, 30)), Samples.Code(1))));
    }

    [Fact]
    public void A_label_says_what_it_is_worth()
    {
        var plain = Samples.Content() with { IsDemonstration = false };
        Assert.DoesNotContain("演示", Draw(plain));
        Assert.Contains("试印 TEST", Draw(plain with { IsTestPrint = true }));
        Assert.Contains("箱 CARTON 24", Draw(plain with { ItemsPerCarton = 24 }));

        static string Draw(LabelContent content) => Samples.Svg(Samples.Plan(content, Samples.Wish(60, 40)), Samples.Code(1));
    }

    [Fact]
    public void Only_the_symbol_is_drawn_where_only_the_symbol_is_wanted()
    {
        var svg = Samples.Svg(Samples.Plan(Samples.Content(), Samples.Wish(25, 25) with { IsSymbolOnly = true }), Samples.Code(1));
        Assert.Empty(Words(svg));
        Assert.Single(Parse(svg).Elements(Svg + "path"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("Tea & \"Co\" ]]>", "Tea & \"Co\" ]]>")]
    [InlineData("a\u0000b\u0007c\u001Bd", "abcd")]
    [InlineData("盘锦\u202E米大\u2066", "盘锦米大")]
    [InlineData("zero\u200Bwidth\uFEFF", "zerowidth")]
    [InlineData("  two\r\n\tlines\u2028here ", "two lines here")]
    [InlineData("broken \uD800 pair", "broken pair")]
    [InlineData("non\uFFFFcharacter\uFFFE", "noncharacter")]
    public void Awkward_text_is_cleaned_and_escaped(string name, string printed)
    {
        var content = Samples.Content() with { RightName = name };
        Assert.Contains(printed, Words(Samples.Svg(Samples.Plan(content, Samples.Wish(240, 90)), Samples.Code(1))));
    }

    [Fact]
    public void What_may_be_cut_is_cut_with_an_ellipsis_and_stays_inside_the_label()
    {
        string[] longTexts = [new('米', 500), string.Concat(Enumerable.Repeat("Mm ", 300)), "a" + new string('\u0301', 5_000), string.Concat(Enumerable.Repeat("👩🏽‍🌾", 99))];
        foreach (var longText in longTexts)
        {
            var content = Samples.Content() with { ProductName = longText, ProducerName = longText, Lot = longText, IsDemonstration = false };
            foreach (var wish in Wishes())
            {
                var svg = Samples.Svg(Samples.Plan(content, wish), Samples.Code(1));
                var root = Parse(svg);
                var box = Whole(root.Attribute("viewBox")!);
                Assert.InRange(svg.Length, 1, 16 * 1024);
                Assert.Contains("…", svg);
                Assert.All(root.Descendants(Svg + "text"), words => Assert.InRange(
                    (int)words.Attribute("x")! + (words.Value.EnumerateRunes().Count(rune => rune.Value > 0x250) * (int)words.Attribute("font-size")!), 0, box[2]));
                Assert.All(root.Descendants(Svg + "text"), words => Assert.InRange((int)words.Attribute("y")!, 1, box[3]));
            }
        }
    }

    [Fact]
    public void The_printed_code_is_as_wide_as_planned_whatever_its_letters()
    {
        foreach (var plan in Plans())
        {
            var code = Parse(Samples.Svg(plan, new string('W', 20))).Elements(Svg + "text").Single();
            var width = double.Parse(code.Attribute("textLength")!.Value, CultureInfo.InvariantCulture);
            Assert.Equal("WWWWW-WWWWW-WWWWW-WWWWW", code.Value);
            Assert.InRange((int)code.Attribute("x")! + width, 1, plan.Width);
        }
    }

    [Fact]
    public async Task A_ZIP_holds_one_document_for_each_serial_named_by_serial_and_code()
    {
        var plan = Samples.Plan(Samples.Content(), Samples.Wish(40, 30));
        var (file, manifest) = await Samples.Write(LabelZip.OfSvg(plan), 98, 5);
        using var zip = new ZipArchive(new MemoryStream(file));
        Assert.Equal(Enumerable.Range(98, 5).Select(serial => $"{serial:D9}-{Samples.Code((uint)serial)}.svg"), zip.Entries.Select(entry => entry.FullName));
        foreach (var (entry, at) in zip.Entries.Select((entry, at) => (entry, at)))
        {
            using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
            Assert.Equal(Samples.Svg(plan, Samples.Code(98 + (uint)at)), await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(file, (await Samples.Write(LabelZip.OfSvg(plan), 98, 5)).File);
        Assert.Equal((5, file.Length), (manifest.Labels, manifest.Bytes));
    }

    [Fact]
    public void Numbers_are_written_the_same_under_every_culture()
    {
        var plan = Samples.Wish(40.5, 30.25);
        var expected = Samples.Svg(Samples.Plan(Samples.Content(), plan), Samples.Code(1));
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "−";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, Samples.Svg(Samples.Plan(Samples.Content(), plan), Samples.Code(1)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    internal static IEnumerable<LabelWish> Wishes() =>
        [Samples.Wish(40, 30), Samples.Wish(30, 20), Samples.Wish(60, 40, 300), Samples.Wish(30, 50), Samples.Wish(30, 30, 300), Samples.Wish(100, 15), Samples.Wish(50, 40, 600, LabelMedium.Curved)];

    internal static IEnumerable<LabelPlan> Plans() =>
        from prefix in (string[])[Samples.Prefix, "HTTP://127.0.0.1:8080/", Samples.GtinPrefix]
        from wish in Wishes()
        select LabelPlan.For(Samples.Content(prefix), wish) into planning
        where planning is LabelPlanning.Planned
        select ((LabelPlanning.Planned)planning).Plan;

    private static XElement Parse(string svg) => XDocument.Parse(svg).Root!;

    private static IEnumerable<string> Words(string svg) => Parse(svg).Descendants(Svg + "text").Select(text => text.Value);

    private static List<int> Whole(XAttribute attribute) =>
        attribute.Value.Split([' ', '(', ')']).Where(word => word.Any(char.IsDigit)).Select(int.Parse).ToList();

    private static (List<int> X, List<int> Y) Corners(string path)
    {
        var (x, y, xs, ys) = (0, 0, new List<int>(), new List<int>());
        foreach (Match step in Regex.Matches(path, @"M(\d+) (\d+)|([hv])(-?\d+)"))
        {
            int Number(int group) => int.Parse(step.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
            (x, y) = step.Groups[3].Value switch { "h" => (x + Number(4), y), "v" => (x, y + Number(4)), _ => (Number(1), Number(2)) };
            xs.Add(x);
            ys.Add(y);
        }

        return (xs, ys);
    }
}
