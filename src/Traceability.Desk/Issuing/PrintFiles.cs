using System.IO.Pipelines;
using Traceability.Labels.Forms;
using Traceability.Storage;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>The files of print jobs: a folder for each job, readable by the service alone. A file under its own name is whole.</summary>
internal sealed class PrintFiles(HouseSettings settings)
{
    private const string Unfinished = ".unfinished";
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string Root => Path.Combine(settings.DataDirectory, "print");

    /// <summary>Writes a part. The worker stands in its name: two that write the same part never touch each other's file.</summary>
    /// <exception cref="IOException">The disk is full or fails; nothing unfinished is left behind.</exception>
    public async Task<(string Name, FileManifest Manifest)> Write(Guid job, int number, string worker, LabelFormKind kind, Func<PipeWriter, Task<FileManifest>> write)
    {
        MakeFolder(Root);
        MakeFolder(Folder(job));
        var name = $"{number:D5}-{worker}.{LabelFormFacts.Extension(kind)}";
        var draft = Path.Combine(Folder(job), name + Unfinished);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = FileMode600;
            FileManifest manifest;
            await using (var file = new FileStream(draft, options))
            {
                var pipe = PipeWriter.Create(file, new StreamPipeWriterOptions(leaveOpen: true));
                manifest = await write(pipe);
                await pipe.CompleteAsync();
                // On the disk before the database says so.
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, Path.Combine(Folder(job), name), overwrite: true);
            return (name, manifest);
        }
        finally
        {
            // Gone already when it was renamed; a cancelled job may have lost its folder.
            if (File.Exists(draft))
                File.Delete(draft);
        }
    }

    /// <summary>The file of a part; none when it is not there as it was kept.</summary>
    public FileStream? Open(Guid job, PrintPartRow part)
    {
        try
        {
            var file = new FileStream(Path.Combine(Folder(job), part.File), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
            if (file.Length == part.Bytes)
                return file;
            file.Dispose();
            return null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>True when the file of a part is there as it was kept.</summary>
    public bool Has(Guid job, PrintPartRow part)
    {
        using var file = Open(job, part);
        return file is not null;
    }

    /// <summary>Deletes what a worker that ended too early left in the folder: everything that is no part.</summary>
    public void Tidy(Guid job, IEnumerable<PrintPartRow> parts)
    {
        if (!Directory.Exists(Folder(job)))
            return;
        var kept = parts.Select(part => part.File).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(Folder(job)).Where(file => !kept.Contains(Path.GetFileName(file))).ToList())
            File.Delete(file);
    }

    /// <summary>Deletes one file of a job.</summary>
    public void Delete(Guid job, string name)
    {
        if (Directory.Exists(Folder(job)))
            File.Delete(Path.Combine(Folder(job), name));
    }

    /// <summary>Deletes all files of a job.</summary>
    public void Delete(Guid job)
    {
        try
        {
            Directory.Delete(Folder(job), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was written, or somebody was here before.
        }
        catch (IOException)
        {
            // A worker wrote into it in the same breath: whoever sweeps next finds it.
        }
    }

    /// <summary>The jobs that have a folder.</summary>
    public IReadOnlyList<Guid> Jobs() => Directory.Exists(Root)
        ? [.. Directory.EnumerateDirectories(Root).Select(Path.GetFileName).Where(name => Guid.TryParse(name, out _)).Select(name => Guid.Parse(name!))]
        : [];

    private string Folder(Guid job) => Path.Combine(Root, job.ToString("D"));

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, FolderMode);
    }
}
