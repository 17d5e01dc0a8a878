using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Traceability.Stories.Faults;

/// <summary>strace on a running process: tells its system calls, delays them, or makes them fail, until it lets go.</summary>
internal sealed partial class Strace : IAsyncDisposable
{
    private const int SigInt = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _file;

    private Strace(Process process, string file) => (_process, _file) = (process, file);

    /// <summary>Skips the test where processes cannot be looked into.</summary>
    public static async Task SkipUnlessPossible()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "strace is for Linux.");
        try
        {
            using var idle = Process.Start("sleep", "30");
            await using (await Attach(idle.Id))
                idle.Kill();
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Assert.Skip($"strace cannot attach to a process here (is it installed, and is this user allowed to?): {error.Message}");
        }
    }

    /// <summary>Looks into every thread of a process. Whatever the options say has begun when this returns.</summary>
    public static Task<Strace> Attach(int process, params string[] options) => Attach([process], options);

    /// <summary>Looks into processes, which do what they do together. One that has ended meanwhile is passed over.</summary>
    public static async Task<Strace> Attach(IReadOnlyCollection<int> processes, params string[] options)
    {
        var file = Path.GetTempFileName();
        var strace = Process.Start(new ProcessStartInfo("strace", ["-f", "-o", file, .. options, .. processes.SelectMany(process => (string[])["-p", $"{process}"])]) { RedirectStandardError = true })!;
        var (said, awaited, hasOne) = (new StringBuilder(), processes.ToHashSet(), false);
        using var patience = new CancellationTokenSource(Patience);
        while (await strace.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            said.AppendLine(line);
            hasOne |= line.Contains(" attached", StringComparison.Ordinal);
            if (Told().Match(line) is { Success: true } told)
                awaited.Remove(int.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture));
            if (awaited.Count == 0 && hasOne)
            {
                _ = strace.StandardError.ReadToEndAsync(CancellationToken.None);
                return new Strace(strace, file);
            }
        }

        throw new InvalidOperationException(said.ToString().Trim());
    }

    /// <summary>What it has told so far.</summary>
    public string[] Lines()
    {
        using var reader = new StreamReader(new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n');
    }

    /// <summary>Lets go of the process, which goes on as if nothing had been, and answers all that was told.</summary>
    public async Task<string[]> LetGo()
    {
        if (!_process.HasExited)
            Signal(_process.Id, SigInt);
        await _process.WaitForExitAsync();
        return Lines();
    }

    public async ValueTask DisposeAsync()
    {
        await LetGo();
        _process.Dispose();
        File.Delete(_file);
    }

    // Of a process that it looks into now, or could not.
    [GeneratedRegex(@"(?:Process |PTRACE_SEIZE, )(\d+)")]
    private static partial Regex Told();

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
