using System.Text;
using System.Text.Json;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Labels.Qr;

namespace Traceability.Tests.Labels;

public class ZplTests
{
    private static readonly string[] CommandsOfALabel =
        ["^XA", "^CI", "^PW", "^LL", "^LH", "^FO", "^XG", "^FS", "^BY", "^FO", "^BQ", "^FD", "^FS", "^FT", "^A0", "^FD", "^FS", "^PQ", "^XZ"];

    [Fact]
    public async Task A_file_brings_the_stationery_once_and_recalls_it_for_each_label()
    {
        var font = ReadBackTests.Font();
        foreach (var plan in ThermalPlans.All())
        {
            var (file, _) = await Samples.Write(new LabelZpl(plan, font), 7, 3);
            var commands = ZplCommand.Parse(file);
            Assert.Equal(
                ["~DG", .. CommandsOfALabel, .. CommandsOfALabel, .. CommandsOfALabel, "^XA", "^ID", "^FS", "^XZ"],
                commands.Select(command => command.Name));
            Assert.DoesNotContain(file, letter => letter is not (>= (byte)' ' and <= (byte)'~' or (byte)'\n'));

            var download = commands[0].Parameters.Split(',', 4);
            Assert.Equal((plan.Width, plan.Height), (commands[3][0], commands[4][0]));
            Assert.Equal($"{download[0]},1,1", commands[7].Parameters);
            Assert.Equal(download[0], commands[^3].Parameters);
            Assert.Matches("^R:[A-Z][A-Z0-9]{7}[.]GRF$", download[0]);

            var stationery = Stationery.Draw(plan, font);
            Assert.Equal([$"{stationery.Stride * plan.Height}", $"{stationery.Stride}"], download[1..3]);
            Assert.Equal(
                Enumerable.Range(0, plan.Height).Select(y => Convert.ToHexString(stationery.Row(y))),
                ZplCommand.Rows(download[3], stationery.Stride));

            var fields = commands.Where(command => command.Name == "^FD").Select(command => command.Parameters).ToList();
            var level = plan.Wish.Medium == LabelMedium.Paper ? 'M' : 'Q';
            Assert.Equal(
                Enumerable.Range(7, 3).Select(serial => Samples.Code((uint)serial))
                    .SelectMany(code => new[] { $"{level}A,{plan.Content.UrlPrefix}{code}", Samples.Printed(code) }),
                fields);
        }
    }

    [Fact]
    public async Task The_same_texts_have_the_same_name_in_the_printer_and_others_another()
    {
        var font = ReadBackTests.Font();
        var (wish, content) = (Samples.Wish(40, 30), Samples.Content());
        Assert.Equal(await Name(content), await Name(content));
        Assert.NotEqual(await Name(content), await Name(content with { Lot = "2026-0118" }));

        async Task<string> Name(LabelContent of) =>
            ZplCommand.Parse((await Samples.Write(new LabelZpl(Samples.Plan(of, wish), font), 1, 1)).File)[0].Parameters.Split(',')[0];
    }

    [Theory]
    [InlineData("^XZ^XA^FO0,0^FDfake^FS^XZ~JR")]
    [InlineData("~JA~DGR:S.GRF,1,1,FF")]
    [InlineData("\r\nPRINT 99\r\n")]
    [InlineData("\"\r\nKILL \"*.*\"\r\n")]
    [InlineData("\\[\"]\\\"\u0002\u001B!R\u0007")]
    [InlineData("盘锦\u202E米大\u2066^\u200F~")]
    [InlineData("_5E_7E \\5E &#94; ＾～")]
    public async Task The_commands_are_the_same_whatever_the_texts(string text)
    {
        var font = ReadBackTests.Font();
        var wish = Samples.Wish(240, 90);
        var nasty = Samples.Plan(ThermalPlans.Nasty(Samples.Content(), text), wish);
        Assert.Null(Stationery.FirstMissing(nasty, font));

        var (expected, seen) = (await Commands(Samples.Plan(Samples.Content(), wish)), await Commands(nasty));
        Assert.NotEqual(expected[0].Parameters, seen[0].Parameters);
        Assert.Equal(expected.Where(IsOfNoStationery), seen.Where(IsOfNoStationery));
        Assert.Equal(expected.Select(command => command.Name), seen.Select(command => command.Name));

        async Task<IReadOnlyList<ZplCommand>> Commands(LabelPlan plan) => ZplCommand.Parse((await Samples.Write(new LabelZpl(plan, font), 1, 2)).File);
        static bool IsOfNoStationery(ZplCommand command) => command.Name is not ("~DG" or "^XG" or "^ID");
    }

    [Fact]
    public void A_text_that_the_font_cannot_draw_is_refused_before_anything_is_written()
    {
        var font = ReadBackTests.Font();
        var plan = Samples.Plan(Samples.Content() with { RightName = "盘锦\U0001F33E" }, Samples.Wish(60, 40));
        Assert.Equal(new Rune(0x1F33E), Stationery.FirstMissing(plan, font));
        Assert.Throws<ArgumentException>(() => new LabelZpl(plan, font));
        Assert.Throws<ArgumentException>(() => new LabelTspl(plan, font));
    }

    [Theory]
    [InlineData('^')]
    [InlineData('~')]
    [InlineData('\\')]
    [InlineData('"')]
    public void An_address_that_would_end_a_field_is_refused(char letter)
    {
        var font = ReadBackTests.Font();
        var plan = Samples.Plan(Samples.Content($"HTTPS://HOST/{letter}/"), Samples.Wish(60, 40));
        Assert.Throws<ArgumentException>(() => new LabelZpl(plan, font));
        Assert.Throws<ArgumentException>(() => new LabelTspl(plan, font));
    }

    [Fact]
    public async Task Only_the_symbol_is_drawn_where_only_the_symbol_is_wanted()
    {
        var plan = Samples.Plan(Samples.Content(), Samples.Wish(30, 30) with { IsSymbolOnly = true });
        var (file, _) = await Samples.Write(new LabelZpl(plan, ReadBackTests.Font()), 1, 1);
        Assert.Equal(
            ["^XA", "^CI", "^PW", "^LL", "^LH", "^BY", "^FO", "^BQ", "^FD", "^FS", "^PQ", "^XZ"],
            ZplCommand.Parse(file).Select(command => command.Name));
    }

    // Hosts of all lengths around what versions 3 to 5 hold. A printer that puts the whole text into one alphanumeric segment needs the version of the table; the
    // plan, which may cut the GTIN out as digits, never a larger one; room is kept for the table's.
    [Fact]
    public async Task The_symbol_has_its_quiet_zone_in_the_least_version_that_holds_the_text_in_one_segment()
    {
        var font = ReadBackTests.Font();
        var smaller = 0;
        foreach (var medium in (LabelMedium[])[LabelMedium.Paper, LabelMedium.Textile])
        {
            var level = LabelMediumRule.Level(medium);
            foreach (var capacity in Capacities(level).Where(row => row.Version is 3 or 4 or 5))
            {
                foreach (var (behind, more) in from behind in (string[])["/", "/01/06912345678901/21/"] from more in (int[])[-1, 0, 1, 2] select (behind, more))
                {
                    var host = capacity.Alphanumeric + more - "HTTPS://".Length - behind.Length - LabelForm.SymbolsPerCode;
                    if (host < 1)
                        continue;
                    var prefix = "HTTPS://" + new string('H', host) + behind;
                    var plan = Samples.Plan(Samples.Content(prefix), Samples.Wish(40, 40, 203, medium) with { IsSymbolOnly = true });
                    var least = Capacities(level).First(row => row.Alphanumeric >= prefix.Length + LabelForm.SymbolsPerCode).Version;
                    Assert.InRange(plan.Symbol.Version, behind == "/" ? least : least - 1, least);
                    smaller += least - plan.Symbol.Version;

                    var commands = ZplCommand.Parse((await Samples.Write(new LabelZpl(plan, font), 1, 1)).File);
                    var (sink, left, top, dots) = (commands[5][2], commands[6][0], commands[6][1], commands[7][2]);
                    Assert.Equal(left - plan.SquareLeft, top + sink - plan.SquareTop);
                    Assert.InRange(left, 4 * dots, plan.Width - ((17 + (4 * least) + 4) * dots));
                    if (least == plan.Symbol.Version)
                        Assert.Equal((plan.SymbolLeft, plan.DotsPerModule), (left, dots));
                }
            }
        }

        Assert.True(smaller > 0, "No address was long enough to tell the two apart.");
    }

    private static IEnumerable<(int Version, int Alphanumeric)> Capacities(QrLevel level)
    {
        using var table = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "qr_capacity.json")));
        return [.. table.RootElement.GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("ec").GetString() == level.ToString())
            .Select(row => (row.GetProperty("version").GetInt32(), row.GetProperty("alphanumeric").GetInt32())).OrderBy(row => row.Item1)];
    }
}
