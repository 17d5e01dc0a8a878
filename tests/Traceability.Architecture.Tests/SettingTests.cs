using System.Text.RegularExpressions;

namespace Traceability.Architecture.Tests;

public partial class SettingTests
{
    // The platform reads these.
    private static readonly string[] Platform = ["Logging:"];

    [Fact]
    public void Every_setting_that_a_document_names_is_read_by_the_product()
    {
        var read = Read();
        Assert.Contains("Traceability:PublicUrl", read);
        var documents = Repository.Files.Where(path => path == "README.md" || path.StartsWith("docs/operate", StringComparison.Ordinal) || path == "docs/scale.md").ToList();
        Assert.Contains("docs/operate/Containerfile", documents);
        Assert.Empty(documents.SelectMany(path => Unknown(Repository.Read(path), read).Select(setting => $"{path} → {setting}")));
    }

    [Fact]
    public void Every_setting_that_the_product_reads_stands_in_the_operators_document()
    {
        var told = Named(Repository.Read("docs/operate.md")).ToHashSet();
        Assert.Equal([], Read().Except(told));
    }

    [Theory]
    [InlineData("set `Doors:Public:Url`")]
    [InlineData("--Traceability:DataDir=/data")]
    [InlineData("Environment=Doors__DrainSecond=5")]
    public void A_planted_setting_that_nothing_reads_is_noticed(string text) => Assert.NotEmpty(Unknown(text, Read()));

    private static HashSet<string> Read() =>
        Repository.ProductFiles(".cs").SelectMany(path => Quoted().Matches(Repository.Read(path)).Select(match => match.Groups[1].Value)).ToHashSet();

    private static IEnumerable<string> Unknown(string text, HashSet<string> read) =>
        Named(text).Where(setting => !read.Contains(setting) && !Platform.Any(start => setting.StartsWith(start, StringComparison.Ordinal)));

    // An element of a list stands for its list.
    private static IEnumerable<string> Named(string text) =>
        Name().Matches(text).Select(match => Element().Replace(match.Value.Replace("__", ":", StringComparison.Ordinal), ""));

    [GeneratedRegex(@"""((?:Traceability|Doors|Database|Issuing|Labels|Pages|Telemetry)(?::[A-Z][A-Za-z]+)+)""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:Traceability|Doors|Database|Issuing|Labels|Pages|Telemetry|Logging)(?:(?::|__)[A-Z0-9][A-Za-z0-9]*)+")]
    private static partial Regex Name();

    [GeneratedRegex(@":\d+$")]
    private static partial Regex Element();
}
