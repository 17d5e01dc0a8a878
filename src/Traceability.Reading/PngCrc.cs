namespace Traceability.Reading;

/// <summary>The check of a PNG chunk: CRC-32 over its type and its content (W3C PNG, third edition, §5.5).</summary>
public static class PngCrc
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] ByOctet = [.. Enumerable.Range(0, 256).Select(octet => EightBits((uint)octet))];

    /// <summary>The check of these bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> typeAndContent)
    {
        var crc = uint.MaxValue;
        foreach (var octet in typeAndContent)
            crc = ByOctet[(crc ^ octet) & 0xFF] ^ crc >> 8;

        return ~crc;
    }

    private static uint EightBits(uint crc)
    {
        for (var bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1) * Polynomial;

        return crc;
    }
}
