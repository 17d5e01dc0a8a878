using Traceability.Rights;

namespace Traceability.Products;

/// <summary>Lets a producer issue codes for a product only while every right it rests on is in force, certified, checked, and his to use.</summary>
public static class RightGate
{
    /// <summary>Judges the required rights of a product on a day, by what was known at a moment. A trademark on the pack is shown, not required.</summary>
    /// <param name="product">The product.</param>
    /// <param name="producerId">The party that issues.</param>
    /// <param name="rights">The rights the product names, by id; one that is absent closes the gate.</param>
    /// <param name="permissions">Permissions of these rights.</param>
    /// <param name="day">The day of issue.</param>
    /// <param name="knownAt">What was recorded by then counts.</param>
    public static GateOpening Judge(
        Product product, Guid producerId, IReadOnlyDictionary<Guid, Right> rights, IReadOnlyCollection<Permission> permissions, DateOnly day, DateTimeOffset knownAt)
    {
        var reasons = new List<GateReason>();
        foreach (var id in product.RequiredRightIds)
        {
            reasons.AddRange(rights.TryGetValue(id, out var right)
                ? Against(right, producerId, permissions, day, knownAt)
                : [new GateReason("rightMissing", null, null, new PlainWords("缺少权利记录。", "The right is not on record."))]);
        }

        return reasons.Count == 0 ? new GateOpening.Open() : new GateOpening.Closed(reasons);
    }

    /// <summary>What keeps a party from issuing codes on one right; nothing where the right stands, certified and checked, and is his to use.</summary>
    /// <param name="right">The right.</param>
    /// <param name="partyId">The party that would issue.</param>
    /// <param name="permissions">Permissions, of this right and others.</param>
    /// <param name="day">The day of issue.</param>
    /// <param name="knownAt">What was recorded by then counts.</param>
    public static IEnumerable<GateReason> Against(Right right, Guid partyId, IReadOnlyCollection<Permission> permissions, DateOnly day, DateTimeOffset knownAt)
    {
        if (InForceRule.CountsForIssuing(right, day, knownAt) is RightInForce.NotInForce not)
            yield return new GateReason(CamelCase(not.Reason.ToString()), right.Kind, right.Number, not.Words);
        if (EntitlementRule.HeldByOrLicensedTo(right, partyId, permissions, day) is Entitlement.None none)
            yield return new GateReason(CamelCase(none.Reason.ToString()), right.Kind, right.Number, none.Words);
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>Whether codes may be issued for a product.</summary>
public abstract record GateOpening
{
    private GateOpening() { }

    /// <summary>Every required right stands.</summary>
    public sealed record Open : GateOpening;

    /// <summary>At least one does not; all that is wrong, not only the first.</summary>
    public sealed record Closed(IReadOnlyList<GateReason> Reasons) : GateOpening;
}

/// <summary>One thing that closes the gate: a code for machines, the right it is about, words for people.</summary>
public sealed record GateReason(string Code, RightKind? Kind, string? Number, PlainWords Words);
