using System.Text.RegularExpressions;

namespace Traceability.Architecture.Tests;

public partial class NameTests
{
    [Fact]
    public void No_type_file_or_folder_is_a_drawer()
    {
        var sources = Repository.Files.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(sources);
        Assert.Empty(sources.SelectMany(path => Drawers(path, Repository.Read(path))));
    }

    [Theory]
    [InlineData("src/Codes/CodeHelper.cs", "")]
    [InlineData("src/Utils/Code.cs", "")]
    [InlineData("src/Common/Code.cs", "")]
    [InlineData("src/Codes/Code.cs", "public static class CodeUtil")]
    [InlineData("src/Codes/Code.cs", "internal sealed record ScanDto(int Id);")]
    [InlineData("src/Codes/Code.cs", "public readonly record struct LabelInfo")]
    [InlineData("src/Codes/Code.cs", "public interface ICodeService")]
    [InlineData("src/Codes/Code.cs", "public abstract class EndpointBase<T>")]
    [InlineData("src/Codes/Code.cs", "enum RowData { }")]
    [InlineData("src/Codes/Code.cs", "class Manager { }")]
    public void A_planted_drawer_is_refused(string path, string text) => Assert.NotEmpty(Drawers(path, text));

    [Theory]
    [InlineData("src/Codes/Code.cs", "public sealed class Database { }")]
    [InlineData("src/Codes/Code.cs", "public record Metadata;")]
    [InlineData("src/Codes/Code.cs", "// the class LabelInfo was renamed")]
    public void A_noun_of_the_trade_is_not_refused(string path, string text) => Assert.Empty(Drawers(path, text));

    private static IEnumerable<string> Drawers(string path, string text)
    {
        var names = path.Split('/').Select(part => part.Split('.')[0])
            .Concat(Declared().Matches(SourceText.CodeOf(text)).Select(match => match.Groups[1].Value));
        return names.Where(name => Drawer().IsMatch(name)).Distinct().Select(name => $"{path}: {name}");
    }

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum)\s+(?!struct\b|class\b)(\w+)")]
    private static partial Regex Declared();

    [GeneratedRegex("(?:Helper|Util|Utility|Utilitie|Manager|Service|Common|Base|Data|Info|D[tT][oO])s?$")]
    private static partial Regex Drawer();
}
