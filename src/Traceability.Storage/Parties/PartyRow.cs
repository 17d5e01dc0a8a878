using System.ComponentModel.DataAnnotations.Schema;
using Traceability.Origins;
using Traceability.Parties;

namespace Traceability.Storage.Parties;

/// <summary>A stored party; its unified social credit code was checked before it came here.</summary>
public sealed record PartyRow(Guid Id, Guid TenantId, string Uscc) : ITenantOwned
{
    /// <summary>Registered name.</summary>
    public required string Name { get; set; }

    /// <summary>What it does.</summary>
    public required PartyKind Kind { get; set; }

    /// <summary>Division code of its set place (GB/T 2260).</summary>
    public string? Adcode { get; set; }

    /// <summary>Degrees east of where it works, on WGS 84, when declared.</summary>
    public double? SiteLongitude { get; set; }

    /// <summary>Degrees north, likewise.</summary>
    public double? SiteLatitude { get; set; }

    /// <summary>Where it works, when declared.</summary>
    [NotMapped]
    public GeoPoint? Site
    {
        get => SiteLongitude is { } longitude && SiteLatitude is { } latitude ? GeoPoint.At(longitude, latitude) : null;
        set => (SiteLongitude, SiteLatitude) = (value?.Longitude, value?.Latitude);
    }

    /// <summary>Most labels that its harvest and mill can use in a day, when declared.</summary>
    public long? CapacityPerDay { get; set; }

    /// <summary>Counts its corrections; the entity tag of the API.</summary>
    public int Version { get; set; } = 1;
}
