using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Traceability.Labels;
using Traceability.Labels.Forms;

namespace Traceability.Tests.Labels;

/// <summary>Labels without a seal: their codes are well spread over the alphabet and follow from the serial alone.</summary>
internal static class Samples
{
    public const string Prefix = "HTTPS://ZHIYUAN.EXAMPLE.ORG/";
    public const string GtinPrefix = "HTTPS://ZHIYUAN.EXAMPLE.ORG/01/06912345678901/21/";

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static LabelContent Content(string prefix = Prefix) => new()
    {
        UrlPrefix = prefix,
        RightName = "盘锦大米",
        RightNumber = "GB/T 18824-2008",
        ProductName = "蟹稻共生 5 kg",
        ProducerName = "盘锦示范稻米加工有限公司",
        Uscc = "91211100MA0TEST012",
        Lot = "2026-0117",
        IsDemonstration = true,
    };

    public static LabelSize Size(double widthMillimetres, double heightMillimetres)
    {
        Assert.True(LabelSize.TryCreate(widthMillimetres, heightMillimetres, out var size));
        return size;
    }

    public static LabelWish Wish(double widthMillimetres, double heightMillimetres, int dpi = 203, LabelMedium medium = LabelMedium.Paper) =>
        new() { Size = Size(widthMillimetres, heightMillimetres), Dpi = dpi, Medium = medium };

    public static LabelPlan Plan(LabelContent content, LabelWish wish) =>
        Assert.IsType<LabelPlanning.Planned>(LabelPlan.For(content, wish)).Plan;

    /// <summary>The code of a serial.</summary>
    public static string Code(uint serial)
    {
        var ascii = new byte[LabelForm.SymbolsPerCode];
        Seal(serial, 1, ascii);
        return Encoding.ASCII.GetString(ascii);
    }

    public static void Seal(uint firstSerial, int count, Span<byte> ascii)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var i = 0; i < count; i++)
        {
            SHA256.HashData(BitConverter.GetBytes(firstSerial + (uint)i), hash);
            for (var at = 0; at < LabelForm.SymbolsPerCode; at++)
                ascii[(i * LabelForm.SymbolsPerCode) + at] = (byte)Alphabet[hash[at] & 31];
        }
    }

    public static string Printed(string code) => string.Join('-', code.Chunk(5).Select(group => new string(group)));

    public static async Task<(byte[] File, FileManifest Manifest)> Write(LabelForm form, uint first, int count, SealRange? seal = null)
    {
        var file = new MemoryStream();
        var output = PipeWriter.Create(file);
        var manifest = await LabelFile.Write(output, form, first, count, seal ?? Seal, TestContext.Current.CancellationToken);
        await output.CompleteAsync();
        return (file.ToArray(), manifest);
    }

    public static string Svg(LabelPlan plan, string code)
    {
        var svg = new LabelSvg(plan);
        var to = new byte[svg.MostBytes];
        return Encoding.UTF8.GetString(to, 0, svg.Write(Encoding.ASCII.GetBytes(code), to));
    }
}
