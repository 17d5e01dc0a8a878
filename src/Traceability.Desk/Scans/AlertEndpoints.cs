using Traceability.Desk.Access;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Desk.Scans;

/// <summary>Alerts: read by those whose batches they are about, decided by officers. No consumer sees one.</summary>
internal static class AlertEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        ReadAlerts.Map(api);
        ReadPrecision.Map(api);
        ExplainAlert.Map(api);
        ConfirmAlert.Map(api);
        ReplayAlerts.Map(api);
    }

    /// <summary>Officers, and supervisors who look on, see the alerts of the whole house, everybody else those of his own tenant.</summary>
    public static TenantScope AlertScope(this Caller caller) => caller.Role is Role.Officer or Role.Supervisor ? TenantScope.House : caller.Scope;
}
