using System.Text;

namespace Traceability.Stories.Issuing;

/// <summary>Reads CSV as RFC 4180 writes it, by nothing of ours.</summary>
internal static class Rfc4180
{
    public static IEnumerable<string[]> Read(TextReader text)
    {
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var next = text.Read(); next >= 0; next = text.Read())
        {
            var character = (char)next;
            if (quoted && character == '"' && text.Peek() == '"')
                cell.Append((char)text.Read());
            else if (character == '"')
                quoted = !quoted;
            else if (quoted || character is not (',' or '\r' or '\n'))
                cell.Append(character);
            else if (character != '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (character == '\n')
                {
                    yield return [.. row];
                    row.Clear();
                }
            }
        }

        if (row.Count > 0 || cell.Length > 0)
            yield return [.. row, cell.ToString()];
    }
}
