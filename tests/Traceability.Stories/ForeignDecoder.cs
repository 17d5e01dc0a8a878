using System.Diagnostics;

namespace Traceability.Stories;

/// <summary>Reads a rendered label with a decoder that shares no line with this house: rsvg-convert draws, ZXingReader reads.</summary>
internal static class ForeignDecoder
{
    public static async Task<string> Read(string svg, string directory)
    {
        var (drawn, picture) = (Path.Combine(directory, "label.svg"), Path.Combine(directory, "label.png"));
        await File.WriteAllTextAsync(drawn, svg);
        await Run("rsvg-convert", "--width=600", "--background-color=white", "--output", picture, drawn);
        var told = await Run("ZXingReader", "-1", "-fast", picture);
        File.Delete(drawn);
        File.Delete(picture);
        // One line: name, format, then the text in quotes.
        return told.Split('"')[1];
    }

    /// <summary>Runs a program that the tests need; skips where it is missing, and fails with what it said when it fails.</summary>
    public static async Task<string> Run(string program, params string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed: tests/run installs it.");
            throw;
        }

        using (process)
        {
            var told = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await process.StandardError.ReadToEndAsync()}");
            return told;
        }
    }
}
