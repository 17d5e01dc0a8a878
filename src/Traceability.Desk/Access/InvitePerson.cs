using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Makes a link that makes whoever opens it a member, once, within seven days. It is shown once and kept nowhere.</summary>
public static class InvitePerson
{
    private const int NameLengthMax = 60;

    private static readonly TimeSpan ValidFor = TimeSpan.FromDays(7);

    internal static void Map(IEndpointRouteBuilder door) => door.MapPost("/people/invitations", Invite).ForManagers();

    /// <summary>Invites from the operator's console: how the first person gets in. Answers the path of the link at the desk.</summary>
    /// <param name="store">The store.</param>
    /// <param name="tenantName">The tenant, made when it is not there.</param>
    /// <param name="role">What the person may do; whoever comes this way may invite others.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellation">Gives up before the commit begins.</param>
    public static async Task<string> FromConsole(Store store, string tenantName, Role role, DateTimeOffset now, CancellationToken cancellation)
    {
        var secret = NewSecret();
        await store.Write(TenantScope.House, async db =>
        {
            var tenant = await GiveAccess.TenantNamed(db, tenantName, now, cancellation);
            return Add(db, new InvitationRow(Guid.CreateVersion7(now), tenant.Id, role, Everyone.MayManage(role), "console", Gate.HashOf(secret), null, now, now + ValidFor));
        }, cancellation);
        return PathOf(secret);
    }

    /// <summary>The open invitation of a secret, if there is one.</summary>
    internal static Task<InvitationRow?> Open(TraceabilityDb db, string secret, DateTimeOffset now, CancellationToken cancellation)
    {
        var hash = Gate.HashOf(secret);
        return db.Invitations.SingleOrDefaultAsync(row => row.SecretSha256 == hash && row.ClosedAt == null && row.EndsAt > now, cancellation);
    }

    /// <summary>The act of what happened to an invitation.</summary>
    internal static Act ActOf(InvitationRow row, string what, Guid? by, DateTimeOffset now) => Act.Of(ActKind.PeopleChanged, now,
        Fact.Text("what", what), Fact.Id("invitation", row.Id), Fact.Id("tenant", row.TenantId), Fact.Text("role", row.Role.ToString()), Fact.Flag("managesPeople", row.ManagesPeople), Fact.Text("by", by?.ToString("D")));

    private static async Task<IResult> Invite(HttpContext context, SignedIn person, Store store, TimeProvider clock, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        if (ShowPeople.TenantOf(person, form["tenantId"]) is not { } tenantId)
            return Problem.NotFound;
        var given = Everyone.GivenBy(person.Role).Where(role => role.ToString() == form["role"]).ToList();
        if (given is not [var role])
            return new Problem(StatusCodes.Status403Forbidden, "notAllowed", "You may not give that role.") { Zh = "您不能给出这种身份。" };
        if (PlainText.Read(form["name"], "name", NameLengthMax, out var name) is not null)
        {
            return await ShowPeople.Page(context, person, tenantId, new() { Typed = form["name"], Fault = new("name", new("请写明邀请谁，最多 60 个字，一行。", "Say whom you invite, in one line of at most 60 characters.")) }, cancellation);
        }

        var (secret, now) = (NewSecret(), clock.GetUtcNow());
        var isMade = await store.Write(TenantScope.Of(tenantId), async db => await db.Tenants.AnyAsync(cancellation)
            ? Add(db, new InvitationRow(Guid.CreateVersion7(now), tenantId, role, form["manages"] == "yes" && Everyone.MayManage(role), name, Gate.HashOf(secret), person.PersonId, now, now + ValidFor))
            : Written<bool>.Nothing(false), cancellation);
        return isMade ? await ShowPeople.Page(context, person, tenantId, new() { Link = PathOf(secret) }, cancellation) : Problem.NotFound;
    }

    private static Written<bool> Add(TraceabilityDb db, InvitationRow row)
    {
        db.Invitations.Add(row);
        return Written<bool>.Done(true, ActOf(row, "invited", row.MadeBy, row.MadeAt));
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static string PathOf(string secret) => $"/join/{secret}";
}
