using System.Net;
using System.Net.Sockets;
using System.Text;
using Traceability.Geo;
using Traceability.Origins;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Codes;
using Traceability.Storage.Origins;
using Traceability.Storage.Scans;

namespace Traceability.MobileApi.Scans;

/// <summary>Makes of a request what may be remembered of whoever scans: the city, a coarse place, and numbers that stand for address and browser for a day. The address itself goes no further.</summary>
internal sealed class Witnesses(CityShelf cities, KeyShelf keys)
{
    // A home or a rented machine has this many bits of an IPv6 address to itself: counted one by one they would never end.
    private const int NetworkBitsV6 = 56;

    /// <summary>The address of a request's network: an IPv4 address, or the part of an IPv6 address that one customer has to himself.</summary>
    public static IPAddress NetworkOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, NetworkBitsV6 / 8, bytes.Length - (NetworkBitsV6 / 8));
        return new IPAddress(bytes);
    }

    /// <summary>The witness of a request at a moment, with the place that it offers; without one the city is that of its network, if the operator brought a file of those.</summary>
    public ScanWitness Of(HttpContext context, PointClaim? place, DateTimeOffset now)
    {
        var address = NetworkOf(context);
        var network = address.GetAddressBytes();
        var day = HouseTime.DayOf(now);
        var city = cities.CityOf(address);
        return new ScanWitness(
            (place is { } offered ? cities.CityAt(offered) : null) ?? city,
            place is { } claim ? new ScanPlace(DatumShift.ToWgs84(claim), claim.AccuracyMetres).Coarse() : null,
            keys.Strangers.Of(day, network),
            keys.Strangers.Of(day, [.. network, .. Encoding.UTF8.GetBytes(context.Request.Headers.UserAgent.ToString())]))
        {
            City = cities.MiddleOf(city),
            NetworkOn = other => keys.Strangers.Of(other, network),
        };
    }
}
