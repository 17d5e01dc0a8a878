using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Traceability.Geo;

/// <summary>Names zones by what they are made of (RFC 9562, version 8, over SHA-256), so that filling a database twice doubles nothing.</summary>
internal static class ZoneId
{
    public static Guid Of(string name, IEnumerable<string> adcodes, string file, DateOnly fileDate)
    {
        var text = string.Join('\n', [name, string.Join(';', adcodes), file, fileDate.ToString("O", CultureInfo.InvariantCulture)]);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash, bigEndian: true);
    }
}
