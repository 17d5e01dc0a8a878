namespace Traceability.Desk.Origins;

/// <summary>The use cases of protected areas.</summary>
internal static class ZoneEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        RecordZone.Map(api);
        TakeZoneFromPack.Map(api);
        CheckPlaces.Map(api);
        ReadZones.Map(api);
    }
}
