using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Storage;
using Traceability.Storage.Access;
using Traceability.Storage.Rights;

namespace Traceability.Desk.Rights;

/// <summary>Finds what the caller's tenant keeps. Others see some rights too, but to whoever wants to change them they are not there.</summary>
internal static class KeptRights
{
    /// <summary>Whoever may keep a GI, which every tenant sees.</summary>
    public static readonly Role[] GiKeepers = [Role.Association, Role.Administrator];

    public static Task<RightRow?> RightKeptBy(this TraceabilityDb db, Caller caller, Guid id, CancellationToken cancellation) =>
        db.Rights.SingleOrDefaultAsync(right => right.Id == id && right.TenantId == caller.TenantId, cancellation);

    public static Task<PermissionRow?> PermissionGivenBy(this TraceabilityDb db, Caller caller, Guid id, CancellationToken cancellation) =>
        db.Permissions.SingleOrDefaultAsync(permission => permission.Id == id && permission.TenantId == caller.TenantId, cancellation);
}
