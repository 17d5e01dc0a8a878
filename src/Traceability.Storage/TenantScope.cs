namespace Traceability.Storage;

/// <summary>A row that belongs to one tenant and is invisible to the others.</summary>
public interface ITenantOwned
{
    /// <summary>The tenant it belongs to.</summary>
    Guid TenantId { get; }
}

/// <summary>Whose rows a piece of work may see and write.</summary>
public sealed record TenantScope
{
    private TenantScope(Guid? tenantId) => TenantId = tenantId;

    /// <summary>The whole house: the public door reading verdicts, an authority deciding, the operator's own commands.</summary>
    public static TenantScope House { get; } = new((Guid?)null);

    /// <summary>The tenant; none for the whole house.</summary>
    public Guid? TenantId { get; }

    /// <summary>One tenant's rows only.</summary>
    public static TenantScope Of(Guid tenantId) => new((Guid?)tenantId);
}
