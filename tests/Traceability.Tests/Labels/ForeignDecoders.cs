using System.Diagnostics;
using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels;

/// <summary>Decoders of other people, each started once for many pictures.</summary>
internal static class ForeignDecoders
{
    public static void SkipWithout(params string[] tools)
    {
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        foreach (var tool in tools)
            Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, tool))), $"{tool} is not installed: tests/run installs it.");
    }

    /// <summary>Both decoders read from each picture the text that stands beside it.</summary>
    public static void AssertBothRead(IReadOnlyList<(string Picture, string Text)> labels)
    {
        var pictures = labels.Select(label => label.Picture).ToArray();
        Assert.Equal(labels.Select(label => $"{label.Picture} QRCode \"{label.Text}\""), Lines("ZXingReader", ["-1", .. pictures]));
        Assert.Equal(labels.Select(label => label.Text), Lines("zbarimg", ["--nodbus", "--quiet", "--raw", .. pictures]));
    }

    public static string Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var faults = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {faults.Result}");
    }

    /// <summary>Writes dots as a grey picture (PGM), which both decoders read.</summary>
    public static void WritePicture(string path, Bitmap dots)
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

    private static string[] Lines(string tool, string[] arguments) => Run(tool, arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
