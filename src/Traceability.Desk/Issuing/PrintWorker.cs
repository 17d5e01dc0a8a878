using System.Security.Cryptography;
using Traceability.Labels.Forms;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Codes;
using Traceability.Storage.Issuing;

namespace Traceability.Desk.Issuing;

/// <summary>
/// Writes print jobs, one at a time, part by part. Stopped, it gives its job back; killed, another goes on behind the last whole part; and no job that fails stops the next one.
/// </summary>
internal sealed partial class PrintWorker(
    PrintJobBook book, PrintFiles files, PrintFloor floor, House house, Store store, KeyShelf keys, LabelPress press, TimeProvider clock, ILogger<PrintWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2), SweepEvery = TimeSpan.FromHours(1), RestAfterFault = TimeSpan.FromSeconds(5), RenewEvery = PrintJobBook.Lease / 6;

    private readonly string _worker = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private DateTimeOffset _swept = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Sweep(stoppingToken);
                if (await book.Claim(_worker, clock.GetUtcNow(), stoppingToken) is { } job)
                    await Print(job, stoppingToken);
                else
                    await floor.WaitForWork(LookEvery, stoppingToken);
            }
            catch (Exception error)
            {
                if (stoppingToken.IsCancellationRequested)
                    return;
                // The database is away or busy; a worker that ends takes the whole desk with it.
                TellFault(error);
                await Task.Delay(RestAfterFault, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Files go when their job says so, whoever deleted them or failed to before.
    private async Task Sweep(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now - _swept < SweepEvery)
            return;
        await book.ForgetFiles(now, cancellation);
        var jobs = files.Jobs();
        foreach (var gone in jobs.Except(await book.WithFiles(jobs, cancellation)))
            files.Delete(gone);
        _swept = now;
    }

    private async Task Print(PrintJobRow job, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        floor.Begin(job.Id, stop);
        var lease = HoldLease(job, stop);
        try
        {
            var failure = await Task.Run(() => PrintParts(job, stop.Token), CancellationToken.None);
            await book.Finish(job, _worker, failure, clock.GetUtcNow(), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Given back when the desk closes; a job that somebody cancelled or took over is not ours to give.
            await book.Release(job, _worker, CancellationToken.None);
            await DeleteIfGone(job);
        }
        catch (Exception error) when (error is not StoreBusyException)
        {
            if (await book.Finish(job, _worker, ReasonOf(error), clock.GetUtcNow(), CancellationToken.None))
                LogFailed(log, job.Id, DoorLog.Describe(error));
            await DeleteIfGone(job);
        }
        finally
        {
            floor.End();
            await stop.CancelAsync();
            await lease;
        }
    }

    // Whoever cancels deletes what he finds; what was written in the same breath is ours to delete.
    private async Task DeleteIfGone(PrintJobRow job)
    {
        if ((await book.WithFiles([job.Id], CancellationToken.None)).Count == 0)
            files.Delete(job.Id);
    }

    // Answers why the labels cannot be printed; none when all parts are whole.
    private async Task<string?> PrintParts(PrintJobRow job, CancellationToken cancellation)
    {
        var parts = await book.Parts(job, cancellation);
        files.Tidy(job.Id, parts);
        if (!parts.All(part => files.Has(job.Id, part)))
            return "Parts that were written before are no longer on the disk: ask for a new job.";

        var (number, next) = parts is [.., var whole] ? (whole.Number + 1, whole.Last + 1L) : (1, job.First);
        var kind = Enum.Parse<LabelFormKind>(job.Form);
        while (next <= job.Last)
        {
            var count = (int)Math.Min(LabelFormFacts.LabelsPerPart(kind), job.Last - next + 1);
            var (run, matter, refusal) = await Prepare(job, kind, next, count, cancellation);
            if (run is null || matter is null)
                return refusal;

            var before = next - job.First;
            var (file, manifest) = await files.Write(job.Id, number, _worker, kind, output => LabelFile.Write(
                output, press.Form(kind, matter, run), run.First, run.Count, run.SealWith(keys), cancellation, done => floor.Tell(before + done)));
            if (!await book.Keep(job, new PrintPartRow(job.Id, number, run.First, run.Last, file, manifest.Bytes, manifest.Sha256), _worker, clock.GetUtcNow(), cancellation))
            {
                files.Delete(job.Id, file);
                floor.Stop(job.Id);
                cancellation.ThrowIfCancellationRequested();
            }

            (number, next) = (number + 1, run.Last + 1L);
        }

        return null;
    }

    // Read anew for each part and as the job's own tenant: nothing of another tenant can get onto its labels.
    private async Task<(PrintRun? Run, PressMatter? Matter, string? Refusal)> Prepare(PrintJobRow job, LabelFormKind kind, long first, int count, CancellationToken cancellation)
    {
        await using var db = store.Read(TenantScope.Of(job.TenantId));
        var (run, problem) = await PrintRun.Find(db, job.BatchId, first, count, cancellation);
        if (run is null)
            return (null, null, problem!.Title);
        var wish = WishText.Read(job.Wish);
        var sheet = job.Sheet is null ? null : LabelOrder.SheetOf(job.Sheet, wish.Size);
        var (matter, refused) = press.Prepare(run, new LabelOrder { Kind = kind, From = first, Count = count, Wish = wish, Sheet = sheet });
        return (run, matter, refused?.Title);
    }

    private async Task HoldLease(PrintJobRow job, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(RenewEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                try
                {
                    if (!await book.Renew(job, _worker, clock.GetUtcNow(), stop.Token))
                        await stop.CancelAsync();
                }
                catch (Exception error) when (error is StoreBusyException or System.Data.Common.DbException)
                {
                    // The lease lasts some renewals more.
                    TellFault(error);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The job ended.
        }
    }

    private static string ReasonOf(Exception error) => error switch
    {
        // ENOSPC, ERROR_DISK_FULL.
        IOException { HResult: 28 or unchecked((int)0x80070070) } => "The disk is full: make room and ask again.",
        IOException or UnauthorizedAccessException => "A file could not be written: the operator must look at the disk.",
        _ => "This failed on our side: the operator finds more in the log.",
    };

    // That the storage refuses is said by the house, once.
    private void TellFault(Exception error)
    {
        if (!house.PassesByItself(error))
            LogFault(log, DoorLog.Describe(error));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Print job {Job} failed: {Error}")]
    private static partial void LogFailed(ILogger log, Guid job, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The print worker rests: {Error}")]
    private static partial void LogFault(ILogger log, string error);
}
