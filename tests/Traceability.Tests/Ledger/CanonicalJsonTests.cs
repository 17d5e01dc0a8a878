using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Traceability.Ledger;

namespace Traceability.Tests.Ledger;

public sealed class CanonicalJsonTests
{
    private static readonly JsonObject Vectors =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "jcs_rfc8785.json")))!.AsObject();

    // Facts are flat objects of text: the vectors with nested objects and fractions are beyond them, and exactly which is written here.
    [Fact]
    public void The_published_objects_of_text_come_out_byte_for_byte()
    {
        var applied = new List<string>();
        foreach (var vector in Vectors["cases"]!.AsArray())
        {
            if (JsonNode.Parse((string)vector!["input"]!) is not JsonObject input || input.Any(member => member.Value?.GetValueKind() != JsonValueKind.String))
                continue;

            var facts = input.Select(member => Fact.Text(member.Key, (string)member.Value!)).ToArray();
            Assert.Equal((string)vector["output"]!, CanonicalJson.Object(facts));
            applied.Add((string)vector["name"]!);
        }

        Assert.Equal(["french", "unicode", "weird"], applied);
    }

    [Fact]
    public void The_published_text_with_every_escape_comes_out_byte_for_byte()
    {
        var values = Vectors["cases"]!.AsArray().Single(vector => (string)vector!["name"]! == "values")!;
        var text = (string)JsonNode.Parse((string)values["input"]!)!["string"]!;

        Assert.EndsWith($"\"string\":{CanonicalJson.Text(text)}}}", (string)values["output"]!);
    }

    [Fact]
    public void The_published_whole_numbers_come_out_byte_for_byte()
    {
        var applied = new List<string>();
        foreach (var number in Vectors["numbers_rfc8785_appendix_b"]!.AsArray())
        {
            var value = BitConverter.Int64BitsToDouble(long.Parse((string)number!["ieee754"]!, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            if (!double.IsInteger(value) || Math.Abs(value) > 1L << 53)
                continue;

            var text = (string)number["json"]!;
            Assert.Equal(text, Fact.Number("n", (long)value).Json);
            applied.Add(text);
        }

        Assert.Equal(["0", "0", "9007199254740992", "-9007199254740992"], applied);
    }

    [Theory]
    [InlineData((1L << 53) + 1)]
    [InlineData(-(1L << 53) - 1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_number_that_json_readers_would_round_is_refused(long value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Fact.Number("n", value));

    [Fact]
    public void Only_what_must_be_escaped_is_escaped()
    {
        for (var c = '\0'; c < ' '; c++)
        {
            var expected = c switch { '\b' => "\\b", '\t' => "\\t", '\n' => "\\n", '\f' => "\\f", '\r' => "\\r", _ => $"\\u{(int)c:x4}" };
            Assert.Equal($"\"{expected}\"", CanonicalJson.Text(c.ToString()));
        }

        Assert.Equal("\"\\\"\\\\\"", CanonicalJson.Text("\"\\"));
        Assert.Equal("\"/'<>&\u007f\u0080\u2028龙井😂\"", CanonicalJson.Text("/'<>&\u007f\u0080\u2028龙井😂"));
    }

    // Half a pair becomes U+FFFD in UTF-8: two texts, one commitment.
    [Fact]
    public void Half_a_character_is_refused()
    {
        foreach (var text in (string[])["\ud83d", "\ude02", "龙\ud83d井", "\ude02\ud83d"])
        {
            Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Text(text));
            Assert.ThrowsAny<ArgumentException>(() => Fact.Text("name", text));
            Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Object([Fact.Text(text, "value")]));
        }
    }

    [Fact]
    public void Members_are_sorted_by_utf_16_units_not_by_code_points_or_culture()
    {
        Fact[] facts = [Fact.Flag("\ufb33", true), Fact.Flag("😂", true), Fact.Flag("é", true), Fact.Flag("a", true), Fact.Flag("B", true), Fact.Flag("", true)];

        Assert.Equal("{\"\":true,\"B\":true,\"a\":true,\"é\":true,\"😂\":true,\"\ufb33\":true}", CanonicalJson.Object(facts));
    }

    [Fact]
    public void Two_facts_of_one_name_are_refused() =>
        Assert.Throws<ArgumentException>(() => CanonicalJson.Object([Fact.Number("count", 1), Fact.Text("lot", "a"), Fact.Number("count", 1)]));

    [Fact]
    public void Nothing_at_all_is_an_empty_object() => Assert.Equal("{}", CanonicalJson.Object([]));
}
