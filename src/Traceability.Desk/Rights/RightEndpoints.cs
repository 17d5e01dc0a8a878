namespace Traceability.Desk.Rights;

/// <summary>The use cases of rights and of the permissions to use them.</summary>
internal static class RightEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        RecordRight.Map(api);
        ReadRights.Map(api);
        RecordState.Map(api);
        AssignZone.Map(api);
        StoreCertificate.Map(api);
        CheckRight.Map(api);
        TellMismatch.Map(api);
        RemoveRight.Map(api);
        GivePermission.Map(api);
        ReadPermissions.Map(api);
        WithdrawPermission.Map(api);
    }
}
