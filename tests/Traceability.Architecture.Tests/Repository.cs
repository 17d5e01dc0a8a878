using System.Diagnostics;

namespace Traceability.Architecture.Tests;

/// <summary>The files under version control, or about to be, by paths relative to the root with forward slashes.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Sources of the product: no tests.</summary>
    public static IEnumerable<string> ProductFiles(string ending) =>
        Files.Where(path => path.EndsWith(ending, StringComparison.Ordinal) && !path.StartsWith("tests/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Traceability.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("No Traceability.sln above the tests.");

        return folder.FullName;
    }

    private static List<string> ListFiles()
    {
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "-c", "core.quotePath=off", "ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var paths = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return paths.Where(path => File.Exists(Path.Combine(Root, path))).ToList();
    }
}
