using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Traceability.Scans;

/// <summary>当日编号: numbers that stand for addresses for one day. Within the day the same address has the same number; the next day it has another, and without the key no number leads back.</summary>
public sealed class DailyNumber
{
    private const int KeyBytes = 32, WhoBytesMax = 256;

    private readonly byte[] _key;

    /// <summary>Numbers under a secret of the house; another use of the same secret learns nothing of them (HKDF-SHA256, RFC 5869).</summary>
    public DailyNumber(ReadOnlySpan<byte> secret)
    {
        _key = new byte[KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, _key, salt: [], info: "Traceability numbers of a day"u8);
    }

    /// <summary>The number of whoever these bytes tell, on a day: the first 64 bits of SHA-256 over key, day number (big endian) and at most the first 256 of the bytes.</summary>
    // A digest that begins with a secret could be lengthened by whoever sees the whole of it; of this one a quarter is kept, and it authenticates nothing.
    public ulong Of(DateOnly day, ReadOnlySpan<byte> who)
    {
        if (who.Length > WhoBytesMax)
            who = who[..WhoBytesMax];
        Span<byte> message = stackalloc byte[KeyBytes + 4 + WhoBytesMax];
        _key.CopyTo(message);
        BinaryPrimitives.WriteInt32BigEndian(message[KeyBytes..], day.DayNumber);
        who.CopyTo(message[(KeyBytes + 4)..]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message[..(KeyBytes + 4 + who.Length)], digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }
}
