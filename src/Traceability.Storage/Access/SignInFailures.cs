using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Traceability.Storage.Access;

/// <summary>Counts failures by the name that was typed, the same for names that nobody bears: so neither the answer nor the wait tells who has an account.</summary>
public static class SignInFailures
{
    /// <summary>
    /// Counts a try as failed before its password is judged, and answers how long to wait; zero when it may be judged. Many tries sent at once are each counted: none is judged before the ones
    /// ahead of it were. Whoever succeeds takes the count back (<see cref="Forgive"/>).
    /// </summary>
    public static Task<TimeSpan> Count(Store store, string userName, DateTimeOffset now, CancellationToken cancellation) => store.Write(TenantScope.House, async db =>
    {
        var hash = HashOf(userName);
        var forgotten = now - SignInDelayRule.ForgottenAfter;
        await db.SignInFailures.Where(row => row.LastAt < forgotten).ExecuteDeleteAsync(cancellation);
        var failures = await db.SignInFailures.SingleOrDefaultAsync(row => row.NameSha256 == hash, cancellation);
        // A longer wait than the rule knows comes from a clock that was set back, and nobody waits for that.
        if (failures is not null && failures.WaitUntil > now && failures.WaitUntil - now <= SignInDelayRule.WaitMax)
            return Written<TimeSpan>.Nothing(failures.WaitUntil - now);
        if (failures is null)
            db.SignInFailures.Add(failures = new SignInFailureRow(hash) { Count = 0, LastAt = now, WaitUntil = now });
        failures.Count++;
        failures.LastAt = now;
        failures.WaitUntil = now + SignInDelayRule.After(failures.Count);
        return Written<TimeSpan>.Tallied(TimeSpan.Zero);
    }, cancellation);

    /// <summary>Forgets the failures under a name, within the deed that signs its bearer in.</summary>
    public static Task Forgive(TraceabilityDb db, string userName, CancellationToken cancellation)
    {
        var hash = HashOf(userName);
        return db.SignInFailures.Where(row => row.NameSha256 == hash).ExecuteDeleteAsync(cancellation);
    }

    private static string HashOf(string userName) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(userName)));
}
