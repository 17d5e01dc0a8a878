using System.IO.Pipelines;
using System.Text;
using System.Text.RegularExpressions;
using QRCoder;
using Traceability.Codes;
using Traceability.Labels;
using Traceability.Labels.Forms;
using Traceability.Labels.Ink;
using Traceability.Labels.Qr;

namespace Traceability.Benchmarks;

/// <summary>A code becomes ink: symbols, drawings, pictures and files of labels against QRCoder and against a writer that does it plainly.</summary>
internal static partial class LabelLines
{
    private const string Prefix = "HTTPS://ZHIYUAN.EXAMPLE.ORG/";
    private const int Codes = 1_000, Rounds = 7, PixelsPerModule = 10, Rows = 100_000;
    private const int Few = 1_000, Many = 10_000_000;

    // The directory of one ZIP or the table of one PDF, and the buffers that the pool keeps of it: what a part holds, however many parts there are.
    private const long GrowthMax = 16_000_000;

    private static readonly CodeSeal Seal = new(new KeyRing([new SealingKey('7', new byte[SealingKey.KeyBytes], new KeyState.Sealing())]));

    public static IEnumerable<Line> Measure()
    {
        var font = OutlineFont.FindInstalled() ?? throw new InvalidOperationException("No Chinese font is installed: apt-get install fonts-noto-cjk.");
        var codes = new byte[Codes * SourceCode.Length];
        SealAll(1, Codes, codes);
        return [.. Symbols(codes, font), .. Files(font), .. Memory(font)];
    }

    private static IEnumerable<Line> Symbols(byte[] codes, OutlineFont font)
    {
        // Only the symbol with its quiet zone, at ten dots a module: what QRCoder draws as well.
        var template = QrTemplate.For(Prefix, QrLevel.M)!;
        var side = (template.Modules + 8) * PixelsPerModule;
        if (!LabelSize.TryCreate(side / 8.0, side / 8.0, out var size))
            throw new InvalidOperationException("The symbol has no label.");
        var bare = Plan(new LabelWish { Size = size, IsSymbolOnly = true });
        var (svg, png) = (new LabelSvg(bare), new LabelPng(bare, font));
        var (rows, to) = (new ulong[template.Modules], new byte[int.Max(svg.MostBytes, png.MostBytes)]);

        ReadOnlySpan<byte> Code(int at) => codes.AsSpan(at * SourceCode.Length, SourceCode.Length);
        string Text(int at) => Prefix + Encoding.ASCII.GetString(Code(at));
        void ForAll(Action<int> work)
        {
            for (var at = 0; at < Codes; at++)
                work(at);
        }

        var sameMask = 0;
        long ownPng = 0, theirPng = 0;
        ForAll(at =>
        {
            using var drawn = Drawn(Text(at));
            var mask = MaskOf(drawn);
            template.Draw(Code(at), mask, rows);
            Check(IsSame(drawn, (x, y) => IsDark(rows, x, y)), "matrix");
            var theirs = new PngByteQRCode(drawn).GetGraphic(PixelsPerModule);
            var length = png.Write(Code(at), to);
            (ownPng, theirPng) = (ownPng + length, theirPng + theirs.Length);
            if (template.DrawBest(Code(at), rows) != mask)
                return;

            sameMask++;
            Check(IsSame(drawn, (x, y) => IsDark(rows, x, y)), "best mask");
            Check(Pixels(to.AsSpan(0, length)).SequenceEqual(Pixels(theirs)), "PNG");
            var path = PathOf(Encoding.UTF8.GetString(to, 0, svg.Write(Code(at), to)), template.Modules);
            Check(IsSame(drawn, (x, y) => path[x, y]), "SVG");
        });
        Check(sameMask > Codes / 20, "masks");

        var seconds = Line.MedianSeconds(Rounds,
            () => ForAll(at => Drawn(Text(at)).Dispose()),
            () => ForAll(at => template.Draw(Code(at), 3, rows)),
            () => ForAll(at => template.DrawBest(Code(at), rows)),
            () => ForAll(at => { using var drawn = Drawn(Text(at)); new SvgQRCode(drawn).GetGraphic(PixelsPerModule); }),
            () => ForAll(at => svg.Write(Code(at), to)),
            () => ForAll(at => { using var drawn = Drawn(Text(at)); new PngByteQRCode(drawn).GetGraphic(PixelsPerModule); }),
            () => ForAll(at => png.Write(Code(at), to)));
        yield return Against("QR symbol, one mask", seconds[1], $"QRCoder, {Codes:#,0} equal symbols", seconds[0], 50);
        yield return Against("QR symbol, best of eight masks", seconds[2], $"QRCoder, equal where it takes the same mask ({sameMask:#,0})", seconds[0], 20);
        yield return Against("QR to SVG, mask and all", seconds[4], "QRCoder, the same modules", seconds[3], 20);
        yield return Against("QR to PNG, mask and all", seconds[6], "QRCoder, the same dots", seconds[5], 15);
        var sizes = (double)ownPng / theirPng;
        yield return new($"its size", (double)ownPng / Codes, "bytes", $"QRCoder's {(double)theirPng / Codes:#,0} bytes", sizes, 1.2 * theirPng / Codes, sizes <= 1.2);
    }

    private static IEnumerable<Line> Files(OutlineFont font)
    {
        var plan = Plan(new LabelWish { Size = LabelSize.Usual });
        var (zpl, csv) = (PlainZpl(plan, font), PlainCsv());
        byte[] zplFile = [], csvFile = [], pdfFile = [];
        var seconds = Line.MedianSeconds(3,
            () => zplFile = File(new LabelZpl(plan, font), Rows),
            () => zpl(),
            () => csvFile = File(new PressCsv(plan.Content, "SKU"), Rows),
            () => csv(),
            () => pdfFile = File(new LabelPdf(plan, font), Rows),
            () =>
            {
                foreach (var code in PlainCodes(Few))
                {
                    using var drawn = Drawn(Prefix + code);
                    new PdfByteQRCode(drawn).GetGraphic(PixelsPerModule);
                }
            });
        Check(zplFile.AsSpan().IndexOf(zpl()) > 0, "ZPL");
        Check(csvFile.AsSpan().SequenceEqual(csv()), "press CSV");
        Check(Regex.Count(Encoding.Latin1.GetString(pdfFile), "BI/W") == Rows, "PDF");

        var pdfBytes = (double)(File(new LabelPdf(plan, font, LabelSheet.OnA4(LabelSize.Usual)), 35_000).Length - File(new LabelPdf(plan, font, LabelSheet.OnA4(LabelSize.Usual)), 3_500).Length) / 31_500;
        yield return Rate("PDF, a label a page", Rows / seconds[4], "labels/s", $"QRCoder, a PDF for each symbol, {Few / seconds[5]:#,0}/s", Rows / seconds[4] / (Few / seconds[5]), 50_000);
        yield return new("of it on A4 sheets, each label", pdfBytes, "bytes", "600 bytes", pdfBytes / 600, 600, pdfBytes <= 600);
        yield return Rate("ZPL", Rows / seconds[0], "labels/s", $"one string for each label, equal bytes, {Rows / seconds[1]:#,0}/s", seconds[1] / seconds[0], 300_000);
        yield return Rate("press CSV", Rows / seconds[2], "rows/s", $"one string for each row, equal bytes, {Rows / seconds[3]:#,0}/s", seconds[3] / seconds[2], 300_000);
    }

    private static IEnumerable<Line> Memory(OutlineFont font)
    {
        var plan = Plan(new LabelWish { Size = LabelSize.Usual });
        foreach (var (name, count, part, make) in ((string, int, int, Func<LabelForm>)[])
        [
            ("CSV in one file", Many, Many, () => new PressCsv(plan.Content, "SKU")),
            ("ZPL in one file", Many, Many, () => new LabelZpl(plan, font)),
            ("PDF in parts", Many, LabelFormFacts.LabelsPerPart(LabelFormKind.Pdf), () => new LabelPdf(plan, font)),
            ("SVG in parts", Many / 100, LabelFormFacts.LabelsPerPart(LabelFormKind.Svg), () => LabelZip.OfSvg(plan)),
            ("PNG in parts", Many / 100, LabelFormFacts.LabelsPerPart(LabelFormKind.Png), () => LabelZip.OfPng(plan, font)),
        ])
        {
            var (few, many) = (Held(make, Few, part), Held(make, count, part));
            var (grown, written) = (Math.Max(0, many.Bytes - few.Bytes), many.Written);
            yield return new($"memory grown from {Few:#,0} to {count:#,0} labels, {name}", grown, "bytes", $"{written / 1_000_000:#,0} MB written", (double)grown / written, GrowthMax, grown <= GrowthMax);
        }
    }

    // What is held when the last label is written and the file not yet let go.
    private static (long Bytes, long Written) Held(Func<LabelForm> make, int count, int part)
    {
        var (held, written) = (0L, 0L);
        for (var first = 0; first < count; first += part)
        {
            var labels = int.Min(part, count - first);
            written += LabelFile.Write(PipeWriter.Create(Stream.Null), make(), (uint)first + 1, labels, SealAll, CancellationToken.None, done =>
            {
                if (done == labels)
                    held = GC.GetTotalMemory(forceFullCollection: true);
            }).GetAwaiter().GetResult().Bytes;
        }

        return (held, written);
    }

    private static Func<byte[]> PlainZpl(LabelPlan plan, OutlineFont font)
    {
        // The label's frame as the form writes it, filled by one string for each label.
        var frame = Encoding.ASCII.GetString(File(new LabelZpl(plan, font), 1));
        var code = PlainCodes(1).Single();
        var (start, end) = (frame.IndexOf("^XA", StringComparison.Ordinal), frame.LastIndexOf("^XA", StringComparison.Ordinal));
        var parts = frame[start..end].Split(code);
        var printedFrame = parts[1].Split(Printed(code));
        return () =>
        {
            var file = new StringBuilder();
            foreach (var each in PlainCodes(Rows))
                file.Append($"{parts[0]}{each}{printedFrame[0]}{Printed(each)}{printedFrame[1]}");
            return Encoding.ASCII.GetBytes(file.ToString());
        };
    }

    private static Func<byte[]> PlainCsv() => () =>
    {
        var file = new StringBuilder("\uFEFFseq,url,code,serial,sku,gi_name,uscc,lot\r\n");
        var serial = 0;
        foreach (var code in PlainCodes(Rows))
            file.Append($"{++serial},\"{Prefix}{code}\",{Printed(code)},{serial},\"SKU\",\"盘锦大米\",\"91211100MA0TEST012\",\"2026-0117\"\r\n");
        return Encoding.UTF8.GetBytes(file.ToString());
    };

    private static IEnumerable<string> PlainCodes(int count)
    {
        var codes = new byte[count * SourceCode.Length];
        SealAll(1, count, codes);
        return codes.Chunk(SourceCode.Length).Select(Encoding.ASCII.GetString);
    }

    private static string Printed(string code) => $"{code[..5]}-{code[5..10]}-{code[10..15]}-{code[15..]}";

    private static byte[] File(LabelForm form, int count)
    {
        var file = new MemoryStream();
        LabelFile.Write(PipeWriter.Create(file), form, 1, count, SealAll, CancellationToken.None).GetAwaiter().GetResult();
        return file.ToArray();
    }

    private static void SealAll(uint first, int count, Span<byte> ascii) => Seal.SealRange('7', 20_261_124, first, count, ascii);

    private static LabelPlan Plan(LabelWish wish) => ((LabelPlanning.Planned)LabelPlan.For(new LabelContent
    {
        UrlPrefix = Prefix,
        RightName = "盘锦大米",
        RightNumber = "GB/T 18824-2008",
        ProductName = "蟹稻共生 5 kg",
        ProducerName = "盘锦示范稻米加工有限公司",
        Uscc = "91211100MA0TEST012",
        Lot = "2026-0117",
    }, wish)).Plan;

    private static QRCodeData Drawn(string text) => QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);

    private static int MaskOf(QRCodeData drawn) =>
        Enumerable.Range(0, 3).Aggregate(0, (bits, at) => bits << 1 | (drawn.ModuleMatrix[4 + 8][4 + 2 + at] ? 1 : 0)) ^ 0b101;

    private static bool IsDark(ulong[] rows, int x, int y) => (rows[y] >> (63 - x) & 1) != 0;

    private static bool IsSame(QRCodeData drawn, Func<int, int, bool> isDark)
    {
        var side = drawn.ModuleMatrix.Count - 8;
        return Enumerable.Range(0, side * side).All(at => drawn.ModuleMatrix[4 + (at / side)][4 + (at % side)] == isDark(at % side, at / side));
    }

    private static byte[] Pixels(ReadOnlySpan<byte> png)
    {
        var picture = ((PngReading.Read)PngPicture.Read(png)).Picture;
        return [.. Enumerable.Range(0, picture.Height).SelectMany(y => picture.Row(y).ToArray())];
    }

    // Every upright step of an outline changes light and dark for all modules on its right.
    private static bool[,] PathOf(string svg, int side)
    {
        var (dark, x, y) = (new bool[side, side], 0, 0);
        foreach (Match step in Step().Matches(svg[svg.IndexOf(" d=\"", StringComparison.Ordinal)..]))
        {
            if (step.Groups[1].Success)
            {
                (x, y) = (int.Parse(step.Groups[1].ValueSpan) - 4, int.Parse(step.Groups[2].ValueSpan) - 4);
                continue;
            }

            var length = int.Parse(step.Groups[4].ValueSpan);
            if (step.Groups[3].ValueSpan is "h")
            {
                x += length;
                continue;
            }

            for (var row = int.Min(y, y + length); row < int.Max(y, y + length); row++)
            {
                for (var right = x; right < side; right++)
                    dark[right, row] ^= true;
            }

            y += length;
        }

        return dark;
    }

    private static Line Against(string name, double seconds, string peer, double peerSeconds, double goal) =>
        new(name, seconds * 1e6 / Codes, "µs", $"{peer} ({peerSeconds * 1e6 / Codes:#,0.#} µs)", peerSeconds / seconds, peerSeconds * 1e6 / Codes / goal, peerSeconds / seconds >= goal);

    private static Line Rate(string name, double rate, string unit, string peer, double ratio, double goal) => new(name, rate, unit, peer, ratio, goal, rate >= goal);

    private static void Check(bool isSame, string what)
    {
        if (!isSame)
            throw new InvalidOperationException($"{what}: the outputs differ.");
    }

    [GeneratedRegex(@"M(\d+) (\d+)|([hv])(-?\d+)")]
    private static partial Regex Step();
}
