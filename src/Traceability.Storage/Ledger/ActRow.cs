using System.Security.Cryptography;
using Traceability.Ledger;

namespace Traceability.Storage.Ledger;

/// <summary>An act in the outbox, waiting for its place in the ledger. Its salt keeps a commitment to it from being guessed; erasing the salt erases the link.</summary>
public sealed record ActRow(int Shard, Guid Id, ActKind Kind, DateTimeOffset At, Guid? TenantId, string Facts, byte[] Salt)
{
    /// <summary>Its index in the ledger; none while it waits.</summary>
    public long? Sequence { get; set; }

    /// <summary>Commitments to the scans of a group, 32 bytes each, whose root stands in its facts; none for other acts.</summary>
    public byte[]? Leaves { get; init; }

    /// <summary>The row of an act, with a new salt.</summary>
    internal static ActRow Of(Act act, Guid id, Guid? tenantId) =>
        new(id.ToByteArray()[^1], id, act.Kind, act.At, tenantId, act.Facts, RandomNumberGenerator.GetBytes(32));
}

/// <summary>The single counter of changes of facts that a verdict rests on.</summary>
public sealed record FactsVersionRow(int Id)
{
    /// <summary>Grows with every such change.</summary>
    public long Version { get; set; }
}
