using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Traceability.Tests.Reading;

/// <summary>A photo of <c>tests/photos/qr</c> and the text that stands in it.</summary>
internal sealed partial record QrPhoto(string File, string Sha256, string Text)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "photos", "qr");

    public static IReadOnlyList<QrPhoto> All { get; } =
        [.. Row().Matches(System.IO.File.ReadAllText(Path.Combine(Folder, "expected.csv"))).Select(Of)];

    public string Name => Path.GetFileName(File);

    public bool IsUnchanged => Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(File))) == Sha256;

    private static QrPhoto Of(Match row)
    {
        var quoted = row.Groups["quoted"];
        var text = quoted.Success ? quoted.Value.Replace("\"\"", "\"") : row.Groups["plain"].Value;
        return new QrPhoto(Path.Combine(Folder, row.Groups["file"].Value), row.Groups["sha"].Value, text);
    }

    [GeneratedRegex("""^(?<file>[\w-]+\.png),[\w-]+,\d+,(?<sha>\w{64}),utf-8,(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^,"\n]*)),""", RegexOptions.Multiline)]
    private static partial Regex Row();
}
