using System.Globalization;
using System.Text;

namespace Traceability.Ledger;

/// <summary>Canonical JSON (RFC 8785, JCS) for what facts are made of: text, whole numbers, truth values, moments and lists of text.</summary>
public static class CanonicalJson
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>An object of the facts, members sorted by UTF-16 code units (RFC 8785, 3.2.3).</summary>
    /// <exception cref="ArgumentException">Two facts share a name.</exception>
    public static string Object(ReadOnlySpan<Fact> facts)
    {
        var sorted = facts.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Name, b.Name));

        var json = new StringBuilder("{");
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0)
            {
                if (sorted[i].Name == sorted[i - 1].Name)
                    throw new ArgumentException($"Two facts are named {sorted[i].Name}.", nameof(facts));
                json.Append(',');
            }

            AppendText(json, sorted[i].Name);
            json.Append(':').Append(sorted[i].Json);
        }

        return json.Append('}').ToString();
    }

    /// <summary>A JSON string with the escapes of RFC 8785, 3.2.2.2 and no others.</summary>
    /// <exception cref="ArgumentException">The text holds half a surrogate pair, which has no bytes in UTF-8.</exception>
    public static string Text(string text)
    {
        var json = new StringBuilder(text.Length + 2);
        AppendText(json, text);
        return json.ToString();
    }

    private static void AppendText(StringBuilder json, string text)
    {
        // Written as U+FFFD, two different texts would have the same bytes and the same commitment.
        Strict.GetByteCount(text);

        json.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                < ' ' => json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => json.Append(c),
            };
        }

        json.Append('"');
    }
}

/// <summary>A named fact of an act, already in canonical JSON. Numbers are whole: a fraction is given in a smaller unit, so its text never depends on a platform.</summary>
public readonly record struct Fact
{
    private Fact(string name, string json) => (Name, Json) = (name, json);

    /// <summary>The member's name, camelCase.</summary>
    public string Name { get; }

    /// <summary>The value in canonical JSON.</summary>
    public string Json { get; }

    /// <summary>A text; null is written as JSON null.</summary>
    public static Fact Text(string name, string? value) => new(name, value is null ? "null" : CanonicalJson.Text(value));

    /// <summary>A whole number within ±2⁵³, beyond which JSON numbers are not exact.</summary>
    public static Fact Number(string name, long value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1L << 53);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -(1L << 53));
        return new(name, value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A truth value.</summary>
    public static Fact Flag(string name, bool value) => new(name, value ? "true" : "false");

    /// <summary>An identifier in its 36-character lower-case form.</summary>
    public static Fact Id(string name, Guid value) => Text(name, value.ToString("D"));

    /// <summary>A day as yyyy-MM-dd; null is written as JSON null.</summary>
    public static Fact Day(string name, DateOnly? value) => Text(name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A list of texts in the order given.</summary>
    public static Fact List(string name, IEnumerable<string> values) => new(name, $"[{string.Join(',', values.Select(CanonicalJson.Text))}]");
}
