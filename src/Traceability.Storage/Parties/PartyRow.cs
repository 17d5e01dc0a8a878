using Traceability.Parties;

namespace Traceability.Storage.Parties;

/// <summary>A stored party; its unified social credit code was checked before it came here.</summary>
public sealed record PartyRow(Guid Id, Guid TenantId, string Uscc) : ITenantOwned
{
    /// <summary>Registered name.</summary>
    public required string Name { get; set; }

    /// <summary>What it does.</summary>
    public required PartyKind Kind { get; set; }

    /// <summary>Division code of its set place (GB/T 2260).</summary>
    public string? Adcode { get; set; }

    /// <summary>Counts its corrections; the entity tag of the API.</summary>
    public int Version { get; set; } = 1;
}
