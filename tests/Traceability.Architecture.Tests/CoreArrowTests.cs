using System.Text.RegularExpressions;

namespace Traceability.Architecture.Tests;

public partial class CoreArrowTests
{
    private const string Core = "src/Traceability/";

    private static readonly string[] NotInTheCore =
    [
        "async", "await", "Task", "ValueTask", "Thread", "Random", "RandomNumberGenerator", "TimeProvider", "Stopwatch", "Environment", "Console", "File",
        "Directory", "FileStream", "HttpClient", "Socket", "Process", "ILogger", "DateTime",
    ];

    [Fact]
    public void Every_feature_mentions_only_the_features_on_its_right()
    {
        var files = Repository.ProductFiles(".cs").Where(path => path.StartsWith(Core, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(path => Violations(path[Core.Length..], Repository.Read(path))));
    }

    [Theory]
    [InlineData("Codes/Planted.cs", "using Traceability.Scans;")]
    [InlineData("Codes/Planted.cs", "global using Traceability.Rights;")]
    [InlineData("Codes/Planted.cs", "using static Traceability.Rights.Term;")]
    [InlineData("Codes/Planted.cs", "using Term = Traceability.Rights.Term;")]
    [InlineData("Rights/Planted.cs", "var product = new Products.Product();")]
    [InlineData("Rights/Planted.cs", "Traceability.Issuing.Season season = default;")]
    [InlineData("Scans/Planted.cs", "Parties.Uscc holder = default;")]
    [InlineData("Issuing/Deep/Planted.cs", "using Traceability.Cases;")]
    [InlineData("Origins/Planted.cs", "await Task.Delay(1);")]
    [InlineData("Origins/Planted.cs", "var bytes = File.ReadAllBytes(path);")]
    [InlineData("Parties/Planted.cs", "var die = new Random();")]
    [InlineData("Parties/Planted.cs", "var now = DateTime.UtcNow;")]
    [InlineData("Planted.cs", "")]
    [InlineData("Stowaway/Planted.cs", "")]
    public void A_planted_mention_is_refused(string path, string line) =>
        Assert.NotEmpty(Violations(path, $"{line}\nnamespace Traceability.{path.Split('/')[0]};\n"));

    [Fact]
    public void A_file_whose_namespace_is_not_its_folder_is_refused() =>
        Assert.NotEmpty(Violations("Codes/Planted.cs", "namespace Traceability.Rights;\n"));

    [Theory]
    [InlineData("Issuing/Planted.cs", "using Traceability.Rights;")]
    [InlineData("Cases/Planted.cs", "using Traceability.Ledger;")]
    [InlineData("Codes/Planted.cs", "// A right is judged in Rights.InForceRule, never here.")]
    [InlineData("Codes/Planted.cs", "var first = batch.Rights.First();")]
    [InlineData("Codes/Planted.cs", "const string Address = \"https://Rights.Example\";")]
    public void A_mention_of_the_table_a_comment_and_a_member_are_not_refused(string path, string line) =>
        Assert.Empty(Violations(path, $"{line}\nnamespace Traceability.{path.Split('/')[0]};\n"));

    private static IEnumerable<string> Violations(string path, string text)
    {
        // Two nouns belong to no feature: what is said to people, in both languages, and who says it. They may know none of them.
        var feature = path is "PlainWords.cs" or "Imprint.cs" ? "" : path.Split('/')[0];
        string[]? allowed = [];
        if (feature.Length > 0 && !ArrowTable.Features.TryGetValue(feature, out allowed))
            return [$"{path} stands in no feature of the core"];

        var code = SourceText.CodeOf(text);
        var elsewhere = Namespace().Matches(code).Select(match => match.Groups[1].Value).Where(name => name != feature);
        var mentioned = Mention().Matches(code).Select(match => match.Groups["feature"].Value)
            .Where(name => name != feature && ArrowTable.Features.ContainsKey(name) && !allowed.Contains(name));
        var impure = Word().Matches(code).Select(match => match.Value).Where(NotInTheCore.Contains);
        return elsewhere.Concat(mentioned).Concat(impure).Distinct().Select(found => $"{path} → {found}");
    }

    [GeneratedRegex(@"namespace\s+Traceability\.?(\w*)")]
    private static partial Regex Namespace();

    // In a namespace below Traceability a bare "Rights.Term" resolves too: only a dot in front makes it a member.
    [GeneratedRegex(@"(?<![\w.])(?:Traceability\.(?<feature>\w+)|(?<feature>\w+)(?=\.))")]
    private static partial Regex Mention();

    [GeneratedRegex(@"(?<![\w.])\w+(?!\w)")]
    private static partial Regex Word();
}
