using System.Text.Json;
using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Storage.Issuing;

/// <summary>How a declared market is stored: a list of circles, each longitude and latitude on WGS 84 and a radius in metres.</summary>
public static class StoredMarket
{
    /// <summary>Most circles of a market.</summary>
    public const int CirclesMax = 20;

    /// <summary>Reads what was stored; none for a market that was not declared.</summary>
    public static IReadOnlyList<MarketCircle> Read(string? stored) => stored is null
        ? []
        : [.. JsonSerializer.Deserialize<double[][]>(stored)!.Select(circle => new MarketCircle(GeoPoint.At(circle[0], circle[1]), circle[2]))];

    /// <summary>As it is stored; none for none.</summary>
    public static string? Write(IReadOnlyCollection<MarketCircle> market) => market.Count == 0
        ? null
        : JsonSerializer.Serialize(market.Select(circle => (double[])[circle.Centre.Longitude, circle.Centre.Latitude, circle.RadiusMetres]));
}
