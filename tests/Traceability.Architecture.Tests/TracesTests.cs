using System.Text.RegularExpressions;

namespace Traceability.Architecture.Tests;

/// <summary>A clone works anywhere: no file names a package feed or the machine it was written on. (The patterns never match themselves.)</summary>
public partial class TracesTests
{
    private static readonly string[] Binary = [".png", ".jpg", ".webp", ".ttf", ".woff2", ".wasm", ".zip", ".gz", ".bin"];

    [Fact]
    public void No_file_names_a_package_feed_or_a_machine()
    {
        var texts = Repository.Files.Where(path => !Binary.Contains(Path.GetExtension(path))).ToList();
        Assert.NotEmpty(texts);
        Assert.Empty(texts.SelectMany(path => Traces(path, Repository.Read(path))));
    }

    [Theory]
    [InlineData("https://packages.example/nuget/v3", "/index.json")]
    [InlineData("\"resolved\": \"ht", "tps://packages.example/leaflet.tgz\"")]
    [InlineData("regist", "ry=https://packages.example/npm/")]
    [InlineData("//packages.example/:_auth", "Token=secret")]
    [InlineData("\"/ro", "ot/traceability\"")]
    [InlineData("file:///ho", "me/somebody/project")]
    [InlineData("C:\\Us", "ers\\somebody")]
    [InlineData("cd /wo", "rk/main")]
    [InlineData("at /tmp/w", "t/house")]
    public void A_planted_trace_is_refused(string first, string second) => Assert.NotEmpty(Traces("planted", first + second));

    [Theory]
    [InlineData("https://www.example.org/work/plan")]
    [InlineData("docs/home/index.md")]
    [InlineData("the /home page")]
    public void An_ordinary_address_is_not_refused(string text) => Assert.Empty(Traces("ordinary", text));

    private static IEnumerable<string> Traces(string path, string text) =>
        Trace().Matches(text).Select(match => $"{path}: {match.Value}");

    [GeneratedRegex(@"/v3/index[.]json|""resolved"":\s*""http|\bregistr[y]\s*=|_auth[T]oken|(?<![\w.])/root[/]|(?<![\w.])/home[/]\w|/Users[/]\w|C:\\Users[\\]|(?<![\w.])/work[/]|/tmp/[w]t\b")]
    private static partial Regex Trace();
}
