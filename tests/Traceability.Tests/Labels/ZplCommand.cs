using System.Globalization;
using System.Text;

namespace Traceability.Tests.Labels;

/// <summary>A command as a ZPL II printer takes it from a stream: a caret or tilde, two characters, and all up to the next caret or tilde.</summary>
internal sealed record ZplCommand(string Name, string Parameters)
{
    public int this[int at] => int.Parse(Parameters.Split(',')[at], CultureInfo.InvariantCulture);

    public static IReadOnlyList<ZplCommand> Parse(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var starts = Enumerable.Range(0, text.Length).Where(at => text[at] is '^' or '~').Append(text.Length).ToList();
        Assert.Equal(0, starts[0]);
        return [.. starts.Zip(starts.Skip(1), (from, to) => new ZplCommand(text.Substring(from, 3), text[(from + 3)..to].TrimEnd('\n')))];
    }

    /// <summary>The rows of <c>~DG</c> data as hexadecimal digits, by the manual's rules for run lengths, filled rows and repeated rows.</summary>
    public static IReadOnlyList<string> Rows(string data, int bytesPerRow)
    {
        var (rows, row, run) = (new List<string>(), new StringBuilder(), 0);
        foreach (var letter in data)
        {
            switch (letter)
            {
                case >= 'G' and <= 'Y':
                    run += letter - 'G' + 1;
                    continue;
                case >= 'g' and <= 'z':
                    run += 20 * (letter - 'g' + 1);
                    continue;
                case ',' or '!':
                    row.Append(letter == ',' ? '0' : 'F', (2 * bytesPerRow) - row.Length);
                    break;
                case ':':
                    Assert.Equal(0, row.Length);
                    row.Append(rows[^1]);
                    break;
                default:
                    Assert.Contains(letter, "0123456789ABCDEF");
                    row.Append(letter, int.Max(run, 1));
                    break;
            }

            run = 0;
            Assert.InRange(row.Length, 1, 2 * bytesPerRow);
            if (row.Length < 2 * bytesPerRow)
                continue;
            rows.Add(row.ToString());
            row.Clear();
        }

        Assert.Equal((0, 0), (row.Length, run));
        return rows;
    }
}
