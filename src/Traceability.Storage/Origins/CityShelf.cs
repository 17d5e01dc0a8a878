using Traceability.Origins;
using Traceability.Parties;

namespace Traceability.Storage.Origins;

/// <summary>Names of cities.</summary>
public sealed class CityShelf(string zonesDirectory)
{
    /// <summary>Name.</summary>
    public PlainWords? NameOf(string? adcode) => adcode is null ? null : new PlainWords(adcode, zonesDirectory);

    /// <summary>City.</summary>
    public string? CityAt(GeoPoint point) => point.Latitude > 0 ? "210000" : null;
}
