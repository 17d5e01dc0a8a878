using System.Text.RegularExpressions;

namespace Traceability.Architecture.Tests;

public partial class GlossaryTests
{
    private const int Synonyms = 4;
    private const int InCode = 5;

    private static readonly List<string> Sources =
        Repository.ProductFiles(".cs").Select(path => SourceText.CodeOf(Repository.Read(path))).ToList();

    [Fact]
    public void Every_noun_stands_in_the_code_under_the_name_given()
    {
        var nouns = Nouns().ToList();
        Assert.InRange(nouns.Count, 40, 100);
        Assert.All(nouns, noun => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", noun[2]));
        var unknown = nouns.SelectMany(noun => Names(noun[InCode])).Where(name => !IsInCode(name)).ToList();
        Assert.Empty(unknown);
    }

    [Fact]
    public void No_type_is_named_by_a_synonym_to_avoid()
    {
        var synonyms = Nouns().SelectMany(noun => Names(noun[Synonyms])).ToList();
        Assert.NotEmpty(synonyms);
        var avoided = Types().SelectMany(type => synonyms.Where(synonym => IsWordOf(type, synonym))).ToList();
        Assert.Empty(avoided);
    }

    [Theory]
    [InlineData("SourceCode", true)]
    [InlineData("Verdict.Suspicious", true)]
    [InlineData("Verdict.Fake", false)]
    [InlineData("TraceCodes", false)]
    public void A_name_that_is_not_in_the_code_is_noticed(string name, bool isThere) => Assert.Equal(isThere, IsInCode(name));

    [Theory]
    [InlineData("QuotaBook", "Quota", true)]
    [InlineData("LotQuota", "Quota", true)]
    [InlineData("Stage", "Tag", false)]
    [InlineData("Tagged", "Tag", false)]
    public void A_synonym_counts_as_a_whole_word_of_a_name(string type, string synonym, bool isRefused) =>
        Assert.Equal(isRefused, IsWordOf(type, synonym));

    private static IEnumerable<string[]> Nouns() =>
        Repository.Read("docs/GLOSSARY.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells[2].Length > 0);

    private static IEnumerable<string> Names(string cell) => InBackticks().Matches(cell).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Types() =>
        Sources.SelectMany(code => Declared().Matches(code).Select(match => match.Groups[1].Value));

    private static bool IsInCode(string name)
    {
        var parts = name.Split('.');
        return Sources.Any(code => Declared().Matches(code).Any(match => match.Groups[1].Value == parts[0])
            && parts.All(part => Regex.IsMatch(code, $@"\b{part}\b")));
    }

    private static bool IsWordOf(string type, string synonym) => Regex.IsMatch(type, $"{synonym}(?![a-z])");

    [GeneratedRegex("`(\\w+(?:\\.\\w+)?)`")]
    private static partial Regex InBackticks();

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum)\s+(?!struct\b|class\b)(\w+)")]
    private static partial Regex Declared();
}
