using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Traceability.Origins;

namespace Traceability.Storage.Origins;

/// <summary>地址归属: in which city a network address is used, by a file that the operator brings; an address that no line names has no city.</summary>
/// <remarks>
/// A line is a network as address/bits (RFC 4632, RFC 4291 §2.3), a comma, and the division code of a prefecture (GB/T 2260), with a comma and its name where the data pack does not know it, and with two more
/// degrees east and north of its middle; empty lines and lines that begin with # say nothing. Of several networks around an address the narrowest speaks.
/// </remarks>
internal sealed class NetworkCities
{
    private const int Bits = 128, BitsBeforeV4 = 96, NameMax = 40;
    private const long BytesMax = 64_000_000;

    private readonly Dictionary<(UInt128 First, int Length), string> _cities = [];
    private readonly Dictionary<string, string> _names;
    private readonly Dictionary<string, GeoPoint> _middles = [];
    private readonly int[] _lengths;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file; none for knowing no address.</param>
    /// <param name="names">Names of the cities that are known without it, by division code.</param>
    /// <exception cref="SettingException">It cannot be read, or a line of it says nothing that can be used; the message names the line.</exception>
    public NetworkCities(string? file, IReadOnlyDictionary<string, string> names)
    {
        _names = names.ToDictionary();
        var number = 0;
        foreach (var line in Lines(file))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && line[0] != '#' && !Takes(line.Split(',', StringSplitOptions.TrimEntries)))
                throw new SettingException("Scans:NetworkCitiesFile", file!, $"Line {number} is not a network and its city, such as 203.0.113.0/24,330400 or 198.51.100.0/24,110100,北京市,116.4,39.9: each network once, each city by six digits, with its name where the data pack has none, and with the degrees east and north of its middle if they are known.");
        }

        _lengths = [.. _cities.Keys.Select(key => key.Length).Distinct().OrderDescending()];
    }

    /// <summary>The name of a city by its division code; none when nobody told it.</summary>
    public string? NameOf(string adcode) => _names.GetValueOrDefault(adcode);

    /// <summary>The division code of the city of a name; none when nobody told it.</summary>
    public string? CityNamed(string name) => _names.Where(city => city.Value == name).Select(city => city.Key).FirstOrDefault();

    /// <summary>The middle of a city by its division code, to a thousandth of a degree as a label remembers it; none when no line told it. Of several the first counts.</summary>
    public GeoPoint? MiddleOf(string adcode) => _middles.TryGetValue(adcode, out var middle) ? middle : null;

    /// <summary>The division code of the city whose middle this is, as a line told it; none when no line did.</summary>
    public string? CityWithMiddle(GeoPoint middle) => _middles.Where(city => city.Value == middle).Select(city => city.Key).FirstOrDefault();

    /// <summary>The division code of the city; none when the file does not name the address.</summary>
    public string? CityOf(IPAddress address)
    {
        var number = NumberOf(address);
        foreach (var length in _lengths)
        {
            if (_cities.TryGetValue((Cut(number, length), length), out var adcode))
                return adcode;
        }

        return null;
    }

    private bool Takes(string[] parts)
    {
        if (parts is not [var typed, { Length: 6 } adcode, ..] || !adcode.All(char.IsAsciiDigit) || !IPNetwork.TryParse(typed, out var network)
            || (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork && network.ToString() != typed) || typed.Contains('%'))
            return false;
        if (parts.Length is not (2 or 3 or 5))
            return false;
        if (parts is [_, _, _, var east, var north])
        {
            if (!PointOf(east, north, out var middle))
                return false;
            _middles.TryAdd(adcode, middle);
        }

        if (parts is [_, _, var name, ..])
        {
            if (name.Length is 0 or > NameMax || name.Any(IsInvisible))
                return false;
            _names.TryAdd(adcode, name);
        }

        return _names.ContainsKey(adcode) && _cities.TryAdd(KeyOf(network), adcode);
    }

    private static bool PointOf(string east, string north, out GeoPoint point)
    {
        var isPoint = double.TryParse(east, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var longitude)
            & double.TryParse(north, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var latitude)
            && Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90;
        point = isPoint ? GeoPoint.At(Math.Round(longitude, 3), Math.Round(latitude, 3)) : default;
        return isPoint;
    }

    // Controls, what turns the direction of writing, and what is no text at all.
    private static bool IsInvisible(char symbol) => char.IsControl(symbol) || char.GetUnicodeCategory(symbol) is UnicodeCategory.Format or UnicodeCategory.PrivateUse || symbol == '\uFFFD';

    private static IEnumerable<string> Lines(string? file)
    {
        try
        {
            if (file is not null && new FileInfo(file) is { Exists: true, Length: 0 or > BytesMax })
                throw new SettingException("Scans:NetworkCitiesFile", file, $"Name a text file of at most {BytesMax / 1_000_000} MB.");
            return file is null ? [] : File.ReadAllLines(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("Scans:NetworkCitiesFile", file!, "Name a text file that this user may read.");
        }
    }

    private static (UInt128 First, int Length) KeyOf(IPNetwork network)
    {
        var length = network.PrefixLength + (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? BitsBeforeV4 : 0);
        return (Cut(NumberOf(network.BaseAddress), length), length);
    }

    // An IPv4 address as its IPv6 one (RFC 4291 §2.5.5.2), so that there is one kind.
    private static UInt128 NumberOf(IPAddress address) => BinaryPrimitives.ReadUInt128BigEndian(address.MapToIPv6().GetAddressBytes());

    private static UInt128 Cut(UInt128 number, int length) => length == 0 ? 0 : number >> (Bits - length) << (Bits - length);
}
