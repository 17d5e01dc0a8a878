namespace Traceability.Storage.Access;

/// <summary>Somebody who signs in at the desk. What a person may do stands in the memberships; an agency (代办机构) is a person with memberships in the tenants of several producers.</summary>
/// <param name="Id">Identity; it stands for the person in every act, whichever tenant the person works for.</param>
/// <param name="UserName">What is typed to sign in, in lower case; unique.</param>
/// <param name="MadeAt">When.</param>
public sealed record PersonRow(Guid Id, string UserName, DateTimeOffset MadeAt)
{
    /// <summary>How the person is called on pages.</summary>
    public required string DisplayName { get; set; }

    /// <summary>The password, slowly hashed with a salt of its own.</summary>
    public required string PasswordHash { get; set; }

    /// <summary>Changes with the password: whoever signed in under another stamp is signed out.</summary>
    public required Guid SecurityStamp { get; set; }
}

/// <summary>A passkey of a person (WebAuthn, credential record): it signs in by itself, without the password. Removed it opens nothing, and its credential is never taken again.</summary>
/// <param name="Id">Identity; the challenge that it was made for carries it, so that each makes one passkey.</param>
/// <param name="PersonId">Whose.</param>
/// <param name="Name">What the person calls the phone or computer that holds it.</param>
/// <param name="CredentialId">What the authenticator calls it, at most 1,023 bytes; unique.</param>
/// <param name="PublicKey">Its public key (COSE).</param>
/// <param name="IsBackupEligible">Whether the authenticator may copy it to other devices.</param>
/// <param name="MadeAt">When.</param>
public sealed record PersonPasskeyRow(Guid Id, Guid PersonId, string Name, byte[] CredentialId, byte[] PublicKey, bool IsBackupEligible, DateTimeOffset MadeAt)
{
    /// <summary>What the authenticator counted at the last sign-in; 0 for one that does not count.</summary>
    public required uint SignCount { get; set; }

    /// <summary>When it was removed; none while it opens.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>That a person works for a tenant, and as what. The tenant gives it and takes it back; taken back, the row is gone and its acts remain.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="TenantId">For whom.</param>
/// <param name="Role">As what.</param>
/// <param name="ManagesPeople">Invites and removes others too; an agency does a producer's work without it.</param>
/// <param name="MadeAt">Since when.</param>
public sealed record MembershipRow(Guid PersonId, Guid TenantId, Role Role, bool ManagesPeople, DateTimeOffset MadeAt) : ITenantOwned;

/// <summary>A person signed in for a tenant, from its beginning to its end at the latest; the cookie only names it.</summary>
public sealed record SignInRow(Guid Id, Guid PersonId, Guid TenantId, Guid SecurityStamp, DateTimeOffset BeganAt) : ITenantOwned
{
    /// <summary>When the person signed out; none while the row counts.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>How often signing in failed of late under a name that was typed, whether anybody bears it or not. Only the hash of the name is kept: people type their password into the wrong field.</summary>
public sealed record SignInFailureRow(string NameSha256)
{
    /// <summary>Failures, none of them followed by a success.</summary>
    public required int Count { get; set; }

    /// <summary>The last of them.</summary>
    public required DateTimeOffset LastAt { get; set; }

    /// <summary>Until when nothing is tried under this name.</summary>
    public required DateTimeOffset WaitUntil { get; set; }
}

/// <summary>A link that makes whoever opens it a member, once; only the SHA-256 of its secret is kept.</summary>
/// <param name="Id">Identity.</param>
/// <param name="TenantId">Whose member.</param>
/// <param name="Role">As what.</param>
/// <param name="ManagesPeople">May invite and remove others too.</param>
/// <param name="Name">Whom it is meant for.</param>
/// <param name="SecretSha256">Of the secret in the link.</param>
/// <param name="MadeBy">The person who invites; none for the operator's console.</param>
/// <param name="MadeAt">When.</param>
/// <param name="EndsAt">From when on it opens nothing.</param>
public sealed record InvitationRow(Guid Id, Guid TenantId, Role Role, bool ManagesPeople, string Name, string SecretSha256, Guid? MadeBy, DateTimeOffset MadeAt, DateTimeOffset EndsAt) : ITenantOwned
{
    /// <summary>When it was used or withdrawn; none while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
