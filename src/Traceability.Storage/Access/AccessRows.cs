namespace Traceability.Storage.Access;

/// <summary>A customer of the house: a cooperative, a mill, an association, an authority. Its rows are invisible to every other tenant.</summary>
public sealed record TenantRow(Guid Id, string Name, bool IsDemonstration, DateTimeOffset CreatedAt);

/// <summary>What the holder of a key may do. Names are stored.</summary>
public enum Role
{
    /// <summary>Issues and activates codes for its own parties.</summary>
    Producer,
    /// <summary>Keeps a GI: seasons, grants, mark-use approvals.</summary>
    Association,
    /// <summary>Decides about suspicious labels.</summary>
    Officer,
    /// <summary>Runs the house: zones, tenants, keys.</summary>
    Administrator,
    /// <summary>Prints a producer's labels and does nothing else for him.</summary>
    PrintShop,
    /// <summary>Looks on: reads what officers read and decides nothing.</summary>
    Supervisor,
}

/// <summary>A key to the desk's API; only the SHA-256 of its secret is kept, which suffices because secrets are 256 random bits.</summary>
public sealed record ApiKeyRow(Guid Id, Guid TenantId, Role Role, string Name, string SecretSha256, DateTimeOffset CreatedAt) : ITenantOwned
{
    /// <summary>When it stopped opening the door; none while it does.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
