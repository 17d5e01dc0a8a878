using System.Globalization;
using System.Text;
using QRCoder;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels;

/// <summary>There is no renderer of TSPL: a reader written from its manual takes every byte, and what it read is drawn and decoded.</summary>
public sealed class TsplTests : IDisposable
{
    private const int LabelsPerPlan = 50;
    private const int QuietModules = 4;

    // Resident fonts in dots (manual, TEXT).
    private static readonly Dictionary<string, (int Width, int Height)> Fonts = new()
    {
        ["1"] = (8, 12),
        ["2"] = (12, 20),
        ["3"] = (16, 24),
        ["4"] = (24, 32),
        ["5"] = (32, 48),
    };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tspl-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Two_foreign_decoders_read_every_label_drawn_from_the_commands()
    {
        ForeignTools.SkipWithout("ZXingReader", "zbarimg");
        var font = ReadBackTests.Font();
        var labels = new List<(string Picture, string Text)>();
        foreach (var plan in ThermalPlans.All())
        {
            var first = 1u + (uint)labels.Count;
            var (file, _) = await Samples.Write(new LabelTspl(plan, font), first, LabelsPerPlan);
            var commands = TsplFile.Parse(file);
            var stationery = AssertBegins(commands, plan, font);
            for (var at = 0; at < LabelsPerPlan; at++)
            {
                var code = Samples.Code(first + (uint)at);
                var picture = Path.Combine(folder.FullName, $"{first + at}.pgm");
                WritePicture(picture, Drawn([.. commands.Skip(5 + (5 * at)).Take(5)], plan, stationery, code));
                labels.Add((picture, plan.Content.UrlPrefix + code));
            }

            Assert.Equal(5 + (5 * LabelsPerPlan) + 1, commands.Count);
            Assert.Equal(("KILL", commands[4].Parameters[0]), (commands[^1].Name, commands[^1].Parameters[0]));
        }

        Assert.Equal(500, labels.Count);
        ForeignTools.AssertBothRead(labels);
    }

    [Theory]
    [InlineData("\r\nPRINT 99\r\n")]
    [InlineData("\"\r\nKILL \"*.*\"\r\n")]
    [InlineData("\\[\"]\\\"\u0002\u001B!R\u0007")]
    [InlineData("^XZ^XA^FDfake^FS^XZ~JR")]
    [InlineData("盘锦\u202E米大\u2066\u200F")]
    public async Task The_commands_are_the_same_whatever_the_texts(string text)
    {
        var font = ReadBackTests.Font();
        var wish = Samples.Wish(240, 90);
        var (expected, seen) = (await Commands(Samples.Content()), await Commands(ThermalPlans.Nasty(Samples.Content(), text)));
        Assert.NotEqual(expected[4].Download, seen[4].Download);
        Assert.Equal(expected.Select(Written), seen.Select(Written));

        async Task<IReadOnlyList<TsplCommand>> Commands(LabelContent content) =>
            TsplFile.Parse((await Samples.Write(new LabelTspl(Samples.Plan(content, wish), font), 1, 2)).File);

        // The name of the stationery and the length of its picture follow from its dots.
        static string Written(TsplCommand command) => command.Name is "DOWNLOAD" or "PUTPCX" or "KILL"
            ? command.Name
            : $"{command.Name} {string.Join(',', command.Parameters)}";
    }

    [Fact]
    public async Task Only_the_symbol_is_drawn_where_only_the_symbol_is_wanted()
    {
        var plan = Samples.Plan(Samples.Content(), Samples.Wish(30, 30) with { IsSymbolOnly = true });
        var commands = TsplFile.Parse((await Samples.Write(new LabelTspl(plan, ReadBackTests.Font()), 1, 1)).File);
        Assert.Equal(["SIZE", "GAP", "DIRECTION", "REFERENCE", "CLS", "QRCODE", "PRINT"], commands.Select(command => command.Name));
    }

    [Fact]
    public void A_printer_too_coarse_for_the_resident_fonts_is_refused() =>
        Assert.Throws<ArgumentException>(() => new LabelTspl(Samples.Plan(Samples.Content(), Samples.Wish(40, 30, 200)), ReadBackTests.Font()));

    // Every width from the narrowest on: the smallest resident font always fits, so no code leaves its place.
    [Theory]
    [InlineData(203)]
    [InlineData(300)]
    public async Task The_printed_code_fits_labels_of_any_width(int dpi)
    {
        var font = ReadBackTests.Font();
        for (var width = 25.0; width <= 110; width += 2.5)
        {
            var content = Samples.Content("HTTPS://ZY.CN/") with { IsDemonstration = false, RightNumber = "" };
            var plan = Samples.Plan(content, Samples.Wish(width, double.Max(20, 0.6 * width), dpi));
            var text = TsplFile.Parse((await Samples.Write(new LabelTspl(plan, font), 1, 1)).File)[8];
            var (cell, height) = Fonts[text.Parameters[2]];
            Assert.InRange(cell, 1, plan.CodeCellDots);
            Assert.InRange(height, 1, plan.Code!.FontSize);
        }
    }

    private static Bitmap AssertBegins(IReadOnlyList<TsplCommand> commands, LabelPlan plan, OutlineFont font)
    {
        Assert.Equal(["SIZE", "GAP", "DIRECTION", "REFERENCE", "DOWNLOAD"], commands.Take(5).Select(command => command.Name));
        var (width, height) = (plan.Wish.Size.WidthHundredths / 100m, plan.Wish.Size.HeightHundredths / 100m);
        Assert.Equal([string.Create(CultureInfo.InvariantCulture, $"{width:0.##} mm"), string.Create(CultureInfo.InvariantCulture, $"{height:0.##} mm")], commands[0].Parameters);
        Assert.Matches("^[A-Z][A-Z0-9]{7}[.]PCX$", commands[4].Parameters[0]);

        var (seen, expected) = (TsplFile.Pcx(commands[4].Download), Stationery.Draw(plan, font));
        Assert.Equal((plan.Width, plan.Height), (seen.Width, seen.Height));
        for (var y = 0; y < plan.Height; y++)
            Assert.Equal(expected.Row(y), seen.Row(y));
        return seen;
    }

    private static Bitmap Drawn(TsplCommand[] label, LabelPlan plan, Bitmap stationery, string code)
    {
        Assert.Equal(["CLS", "PUTPCX", "QRCODE", "TEXT", "PRINT"], label.Select(command => command.Name));
        var (put, qr, text, print) = (label[1], label[2], label[3], label[4]);
        Assert.Equal((0, 0, 1), (put[0], put[1], print[0]));
        var picture = new Bitmap(plan.Width, plan.Height);
        picture.Draw(stationery, 0, 0);

        var level = plan.Wish.Medium == LabelMedium.Paper ? "M" : "Q";
        Assert.Equal([level, "A", "0", "M2", plan.Content.UrlPrefix + code], [qr.Parameters[2], .. qr.Parameters[4..]]);
        using var symbol = QRCodeGenerator.GenerateQrCode(
            qr.Parameters[7], level == "M" ? QRCodeGenerator.ECCLevel.M : QRCodeGenerator.ECCLevel.Q, requestedVersion: plan.Symbol.Version);
        var (left, top, dots, modules) = (qr[0], qr[1], qr[3], symbol.ModuleMatrix.Count - (2 * QuietModules));
        Assert.InRange(dots, 2, 10);
        AssertLight(picture, left - (QuietModules * dots), top - (QuietModules * dots), (modules + (2 * QuietModules)) * dots, (modules + (2 * QuietModules)) * dots);
        for (var y = 0; y < modules; y++)
        {
            for (var x = 0; x < modules; x++)
            {
                if (symbol.ModuleMatrix[y + QuietModules][x + QuietModules])
                    picture.FillBox(left + (x * dots), top + (y * dots), dots, dots);
            }
        }

        Assert.Equal(["0", "1", "1", Samples.Printed(code)], text.Parameters[3..]);
        var (cell, height) = Fonts[text.Parameters[2]];
        AssertLight(picture, text[0], text[1], 23 * cell, height);
        picture.FillBox(text[0], text[1], 23 * cell, height);
        return picture;
    }

    // A grey picture (PGM), which both decoders read.
    private static void WritePicture(string path, Bitmap dots)
    {
        using var file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes($"P5\n{dots.Width} {dots.Height}\n255\n"));
        var row = new byte[dots.Width];
        for (var y = 0; y < dots.Height; y++)
        {
            for (var x = 0; x < dots.Width; x++)
                row[x] = dots.IsDark(x, y) ? (byte)0 : (byte)255;
            file.Write(row);
        }
    }

    private static void AssertLight(Bitmap picture, int left, int top, int width, int height)
    {
        Assert.True(left >= 0 && top >= 0 && left + width <= picture.Width && top + height <= picture.Height, "Outside the label.");
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
                Assert.False(picture.IsDark(x, y), $"The place at {x}, {y} is taken.");
        }
    }
}
