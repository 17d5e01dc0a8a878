using System.Diagnostics;

namespace Traceability.Stories.Faults;

/// <summary>A small disk of its own, that can be filled to the last byte. Only root can mount one.</summary>
internal sealed class Tmpfs : IDisposable
{
    private const int BlockBytes = 4096;

    private Tmpfs(string directory) => Directory = directory;

    public string Directory { get; }

    private string Ballast => Path.Combine(Directory, "ballast");

    public static Tmpfs Mount(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root of a Linux machine can mount a disk small enough to fill.");
        var directory = FilledHouse.TemporaryDirectory();
        using var mount = Process.Start(new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", directory]) { RedirectStandardError = true })!;
        mount.WaitForExit();
        var refusal = mount.StandardError.ReadToEnd();
        if (mount.ExitCode != 0)
            System.IO.Directory.Delete(directory);
        Assert.SkipUnless(mount.ExitCode == 0, $"This machine mounts no tmpfs: {refusal}");
        return new Tmpfs(directory);
    }

    /// <summary>Takes all the space there is.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[BlockBytes];
        try
        {
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // Full, which is what was asked for.
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        using (var unmount = Process.Start("umount", ["-l", Directory]))
            unmount.WaitForExit();
        System.IO.Directory.Delete(Directory);
    }
}
