using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Traceability.Stories.People;

/// <summary>An authenticator in a few lines (WebAuthn level 3, 6): one P-256 key that answers whatever it is asked, also what no browser would let through.</summary>
internal sealed class SoftKey : IDisposable
{
    private const byte Present = 0x01, Verified = 0x04, Attested = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Id { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Whose it is, once it was made; as the question said it.</summary>
    public string Owner { get; set; } = "";

    /// <summary>Counts up with each use; 0 does not count, as passkeys of phones.</summary>
    public uint Counter { get; set; }

    /// <summary>Whether a finger, a face or a PIN was asked for.</summary>
    public bool Verifies { get; set; } = true;

    /// <summary>Answers a question for a new key.</summary>
    public string Make(JsonElement options, string origin)
    {
        Owner = options.GetProperty("user").GetProperty("id").GetString()!;
        var point = _key.ExportParameters(false).Q;
        var id = Base64Url.DecodeFromChars(Id);
        byte[] key = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data(options.GetProperty("rp").GetProperty("id").GetString()!, Attested), .. new byte[16], 0, (byte)id.Length, .. id, .. key];
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), 0x58, (byte)data.Length, .. data];
        return Answer(new { clientDataJSON = Said("webauthn.create", options, origin), attestationObject = Base64Url.EncodeToString(attestation), transports = (string[])["internal"] });
    }

    /// <summary>Answers a question to show it.</summary>
    public string Show(JsonElement options, string origin, string? owner = null)
    {
        var data = Data(options.GetProperty("rpId").GetString()!, 0);
        var said = Said("webauthn.get", options, origin);
        var signature = _key.SignData([.. data, .. SHA256.HashData(Base64Url.DecodeFromChars(said))], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new { clientDataJSON = said, authenticatorData = Base64Url.EncodeToString(data), signature = Base64Url.EncodeToString(signature), userHandle = owner ?? Owner });
    }

    public void Dispose() => _key.Dispose();

    private byte[] Data(string host, byte flags)
    {
        var counted = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counted, Counter == 0 ? 0 : Counter++);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(host)), (byte)(Present | (Verifies ? Verified : 0) | flags), .. counted];
    }

    private string Answer(object response) => JsonSerializer.Serialize(new { id = Id, rawId = Id, type = "public-key", clientExtensionResults = new { }, response });

    private static string Said(string type, JsonElement options, string origin) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options.GetProperty("challenge").GetString(), origin, crossOrigin = false }));

    // A text of CBOR below 24 bytes.
    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];
}
