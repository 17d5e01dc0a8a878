using System.Text;

namespace Traceability.Codes;

/// <summary>Values in the path of a GS1 Digital Link URI (URI Syntax 1.6; RFC 3986 §2.1). A plus sign there is a plus sign.</summary>
public static class PercentEscape
{
    private const int EscapeLength = 3;

    /// <summary>Everything but letters, digits and <c>-._~</c> as upper-case escapes.</summary>
    public static string Encode(string value) => Uri.EscapeDataString(value);

    /// <summary>Each escape as the one character 0-255 of its byte; a percent sign without two hexadecimal digits stays as it stands.</summary>
    public static string Decode(string path)
    {
        var value = new StringBuilder(path.Length);
        for (var at = 0; at < path.Length; at++)
        {
            var isEscape = path[at] == '%' && at + EscapeLength <= path.Length
                && char.IsAsciiHexDigit(path[at + 1]) && char.IsAsciiHexDigit(path[at + 2]);
            value.Append(isEscape ? (char)Convert.ToByte(path.Substring(at + 1, 2), 16) : path[at]);
            at += isEscape ? EscapeLength - 1 : 0;
        }

        return value.ToString();
    }
}
