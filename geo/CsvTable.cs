using System.Text;

namespace Traceability.Geo;

/// <summary>A CSV file of the pack (RFC 4180, UTF-8) as rows by column name; a row that does not fit its header throws <see cref="InvalidDataException"/>.</summary>
internal static class CsvTable
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string file)
    {
        var rows = Rows(File.ReadAllText(file));
        var header = rows[0];
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Count != header.Count)
                throw new InvalidDataException($"{Path.GetFileName(file)}, row {i + 1}: {rows[i].Count} fields, not {header.Count}.");
            yield return header.Zip(rows[i]).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }

    private static List<List<string>> Rows(string text)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                // A doubled quote inside quotes is one quote: the second one opens again.
                if (!quoted && i > 0 && text[i - 1] == '"')
                    field.Append('"');
                quoted = !quoted;
            }
            else if (quoted || c is not (',' or '\n' or '\r'))
            {
                field.Append(c);
            }
            else if (c != '\r')
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
        }
        if (field.Length + row.Count > 0)
            rows.Add([.. row, field.ToString()]);
        return rows;
    }
}
