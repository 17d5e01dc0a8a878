using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Makes the accounts of the demonstration, whose passwords are new at every start; passkeys of an earlier one open nothing.</summary>
public static class OpenAccount
{
    // No letter that is taken for a digit, or the other way.
    private const string Symbols = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Gives an account a new password and answers it; makes what is missing: the account, and its membership in a tenant that is there.</summary>
    public static async Task<string> ForDemonstration(Store store, Guid tenantId, Role role, string userName, string displayName, DateTimeOffset now, CancellationToken cancellation)
    {
        var password = RandomNumberGenerator.GetString(Symbols, 16);
        var hash = new Passwords().Hash(password);
        await store.Write(TenantScope.House, async db =>
        {
            var person = await db.People.SingleOrDefaultAsync(person => person.UserName == userName, cancellation);
            if (person is null)
                db.People.Add(person = new PersonRow(Guid.CreateVersion7(now), userName, now) { DisplayName = displayName, PasswordHash = hash, SecurityStamp = Guid.CreateVersion7(now) });
            (person.PasswordHash, person.SecurityStamp) = (hash, Guid.CreateVersion7(now));
            await db.PersonPasskeys.Where(row => row.PersonId == person.Id && row.RemovedAt == null).ExecuteUpdateAsync(row => row.SetProperty(passkey => passkey.RemovedAt, now), cancellation);
            if (!await db.Memberships.AnyAsync(membership => membership.PersonId == person.Id && membership.TenantId == tenantId, cancellation))
                db.Memberships.Add(new MembershipRow(person.Id, tenantId, role, Everyone.MayManage(role), now));
            return Written<bool>.Done(true, Act.Of(ActKind.PeopleChanged, now, Fact.Text("what", "demonstration"), Fact.Id("person", person.Id), Fact.Id("tenant", tenantId), Fact.Text("role", role.ToString())));
        }, cancellation);
        return password;
    }
}
