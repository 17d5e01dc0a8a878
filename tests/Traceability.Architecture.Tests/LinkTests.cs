using System.Text.RegularExpressions;

namespace Traceability.Architecture.Tests;

public partial class LinkTests
{
    [Fact]
    public void Every_link_inside_the_documents_leads_somewhere()
    {
        var documents = Repository.Files.Where(path => path == "README.md" || (path.StartsWith("docs/", StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.Ordinal))).ToList();
        Assert.Contains("README.md", documents);
        Assert.Empty(documents.SelectMany(path => Broken(path, Repository.Read(path))));
    }

    [Theory]
    [InlineData("README.md", "[the glossary](docs/GLOSSARIES.md)")]
    [InlineData("docs/decisions/0001-x.md", "![page](GLOSSARY.md)")]
    [InlineData("docs/x.md", "<img src=\"page.png\">")]
    public void A_planted_link_into_nothing_is_noticed(string path, string text) => Assert.NotEmpty(Broken(path, text));

    [Theory]
    [InlineData("README.md", "[the glossary](docs/GLOSSARY.md#nouns) and [its folder](docs)")]
    [InlineData("docs/decisions/0001-x.md", "[glossary](../GLOSSARY.md \"title\"), [above](#above), [web](https://www.rfc-editor.org/rfc/rfc4180)")]
    public void Links_that_lead_somewhere_pass(string path, string text) => Assert.Empty(Broken(path, text));

    private static IEnumerable<string> Broken(string path, string text) =>
        from link in Link().Matches(text).Select(match => match.Groups[1].Value)
        where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#') && !link.StartsWith("mailto:", StringComparison.Ordinal)
        let target = Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, Uri.UnescapeDataString(link.Split('#')[0]))
        where !Path.Exists(target)
        select $"{path} → {link}";

    [GeneratedRegex(@"(?:\]\(|(?:src|href)="")([^)\s""]+)")]
    private static partial Regex Link();
}
