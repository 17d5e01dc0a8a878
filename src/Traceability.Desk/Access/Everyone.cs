using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Sets of roles that endpoints share.</summary>
internal static class Everyone
{
    /// <summary>Every key may read what its tenant may see.</summary>
    public static readonly Role[] WithAKey = [Role.Producer, Role.Association, Role.Officer, Role.Administrator];

    /// <summary>Whoever keeps records of parties, rights, products and plots.</summary>
    public static readonly Role[] Recorders = [Role.Producer, Role.Association, Role.Administrator];
}
