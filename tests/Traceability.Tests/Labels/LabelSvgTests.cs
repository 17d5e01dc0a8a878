using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Traceability.Labels;

namespace Traceability.Tests.Labels;

public class LabelSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void The_symbol_is_one_path_in_whole_modules_and_keeps_its_quiet_zone_free()
    {
        foreach (var (text, size) in Labels())
        {
            var root = Parse(Samples.Svg(text, size));
            var symbol = Assert.Single(root.Elements(Svg + "path"));
            var box = Whole(root.Attribute("viewBox")!);
            var numbers = Whole(symbol.Attribute("transform")!);
            var (left, top, module) = (numbers[0], numbers[1], numbers[2]);
            var (x, y) = Corners(symbol.Attribute("d")!.Value);

            Assert.Equal([0, 0, size.WidthHundredths, size.HeightHundredths], box);
            Assert.Equal("crispEdges", symbol.Attribute("shape-rendering")!.Value);
            Assert.Equal((4, 4), (x.Min(), y.Min()));
            Assert.Equal(text.UrlText.Length > 61 ? 33 : 29, x.Max() - 4);
            var (right, bottom) = (left + (x.Max() + 4) * module, top + (y.Max() + 4) * module);
            Assert.True(left >= 0 && top >= 0 && right <= box[2] && bottom <= box[3]);
            Assert.All(root.Descendants(Svg + "text"), words =>
                Assert.True((int)words.Attribute("x")! >= right || (int)words.Attribute("y")! - FontSize(root) >= bottom));
        }
    }

    [Fact]
    public void Every_text_of_the_label_stands_on_it()
    {
        var text = Samples.Text(new Random(1));
        Assert.Equal(
            [
                "演示 DEMO", text.RightName, text.RightNumber, text.ProductName, "盘锦示范稻米加工有", "限公司", $"批次 {text.Lot}",
                text.HumanCode, text.Uscc,
            ],
            Words(Samples.Svg(text, LabelSize.Usual)));
    }

    [Fact]
    public void A_label_for_sale_does_not_say_demonstration() =>
        Assert.DoesNotContain("演示", Samples.Svg(Samples.Text(new Random(1)) with { IsDemonstration = false }, LabelSize.Usual));

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
        var text = Samples.Text(new Random(1)) with { RightName = name };
        Assert.Contains(printed, Words(Samples.Svg(text, Samples.Size(240, 90))));
    }

    [Fact]
    public void What_does_not_fit_is_cut_with_an_ellipsis_and_stays_inside_the_label()
    {
        string[] longTexts = [new('米', 500), string.Concat(Enumerable.Repeat("Mm ", 300)), "a" + new string('\u0301', 5_000), string.Concat(Enumerable.Repeat("👩🏽‍🌾", 99))];
        foreach (var longText in longTexts)
        {
            var text = Samples.Text(new Random(1)) with
            {
                RightName = longText,
                RightNumber = longText,
                ProductName = longText + "!",
                ProducerName = longText,
                Lot = longText,
            };
            foreach (var size in Sizes())
            {
                var svg = Samples.Svg(text, size);
                var root = Parse(svg);
                Assert.InRange(svg.Length, 1, 16 * 1024);
                Assert.Contains("…", svg);
                Assert.All(root.Descendants(Svg + "text"), words => Assert.InRange(
                    (int)words.Attribute("x")! + words.Value.EnumerateRunes().Count(rune => rune.Value > 0x250) * FontSize(root),
                    0,
                    size.WidthHundredths));
                Assert.All(root.Descendants(Svg + "text"), words => Assert.InRange((int)words.Attribute("y")!, 1, size.HeightHundredths));
            }
        }
    }

    [Theory]
    [InlineData(24.9, 30)]
    [InlineData(40, 14.9)]
    [InlineData(300.1, 30)]
    [InlineData(40, 301)]
    [InlineData(double.NaN, 30)]
    [InlineData(40, double.PositiveInfinity)]
    [InlineData(-40, 30)]
    public void A_size_that_cannot_carry_a_label_is_refused(double width, double height) =>
        Assert.False(LabelSize.TryCreate(width, height, out _));

    [Fact]
    public void A_symbol_too_fine_for_a_phone_is_refused_with_its_module()
    {
        var text = Samples.Text(new Random(1)) with { UrlText = "HTTPS://ZHIYUAN.EXAMPLE.ORG/" + new string('A', 300) };
        var refused = Assert.IsType<LabelDrawing.ModulesTooSmall>(LabelSvg.Draw(text, Samples.Size(25, 15)));
        Assert.InRange(refused.ModuleMillimetres, 0.05, 0.249);
    }

    [Fact]
    public void Numbers_are_written_the_same_under_every_culture()
    {
        var expected = Samples.Svg(Samples.Text(new Random(1)), Samples.Size(40.5, 30.25));
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "−";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, Samples.Svg(Samples.Text(new Random(1)), Samples.Size(40.5, 30.25)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    internal static IEnumerable<LabelSize> Sizes() =>
        [LabelSize.Usual, Samples.Size(25, 15), Samples.Size(60, 40), Samples.Size(30, 50), Samples.Size(30, 30), Samples.Size(100, 15)];

    internal static IEnumerable<(LabelText Text, LabelSize Size)> Labels()
    {
        var random = new Random(2026);
        string[] prefixes = ["HTTPS://ZHIYUAN.EXAMPLE.ORG/", "HTTP://127.0.0.1:8080/", "HTTPS://ZHIYUAN.EXAMPLE.ORG/01/06912345678901/21/"];
        return from round in Enumerable.Range(0, 3) from prefix in prefixes from size in Sizes() select (Samples.Text(random, prefix), size);
    }

    private static XElement Parse(string svg) => XDocument.Parse(svg).Root!;

    private static IEnumerable<string> Words(string svg) => Parse(svg).Descendants(Svg + "text").Select(text => text.Value);

    private static int FontSize(XElement root) => (int)root.Element(Svg + "g")!.Attribute("font-size")!;

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
