using System.ComponentModel.DataAnnotations.Schema;
using Traceability.Parties;

namespace Traceability.Storage.Access;

/// <summary>A customer of the house: a cooperative, a mill, an association, an authority. Its rows are invisible to every other tenant.</summary>
public sealed record TenantRow(Guid Id, string Name, bool IsDemonstration, DateTimeOffset CreatedAt)
{
    /// <summary>The regions to which its officers are limited, as <see cref="OfficerRegions.Stored"/> writes them; none for officers who may look everywhere.</summary>
    public string? Regions { get; set; }

    /// <summary>Where its officers may look.</summary>
    [NotMapped]
    public OfficerRegions OfficerRegions
    {
        get => OfficerRegions.TryParse(Regions, out var regions) ? regions : throw new InvalidDataException("The regions of a tenant are damaged.");
        set => Regions = value.Stored;
    }
}

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

/// <summary>What a key is for, within its role. Names are stored.</summary>
public enum Scope
{
    /// <summary>Reads records.</summary>
    Read,
    /// <summary>Records parties, rights, products, plots, and what was counted.</summary>
    Record,
    /// <summary>Seasons, grants and transfers.</summary>
    Allowance,
    /// <summary>Makes lots, batches and cartons, and agrees as the second person.</summary>
    Issue,
    /// <summary>Takes codes out of the house: labels, print jobs, rolls.</summary>
    Labels,
    /// <summary>Changes the state of labels.</summary>
    Activate,
    /// <summary>Decides about alerts and suspicions.</summary>
    Decide,
    /// <summary>Tenants, keys and sealing keys.</summary>
    Administer,
}

/// <summary>A key to the desk's API; only the SHA-256 of its secret is kept, which suffices because secrets are 256 random bits.</summary>
public sealed record ApiKeyRow(Guid Id, Guid TenantId, Role Role, string Name, string SecretSha256, DateTimeOffset CreatedAt) : ITenantOwned
{
    /// <summary>Names of the <see cref="Scope"/>s it was made for, a space between them; none for a key that may do what its role may.</summary>
    public string? Scopes { get; init; }

    /// <summary>The member of its tenant who made it, and as whose hand it counts where two people are asked for; none when it was made for the tenant by the operator.</summary>
    public Guid? MadeBy { get; init; }

    /// <summary>When it stopped opening the door; none while it does.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
