using System.Text.Json;
using System.Text.Json.Nodes;
using Traceability.Codes;

namespace Traceability.Tests.Codes;

/// <summary>The conformance vectors of this feature, and the ring of the three keys that the source-code vectors use.</summary>
internal static class Vectors
{
    public static JsonObject Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", file)))!.AsObject();

    public static IReadOnlyList<T> Rows<T>(string file, params string[] path)
    {
        JsonNode node = Read(file);
        foreach (var name in path)
            node = node[name]!;
        return node.Deserialize<List<T>>(JsonSerializerOptions.Web)!;
    }

    public sealed record Sealed(string Key, char KeySymbol, uint Batch, uint Serial, string Code, string Printed);

    public sealed record Refused(string Key, string Code, string Expect);

    public static IReadOnlyList<Sealed> Valid { get; } = Rows<Sealed>("source_code.json", "valid");

    public static IReadOnlyList<Refused> Invalid { get; } = Rows<Refused>("source_code.json", "invalid");

    public static KeyRing Ring { get; } = new(Valid
        .DistinctBy(row => row.KeySymbol)
        .Select((row, at) => new SealingKey(
            row.KeySymbol,
            Convert.FromHexString(row.Key),
            at == 0 ? new KeyState.Sealing() : new KeyState.OpeningOnly())));

    public static CodeSeal Seal { get; } = new(Ring);

    /// <summary>The seal as the standard writes it: generic FF1 over eighteen numerals.</summary>
    public static string SealByReference(Ff1 reference, char keySymbol, uint batch, uint serial)
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var number = (UInt128)(((ulong)batch << 32) | serial) << 26;
        var numerals = new int[18];
        for (var at = 17; at >= 0; at--, number >>= 5)
            numerals[at] = (int)(number & 31);

        var symbols = reference.Encrypt(numerals, [.. "TSC1"u8, (byte)keySymbol]).Prepend(alphabet.IndexOf(keySymbol)).ToList();

        // The check symbol as the format's formula says: acc = 2·acc ⊕ v in GF(2⁵), x⁵ + x² + 1.
        static int Double(int value) => (value << 1) ^ (value >> 4 == 1 ? 0b100101 : 0);
        symbols.Add(Double(symbols.Aggregate(0, (acc, value) => Double(acc) ^ value)));
        return string.Concat(symbols.Select(value => alphabet[value]));
    }
}
