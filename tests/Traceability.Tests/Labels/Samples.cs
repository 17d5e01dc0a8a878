using Traceability.Labels;

namespace Traceability.Tests.Labels;

/// <summary>Codes without a seal, well spread over the alphabet: labels only carry them.</summary>
internal static class Samples
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static LabelText Text(Random random, string prefix = "HTTPS://ZHIYUAN.EXAMPLE.ORG/")
    {
        var code = new string(random.GetItems<char>(Alphabet, 20));
        return new LabelText
        {
            UrlText = prefix + code,
            HumanCode = string.Join('-', code.Chunk(5).Select(group => new string(group))),
            RightName = "盘锦大米",
            RightNumber = "GB/T 18824-2008",
            ProductName = "蟹稻共生 5 kg",
            ProducerName = "盘锦示范稻米加工有限公司",
            Uscc = "91211100MA0TEST012",
            Lot = "2026-0117",
            IsDemonstration = true,
        };
    }

    public static LabelSize Size(double widthMillimetres, double heightMillimetres)
    {
        Assert.True(LabelSize.TryCreate(widthMillimetres, heightMillimetres, out var size));
        return size;
    }

    public static string Svg(LabelText text, LabelSize size) =>
        Assert.IsType<LabelDrawing.Drawn>(LabelSvg.Draw(text, size)).Svg;
}
