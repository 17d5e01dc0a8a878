using Microsoft.EntityFrameworkCore;
using Traceability.Pages;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>A person who is signed in, as the database knows him at this very request: whatever was taken from him is gone with the next click.</summary>
/// <param name="Id">The sign-in.</param>
/// <param name="PersonId">The person.</param>
/// <param name="UserName">His user name.</param>
/// <param name="DisplayName">How he is called.</param>
/// <param name="TenantId">For whom he works now.</param>
/// <param name="TenantName">Its name.</param>
/// <param name="Role">As what.</param>
/// <param name="ManagesPeople">Invites and removes others there.</param>
/// <param name="BeganAt">When he typed his password or showed his passkey.</param>
internal sealed record SignedIn(Guid Id, Guid PersonId, string UserName, string DisplayName, Guid TenantId, string TenantName, Role Role, bool ManagesPeople, DateTimeOffset BeganAt)
{
    /// <summary>Whoever stays longer than a working day signs in again.</summary>
    public static readonly TimeSpan LongestStay = TimeSpan.FromHours(12);

    /// <summary>Who asks, for the use cases.</summary>
    public Caller Caller { get; } = new(PersonId, TenantId, Role);

    /// <summary>How pages greet him.</summary>
    public DeskVisitor Visitor => new(DisplayName, TenantName, RoleWords.Of(Role), ManagesPeople);

    /// <summary>Binds the person that <see cref="PageGate"/> let in.</summary>
    public static ValueTask<SignedIn?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<SignedIn>());

    /// <summary>The person behind a sign-in that still counts: not ended, not too long, under the present password, and still a member.</summary>
    public static async Task<SignedIn?> Find(Store store, Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        var earliest = now - LongestStay;
        await using var db = store.Read(TenantScope.House);
        return await (
            from signIn in db.SignIns
            where signIn.Id == id && signIn.EndedAt == null && signIn.BeganAt > earliest
            join person in db.People on new { Id = signIn.PersonId, signIn.SecurityStamp } equals new { person.Id, person.SecurityStamp }
            join membership in db.Memberships on new { signIn.PersonId, signIn.TenantId } equals new { membership.PersonId, membership.TenantId }
            join tenant in db.Tenants on signIn.TenantId equals tenant.Id
            select new SignedIn(id, person.Id, person.UserName, person.DisplayName, tenant.Id, tenant.Name, membership.Role, membership.ManagesPeople, signIn.BeganAt)).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Adds a sign-in within a deed, and clears those of the same person that are too old to count.</summary>
    public static async Task<SignInRow> Begin(TraceabilityDb db, Guid personId, Guid tenantId, Guid securityStamp, DateTimeOffset beganAt, DateTimeOffset now, CancellationToken cancellation, Guid? id = null)
    {
        var earliest = now - LongestStay;
        await db.SignIns.Where(row => row.PersonId == personId && row.BeganAt <= earliest).ExecuteDeleteAsync(cancellation);
        var begun = new SignInRow(id ?? Guid.CreateVersion7(now), personId, tenantId, securityStamp, beganAt);
        db.SignIns.Add(begun);
        return begun;
    }
}
