using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Traceability.Pages.Doors;

/// <summary>Reads and writes a day (ISO 8601, yyyy-MM-dd) that a record of ours can mean: from 1900 to 2199. What lies beyond is a slip, and at the ends of the calendar a day more or less is none.</summary>
public sealed class LivingDay : JsonConverter<DateOnly>
{
    private const string Format = "yyyy-MM-dd";

    private static readonly DateOnly First = new(1900, 1, 1), Last = new(2199, 12, 31);

    /// <summary>Reads a day as JSON and forms have it.</summary>
    public static bool TryParse(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day >= First && day <= Last;

    /// <inheritdoc />
    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var day)
            ? day
            : throw new JsonException($"Give a day as {Format}, from {First.Year} to {Last.Year}.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));
}
