using System.Text.Json;
using Traceability.Labels;

namespace Traceability.Tests.Labels;

/// <summary>Renders ZPL by zpl-renderer-js in one process of node: not a printer, but written by others from the same manual.</summary>
internal static class ZplRenderer
{
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "tools", "zpl");

    public static void SkipWithout()
    {
        ForeignTools.SkipWithout("node");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Tool, "node_modules", "zpl-renderer-js")), "zpl-renderer-js is not installed: tests/run installs it.");
    }

    /// <summary>Renders each file into the folder; label <c>i</c> of file <c>n</c> becomes <see cref="Picture"/>.</summary>
    public static void Render(string folder, IReadOnlyList<(LabelPlan Plan, byte[] File)> files)
    {
        foreach (var (file, number) in files.Select((file, number) => (file.File, number)))
            File.WriteAllBytes(Path.Combine(folder, $"{number}.zpl"), file);

        var jobs = files.Select((file, number) => new
        {
            name = $"{number}",
            width = file.Plan.Width,
            height = file.Plan.Height,
            dotsPerMillimetre = file.Plan.Wish.Dpi == 203 ? 8 : 12,
        });
        File.WriteAllText(Path.Combine(folder, "jobs.json"), JsonSerializer.Serialize(jobs));
        ForeignTools.Run("node", Path.Combine(Tool, "render.mjs"), folder);
        Assert.True(File.Exists(Picture(folder, files.Count - 1, 0)), "The renderer left no pictures.");
    }

    public static string Picture(string folder, int file, int label) => Path.Combine(folder, $"{file}-{label}.png");
}
