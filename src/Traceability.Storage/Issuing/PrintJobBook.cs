using Microsoft.EntityFrameworkCore;

namespace Traceability.Storage.Issuing;

/// <summary>
/// Print jobs as their workers see them: whoever holds the lease writes, and nobody else's part is kept. How far a job got is disputed by nobody, so none of this leaves an act.
/// </summary>
public sealed class PrintJobBook(Store store)
{
    /// <summary>A worker that says nothing for so long is taken for dead, and another goes on with its job.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>How long the files of a finished job are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>The oldest job that nobody writes, leased to the worker; none when there is nothing to do.</summary>
    public async Task<PrintJobRow?> Claim(string worker, DateTimeOffset now, CancellationToken cancellation)
    {
        // Workers ask every few seconds: the gate is for those who find something.
        await using (var db = store.Read(TenantScope.House))
        {
            if (!await Free(db.PrintJobs, worker, now).AnyAsync(cancellation))
                return null;
        }

        return await store.Write<PrintJobRow?>(TenantScope.House, async db =>
        {
            if (await Free(db.PrintJobs, worker, now).OrderBy(job => job.AskedAt).ThenBy(job => job.Id).FirstOrDefaultAsync(cancellation) is not { } job)
                return Written<PrintJobRow?>.Nothing(null);
            (job.State, job.LeasedBy, job.LeasedUntil) = (PrintJobState.Running, worker, now + Lease);
            return Written<PrintJobRow?>.Tallied(job);
        }, cancellation);
    }

    /// <summary>The complete parts of a job, in order.</summary>
    public async Task<IReadOnlyList<PrintPartRow>> Parts(PrintJobRow job, CancellationToken cancellation)
    {
        await using var db = store.Read(TenantScope.Of(job.TenantId));
        return await db.PrintParts.Where(part => part.PrintJobId == job.Id).OrderBy(part => part.Number).ToListAsync(cancellation);
    }

    /// <summary>Says that the worker lives; false when the job is no longer its own.</summary>
    public Task<bool> Renew(PrintJobRow job, string worker, DateTimeOffset now, CancellationToken cancellation) =>
        Change(job, worker, (_, own) => own.LeasedUntil = now + Lease, cancellation);

    /// <summary>Keeps a complete part; false when the job is no longer the worker's own, whose file is then nobody's.</summary>
    public Task<bool> Keep(PrintJobRow job, PrintPartRow part, string worker, DateTimeOffset now, CancellationToken cancellation) => Change(job, worker, (db, own) =>
    {
        db.PrintParts.Add(part);
        own.LeasedUntil = now + Lease;
    }, cancellation);

    /// <summary>Ends a job, with the reason when it failed.</summary>
    public Task<bool> Finish(PrintJobRow job, string worker, string? failure, DateTimeOffset now, CancellationToken cancellation) => Change(job, worker, (_, own) =>
    {
        (own.State, own.Failure, own.FinishedAt) = (failure is null ? PrintJobState.Done : PrintJobState.Failed, failure, now);
        (own.LeasedBy, own.LeasedUntil) = (null, null);
    }, cancellation);

    /// <summary>Gives a job back unfinished: whoever comes next goes on behind its last part.</summary>
    public Task<bool> Release(PrintJobRow job, string worker, CancellationToken cancellation) => Change(job, worker, (_, own) =>
    {
        (own.State, own.LeasedBy, own.LeasedUntil) = (PrintJobState.Queued, null, null);
    }, cancellation);

    /// <summary>Marks the files of jobs as gone that finished <see cref="KeptFor"/> ago or earlier.</summary>
    public async Task ForgetFiles(DateTimeOffset now, CancellationToken cancellation)
    {
        var before = now - KeptFor;
        await using (var db = store.Read(TenantScope.House))
        {
            if (!await db.PrintJobs.AnyAsync(job => job.FilesGoneAt == null && job.FinishedAt <= before, cancellation))
                return;
        }

        await store.Write(TenantScope.House, async db =>
        {
            foreach (var job in await db.PrintJobs.Where(job => job.FilesGoneAt == null && job.FinishedAt <= before).ToListAsync(cancellation))
                job.FilesGoneAt = now;
            return Written<bool>.Tallied(true);
        }, cancellation);
    }

    /// <summary>Those of the jobs whose files are still to be kept.</summary>
    public async Task<IReadOnlyCollection<Guid>> WithFiles(IReadOnlyCollection<Guid> jobs, CancellationToken cancellation)
    {
        await using var db = store.Read(TenantScope.House);
        return await db.PrintJobs.Where(job => jobs.Contains(job.Id) && job.FilesGoneAt == null).Select(job => job.Id).ToListAsync(cancellation);
    }

    // A worker that lost its job in the middle of an attempt may find it under its own name again.
    private static IQueryable<PrintJobRow> Free(IQueryable<PrintJobRow> jobs, string worker, DateTimeOffset now) => jobs.Where(job =>
        job.State == PrintJobState.Queued || (job.State == PrintJobState.Running && (job.LeasedBy == worker || job.LeasedUntil == null || job.LeasedUntil < now)));

    private Task<bool> Change(PrintJobRow job, string worker, Action<TraceabilityDb, PrintJobRow> change, CancellationToken cancellation) =>
        store.Write(TenantScope.Of(job.TenantId), async db =>
        {
            if (await db.PrintJobs.SingleOrDefaultAsync(row => row.Id == job.Id && row.State == PrintJobState.Running && row.LeasedBy == worker, cancellation) is not { } own)
                return Written<bool>.Nothing(false);
            change(db, own);
            return Written<bool>.Tallied(true);
        }, cancellation);
}
