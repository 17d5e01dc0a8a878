namespace Traceability.Desk.Parties;

/// <summary>The use cases of parties.</summary>
internal static class PartyEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        RecordParty.Map(api);
        CorrectParty.Map(api);
        RemoveParty.Map(api);
        ReadParties.Map(api);
    }
}
