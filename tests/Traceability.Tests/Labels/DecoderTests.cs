using System.Diagnostics;

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
        var number = 0u;
        foreach (var plan in LabelSvgTests.Plans())
        {
            foreach (var serial in Enumerable.Range(1, 5).Select(_ => ++number))
            {
                var text = plan.Content.UrlPrefix + Samples.Code(serial);
                var picture = Picture(serial, Samples.Svg(plan, Samples.Code(serial)));
                Assert.Contains($"\"{text}\"", Run("ZXingReader", "-1", picture));
                Assert.Equal(text, Run("zbarimg", "--nodbus", "--quiet", "--raw", picture).TrimEnd('\n'));
            }
        }

        Assert.True(number >= 50);
    }

    private string Picture(uint number, string svg)
    {
        var (drawn, picture) = (Path.Combine(folder.FullName, $"{number}.svg"), Path.Combine(folder.FullName, $"{number}.png"));
        File.WriteAllText(drawn, svg);
        Run("rsvg-convert", "--dpi-x=300", "--dpi-y=300", "-o", picture, drawn);
        return picture;
    }

    private static void SkipWithout(params string[] tools)
    {
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        foreach (var tool in tools)
            Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, tool))), $"{tool} is not installed: tests/run installs it.");
    }

    private static string Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
