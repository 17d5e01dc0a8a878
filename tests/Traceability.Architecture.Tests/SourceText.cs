using System.Text.RegularExpressions;

namespace Traceability.Architecture.Tests;

/// <summary>C# read as far as these rules need it.</summary>
internal static partial class SourceText
{
    /// <summary>The source without comments and quoted texts.</summary>
    public static string CodeOf(string source) => CommentOrText().Replace(source, "");

    [GeneratedRegex(@"//.*|/\*[\s\S]*?\*/|'(?:\\.|[^'\\\n])+'|""""""[\s\S]*?""""""|@""(?:[^""]|"""")*""|""(?:\\.|[^""\\\n])*""")]
    private static partial Regex CommentOrText();
}
