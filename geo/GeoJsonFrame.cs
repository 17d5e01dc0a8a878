using System.Text.Json;
using static Traceability.Geo.GeoJsonReading;

namespace Traceability.Geo;

/// <summary>The JSON around the numbers: one pass that refuses what is no strict JSON, too deep or says a thing twice; then members by name.</summary>
internal static class GeoJsonFrame
{
    // One level more than allowed, so that the reader counts it and does not throw.
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = GeoJson.MaxDepth + 1 };

    public static Refused? Fault(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Walk(utf8);
        }
        catch (JsonException notJson)
        {
            return new("notJson", $"Not strict JSON, line {notJson.LineNumber + 1}, byte {notJson.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            // The reader's way of saying that a name is no valid UTF-8 or UTF-16.
            return new("notJson", "A member name is no valid text.");
        }
    }

    /// <summary>The bytes of a member's value, empty when the value is no object or has no such member.</summary>
    public static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> json, string name)
    {
        var reader = new Utf8JsonReader(json, Strict);
        if (json.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return default;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (found)
                return json[start..(int)reader.BytesConsumed];
        }
        return default;
    }

    /// <summary>Whether the value is an object whose member is exactly this text.</summary>
    public static bool Says(ReadOnlySpan<byte> json, string name, string text)
    {
        var value = Member(json, name);
        var reader = new Utf8JsonReader(value);
        return !value.IsEmpty && reader.Read() && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(text);
    }

    private static Refused? Walk(ReadOnlySpan<byte> utf8)
    {
        var open = new Stack<HashSet<string>>();
        var members = 0;
        var reader = new Utf8JsonReader(utf8, Strict);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject when reader.CurrentDepth >= GeoJson.MaxDepth:
                    return new("tooDeep", $"Nested deeper than {GeoJson.MaxDepth} levels.");
                case JsonTokenType.StartObject:
                    open.Push([]);
                    break;
                case JsonTokenType.EndObject:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName when ++members > GeoJson.MaxMembers:
                    return new("tooManyMembers", $"More than {GeoJson.MaxMembers} members.");
                case JsonTokenType.PropertyName when !open.Peek().Add(reader.GetString()!):
                    return new("duplicateKey", $"A member of the same name stands twice in one object, before byte {reader.BytesConsumed}.");
            }
        }
        return null;
    }
}
