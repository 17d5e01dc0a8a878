namespace Traceability.Desk.Access;

/// <summary>Where a browser may be sent after signing in: a page of this door and nowhere else.</summary>
internal static class LocalPath
{
    private const int LengthMax = 200;

    /// <summary>The path as asked for, or the first page. Only what our own addresses are made of passes, so nothing is left that one reader takes for a path and another for a host.</summary>
    public static string Of(string? asked) =>
        asked is ['/', ..] && asked.Length <= LengthMax && !asked.Contains("//", StringComparison.Ordinal) && asked.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_') ? asked : "/";
}
