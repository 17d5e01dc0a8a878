using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Traceability.Scans;

/// <summary>Makes and opens receipts (查验凭据): bearer secrets bound to one label and one scan, that nobody without the key can make.</summary>
/// <remarks>Layout: base64url of scan id (16 bytes) and the first 16 bytes of HMAC-SHA256 over ASCII "TSR1", batch, serial (big endian) and scan id.</remarks>
public sealed class ReceiptSeal
{
    private const int MacLength = 16;
    private readonly byte[] _key;

    /// <summary>A seal over a key of 32 bytes.</summary>
    public ReceiptSeal(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, 32, nameof(key));
        _key = key.ToArray();
    }

    /// <summary>The receipt of a scan: the same for the same scan, so a repeated request gets the same answer.</summary>
    public string Issue(uint batch, uint serial, Guid scanId)
    {
        Span<byte> token = stackalloc byte[16 + MacLength];
        scanId.TryWriteBytes(token, bigEndian: true, out _);
        Mac(batch, serial, token[..16], token[16..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>True, and the scan it stands for, when the receipt was issued for this very label.</summary>
    public bool TryOpen(string? receipt, uint batch, uint serial, out Guid scanId)
    {
        scanId = default;
        Span<byte> token = stackalloc byte[16 + MacLength];
        if (receipt is not { Length: 43 } || !Base64Url.IsValid(receipt, out var length) || length != token.Length)
            return false;

        Base64Url.DecodeFromChars(receipt, token);
        Span<byte> mac = stackalloc byte[MacLength];
        Mac(batch, serial, token[..16], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, token[16..]))
            return false;

        scanId = new Guid(token[..16], bigEndian: true);
        return true;
    }

    private void Mac(uint batch, uint serial, ReadOnlySpan<byte> scanId, Span<byte> mac)
    {
        Span<byte> message = stackalloc byte[4 + 4 + 4 + 16];
        "TSR1"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt32BigEndian(message[4..], batch);
        BinaryPrimitives.WriteUInt32BigEndian(message[8..], serial);
        scanId.CopyTo(message[12..]);
        Span<byte> whole = stackalloc byte[32];
        HMACSHA256.HashData(_key, message, whole);
        whole[..MacLength].CopyTo(mac);
    }
}
