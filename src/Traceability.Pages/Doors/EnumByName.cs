using System.Text.Json;
using System.Text.Json.Serialization;

namespace Traceability.Pages.Doors;

/// <summary>Reads and writes an enum by one of its names, letter case aside. The platform's own converter takes "A, B" as well and makes of it whatever value the bits say, or none that has a name.</summary>
internal sealed class EnumByName : JsonConverterFactory
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    /// <inheritdoc />
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    private sealed class Of<T> : JsonConverter<T> where T : struct, Enum
    {
        private static readonly Dictionary<string, T> ByName = Enum.GetValues<T>().ToDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && ByName.TryGetValue(reader.GetString()!, out var value)
                ? value
                : throw new NotOneOfException(string.Join(", ", ByName.Keys));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}

/// <summary>A value that must be one of a few names is none of them.</summary>
internal sealed class NotOneOfException(string names) : JsonException
{
    /// <summary>The names, as the API description lists them; they are the one thing of ours that a refusal may tell.</summary>
    public string Names => names;
}
