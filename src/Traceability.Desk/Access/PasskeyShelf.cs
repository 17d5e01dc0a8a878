using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Our people and their passkeys as the platform's verifier asks for them. It reads; whatever changes is written with its act by the use cases.</summary>
internal sealed class PasskeyShelf(Store store) : IUserPasskeyStore<PersonRow>
{
    /// <inheritdoc />
    public async Task<PersonRow?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(userId, "D", out var id))
            return null;
        await using var db = store.Read(TenantScope.House);
        return await db.People.SingleOrDefaultAsync(person => person.Id == id, cancellationToken);
    }

    /// <inheritdoc />
    public Task<string> GetUserIdAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString("D", CultureInfo.InvariantCulture));

    /// <inheritdoc />
    public Task<string?> GetUserNameAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    /// <summary>Whoever bears a credential or bore it: a removed one is not taken again.</summary>
    public async Task<PersonRow?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = store.Read(TenantScope.House);
        return await db.People.SingleOrDefaultAsync(person => db.PersonPasskeys.Any(row => row.PersonId == person.Id && row.CredentialId == credentialId), cancellationToken);
    }

    /// <summary>A passkey that opens.</summary>
    public async Task<UserPasskeyInfo?> FindPasskeyAsync(PersonRow user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = store.Read(TenantScope.House);
        return await db.PersonPasskeys.SingleOrDefaultAsync(row => row.PersonId == user.Id && row.CredentialId == credentialId && row.RemovedAt == null, cancellationToken) is { } row ? Told(row) : null;
    }

    /// <summary>The passkeys that open, so that an authenticator makes no second one for the same person.</summary>
    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PersonRow user, CancellationToken cancellationToken)
    {
        await using var db = store.Read(TenantScope.House);
        return [.. (await db.PersonPasskeys.Where(row => row.PersonId == user.Id && row.RemovedAt == null).ToListAsync(cancellationToken)).Select(Told)];
    }

    // From here on what the platform's own accounts would ask and the verifier never does: people are found and changed by our use cases alone.

    /// <inheritdoc />
    public Task<PersonRow?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc />
    public Task<string?> GetNormalizedUserNameAsync(PersonRow user, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc />
    public Task SetNormalizedUserNameAsync(PersonRow user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc />
    public Task SetUserNameAsync(PersonRow user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc />
    public Task<IdentityResult> CreateAsync(PersonRow user, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc />
    public Task<IdentityResult> UpdateAsync(PersonRow user, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc />
    public Task<IdentityResult> DeleteAsync(PersonRow user, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc />
    public Task AddOrUpdatePasskeyAsync(PersonRow user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc />
    public Task RemovePasskeyAsync(PersonRow user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc />
    public void Dispose()
    {
    }

    // What no later check asks for is not kept, the attestation least of all: it would tell which model of phone somebody has.
    private static UserPasskeyInfo Told(PersonPasskeyRow row) =>
        new(row.CredentialId, row.PublicKey, row.MadeAt, row.SignCount, transports: null, isUserVerified: true, row.IsBackupEligible, isBackedUp: false, attestationObject: [], clientDataJson: []);
}
