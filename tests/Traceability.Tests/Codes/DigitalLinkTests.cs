using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Traceability.Codes;

namespace Traceability.Tests.Codes;

public sealed partial class DigitalLinkTests
{
    private const string File = "gs1_digital_link.json";

    private static readonly string[] OurKeys = ["01", "22", "10", "21", "235"];

    private sealed record Parsed(string Uri, bool Valid, string? ElementString, JsonObject? Options);

    private sealed record Generated(string? Stem, string BracketedAIs, bool Valid, string? Uri);

    private sealed record Escaped(string In, string Path);

    private sealed record Refused(string In);

    // Out of scope, each by a rule: behaviour that an engine option switches on; links of another primary key (not read, which is asserted);
    // links whose only fault is in attributes of other application identifiers, which are ignored.
    [Fact]
    public void Every_parse_vector_of_our_keys_is_answered_and_the_rest_is_counted()
    {
        var (run, options, otherKeys, otherAttributes) = (0, 0, 0, 0);
        foreach (var row in Vectors.Rows<Parsed>(File, "parse"))
        {
            var read = DigitalLink.TryParse(row.Uri, out var link);
            if (row.Options is not null)
            {
                options++;
            }
            else if (row.Valid && !row.ElementString!.StartsWith("^01", StringComparison.Ordinal))
            {
                Assert.False(read, row.Uri);
                otherKeys++;
            }
            else if (!row.Valid && FaultIsInOtherAttributes(row.Uri))
            {
                otherAttributes++;
            }
            else
            {
                Assert.True(read == row.Valid, row.Uri);
                if (link is not null && row.Uri.Contains('?'))
                    Assert.StartsWith(ElementString(link), row.ElementString);
                else if (link is not null)
                    Assert.Equal(row.ElementString, ElementString(link));
                run++;
            }
        }

        Assert.Equal((54, 14, 16, 5), (run, options, otherKeys, otherAttributes));
    }

    // Out of scope: links with application identifiers beyond our five, which are never written.
    [Fact]
    public void Every_generate_vector_of_our_keys_is_answered_and_the_rest_is_counted()
    {
        var (run, otherIdentifiers) = (0, 0);
        foreach (var row in Vectors.Rows<Generated>(File, "generate"))
        {
            var values = Bracketed().Matches(row.BracketedAIs).Select(match => (Key: match.Groups[1].Value, Value: match.Groups[2].Value)).ToList();
            if (values.Exists(each => !OurKeys.Contains(each.Key)))
            {
                otherIdentifiers++;
                continue;
            }

            string? Of(string key) => values.Where(each => each.Key == key).Select(each => each.Value).SingleOrDefault();
            Assert.True(Gtin.TryParse(Of("01"), out var gtin));
            Assert.Equal(row.Valid, DigitalLink.TryCreate(gtin, Of("22"), Of("10"), Of("21"), Of("235"), out var link));
            Assert.Equal(row.Uri, row.Stem is null ? link?.ToUri() : link?.ToUri(row.Stem));
            run++;
        }

        Assert.Equal((5, 12), (run, otherIdentifiers));
    }

    [Fact]
    public void Every_valid_sequence_of_our_keys_reads_and_backwards_it_does_not()
    {
        var sequences = Vectors.Rows<string[]>(File, "pathAiSequencesValid");
        var ours = sequences.Where(sequence => sequence[0] == "01").ToList();
        Assert.Equal((8, 30), (ours.Count, sequences.Count));
        foreach (var sequence in ours)
        {
            Assert.True(DigitalLink.TryParse(Link(sequence[1..]), out var link));
            Assert.Equal(Link(sequence[1..]), link.ToUri("https://a"));
            Assert.Equal(sequence.Length < 3, DigitalLink.TryParse(Link([.. sequence[1..].Reverse()]), out _));
        }

        static string Link(IEnumerable<string> keys) => "https://a/01/12312312312333" + string.Concat(keys.Select(key => $"/{key}/V"));
    }

    // The query columns of these vectors are out of scope: attributes are neither read nor written.
    [Fact]
    public void Every_escape_vector_of_the_path_is_answered()
    {
        var decoded = Vectors.Rows<Escaped>(File, "percentUnescape");
        var encoded = Vectors.Rows<Escaped>(File, "percentEscape");
        Assert.Equal((16, 8), (decoded.Count, encoded.Count));
        Assert.All(decoded, row => Assert.Equal(row.Path, PercentEscape.Decode(row.In)));
        Assert.All(encoded, row => Assert.Equal(row.Path, PercentEscape.Encode(row.In)));
    }

    // Of the thirteen linters csum is run with the GTIN and cset82 here; the others check values that the five keys do not have.
    [Fact]
    public void Every_character_vector_is_answered_as_a_lot()
    {
        Assert.Equal(13, Vectors.Read(File)["lintVectors"]!.AsObject().Count);
        var pass = Vectors.Rows<string>(File, "lintVectors", "cset82", "pass").Where(value => value.Length is > 0 and <= 20).ToList();
        var fail = Vectors.Rows<Refused>(File, "lintVectors", "cset82", "fail");
        Assert.All(pass, lot => Assert.True(DigitalLink.TryCreate(default, null, lot, null, null, out _), lot));
        Assert.All(fail, row => Assert.False(DigitalLink.TryCreate(default, null, row.In, null, null, out _), row.In));
        Assert.Equal((79, 80), (pass.Count, fail.Count));
    }

    [Theory]
    [InlineData(20, 28, true)]
    [InlineData(21, 28, false)]
    [InlineData(20, 29, false)]
    [InlineData(0, 28, false)]
    [InlineData(20, 0, false)]
    public void Values_have_the_length_that_their_key_allows(int length, int thirdPartyLength, bool fits)
    {
        var (value, thirdParty) = (new string('A', length), new string('A', thirdPartyLength));
        var all = DigitalLink.TryCreate(default, value, null, null, null, out _)
            && DigitalLink.TryCreate(default, null, value, null, null, out _)
            && DigitalLink.TryCreate(default, null, null, value, null, out _)
            && DigitalLink.TryCreate(default, null, null, null, thirdParty, out _);
        Assert.Equal(fits, all);
    }

    [Theory]
    [InlineData("https://a/01/12312312312334")]
    [InlineData("https://a/01/1231231231233")]
    [InlineData("https://a/01/12312312312333/10/A/10/B")]
    [InlineData("https://a/01/12312312312333/21/A/10/B")]
    [InlineData("https://a/01/12312312312333/235/A/21/B")]
    [InlineData("https://a/01/12312312312333/21/A%23")]
    [InlineData("https://a/01/12312312312333/21/A%0A")]
    [InlineData("https://a/01/12312312312333?21=A")]
    [InlineData("https://a/01/12312312312333/235/A?21=B")]
    [InlineData("https://a@b/01/12312312312333")]
    [InlineData("ftp://a/01/12312312312333")]
    [InlineData("https:///01/12312312312333")]
    [InlineData("https://a%2Eb/01/12312312312333")]
    [InlineData("https://a/01/12312312312333/ARFKk4WW1iLWAA")]
    [InlineData("https://a/ARFKk4WW1iLWAA")]
    [InlineData(null)]
    public void What_the_syntax_does_not_allow_is_refused(string? uri) => Assert.False(DigitalLink.TryParse(uri, out _));

    [Fact]
    public void What_is_written_reads_back_equal()
    {
        const string encodable = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
        var random = new Random(3);
        Assert.True(Gtin.TryParse("12312312312333", out var gtin));
        for (var run = 0; run < 2_000; run++)
        {
            string? Value(int max) => random.Next(3) == 0 ? null : new string(random.GetItems<char>(encodable, random.Next(1, max + 1)));
            var (variant, lot, serial) = (Value(20), Value(20), Value(20));
            var thirdParty = variant is null && lot is null && serial is null ? Value(28) : null;
            Assert.True(DigitalLink.TryCreate(gtin, variant, lot, serial, thirdParty, out var link));
            Assert.True(DigitalLink.TryParse(link.ToUri(), out var read));
            Assert.Equal(link, read);
            Assert.Equal(link.GetHashCode(), read.GetHashCode());
        }
    }

    private static bool FaultIsInOtherAttributes(string uri)
    {
        var parts = uri.Split('?');
        return parts.Length == 2
            && DigitalLink.TryParse(parts[0], out _)
            && !parts[1].Split('&').Select(attribute => attribute.Split('=')[0]).Any(OurKeys.Contains);
    }

    private static string ElementString(DigitalLink link)
    {
        var qualifiers = new[] { ("22", link.Variant), ("10", link.Lot), ("21", link.Serial), ("235", link.ThirdPartySerial) }
            .Where(qualifier => qualifier.Item2 is not null)
            .Select(qualifier => qualifier.Item1 + qualifier.Item2);
        return $"^01{link.Gtin}{string.Join('^', qualifiers)}";
    }

    [GeneratedRegex(@"\((\d+)\)([^(]*)")]
    private static partial Regex Bracketed();
}
