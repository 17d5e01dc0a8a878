using System.Diagnostics;

namespace Traceability.Tests.Labels;

/// <summary>Programs and fonts of this machine that are not ours. Without them a test says what is missing and skips.</summary>
internal static class ForeignTools
{
    public static void SkipWithout(params string[] tools)
    {
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        foreach (var tool in tools)
            Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, tool))), $"{tool} is not installed: tests/run installs it.");
    }

    public static void SkipWithoutFile(string path) => Assert.SkipUnless(File.Exists(path), $"{path} is not installed: tests/run installs it.");

    /// <summary>Two decoders that share no line with us read, from each picture, the text that stands beside it; each is started once for all of them.</summary>
    public static void AssertBothRead(IReadOnlyList<(string Picture, string Text)> labels)
    {
        var pictures = labels.Select(label => label.Picture).ToArray();
        Assert.Equal(labels.Select(label => $"{label.Picture} QRCode \"{label.Text}\""), Lines("ZXingReader", ["-1", .. pictures]));
        Assert.Equal(labels.Select(label => label.Text), Lines("zbarimg", ["--nodbus", "--quiet", "--raw", .. pictures]));

    }

    private static string[] Lines(string tool, string[] arguments) => Run(tool, arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static string Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
