using static Traceability.Tests.Labels.ForeignTools;

namespace Traceability.Tests.Labels;

/// <summary>What we draw is read back by decoders that are not ours, from pixels that are not ours either.</summary>
public sealed class DecoderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("labels-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Two_foreign_decoders_read_every_label()
    {
        SkipWithout("rsvg-convert", "ZXingReader", "zbarimg");
        var labels = LabelSvgTests.Labels().ToList();
        Assert.True(labels.Count >= 50);

        foreach (var (label, number) in labels.Select((label, number) => (label, number)))
        {
            var picture = Picture(number, Samples.Svg(label.Text, label.Size));
            Assert.Contains($"\"{label.Text.UrlText}\"", Run("ZXingReader", "-1", picture));
            Assert.Equal(label.Text.UrlText, Run("zbarimg", "--nodbus", "--quiet", "--raw", picture).TrimEnd('\n'));
        }
    }

    private string Picture(int number, string svg)
    {
        var (drawn, picture) = (Path.Combine(folder.FullName, $"{number}.svg"), Path.Combine(folder.FullName, $"{number}.png"));
        File.WriteAllText(drawn, svg);
        Run("rsvg-convert", "--dpi-x=300", "--dpi-y=300", "-o", picture, drawn);
        return picture;
    }
}
