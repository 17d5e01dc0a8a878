using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Traceability.Storage.Origins;

/// <summary>地址归属: in which city a network address is used, by a file that the operator brings; an address that no line names has no city.</summary>
/// <remarks>
/// A line is a network as address/bits (RFC 4632, RFC 4291 §2.3), a comma, and the division code of a prefecture (GB/T 2260), with a comma and its name where the data pack does not know it; empty lines
/// and lines that begin with # say nothing. Of several networks around an address the narrowest speaks.
/// </remarks>
internal sealed class NetworkCities
{
    private const int Bits = 128, BitsBeforeV4 = 96, NameMax = 40;
    private const long BytesMax = 64_000_000;

    private readonly Dictionary<(UInt128 First, int Length), string> _cities = [];
    private readonly Dictionary<string, string> _names;
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
            if (!string.IsNullOrWhiteSpace(line) && line[0] != '#' && !Takes(line.Split(',', 3, StringSplitOptions.TrimEntries)))
                throw new SettingException("Scans:NetworkCitiesFile", file!, $"Line {number} is not a network and its city, such as 203.0.113.0/24,330400 or 198.51.100.0/24,110100,北京市: each network once, each city by six digits, with its name where the data pack has none.");
        }

        _lengths = [.. _cities.Keys.Select(key => key.Length).Distinct().OrderDescending()];
    }

    /// <summary>The name of a city by its division code; none when nobody told it.</summary>
    public string? NameOf(string adcode) => _names.GetValueOrDefault(adcode);

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
        if (parts is [_, _, var name])
        {
            if (name.Length is 0 or > NameMax || name.Any(IsInvisible))
                return false;
            _names.TryAdd(adcode, name);
        }

        return _names.ContainsKey(adcode) && _cities.TryAdd(KeyOf(network), adcode);
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
