using System.Globalization;
using System.Text;
using Traceability.Labels.Ink;

namespace Traceability.Tests.Labels;

/// <summary>One line of TSPL: a command, its parameters as they are written (texts without their quotes), and the bytes of a download.</summary>
internal sealed record TsplCommand(string Name, string[] Parameters, byte[] Download)
{
    public int this[int at] => int.Parse(Parameters[at], NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>Reads TSPL by the grammar of TSC's manual, every byte of it: what is not in the grammar throws.</summary>
internal static class TsplFile
{
    private static readonly Dictionary<string, int> ParametersOf = new()
    {
        ["SIZE"] = 2,
        ["GAP"] = 2,
        ["DIRECTION"] = 1,
        ["REFERENCE"] = 2,
        ["DOWNLOAD"] = 2,
        ["CLS"] = 0,
        ["PUTPCX"] = 3,
        ["QRCODE"] = 8,
        ["TEXT"] = 7,
        ["PRINT"] = 1,
        ["KILL"] = 1,
    };

    public static IReadOnlyList<TsplCommand> Parse(ReadOnlySpan<byte> file)
    {
        var commands = new List<TsplCommand>();
        while (file.Length > 0)
            commands.Add(Next(ref file));
        return commands;
    }

    private static TsplCommand Next(scoped ref ReadOnlySpan<byte> rest)
    {
        var name = Encoding.ASCII.GetString(rest[..rest.IndexOfAny((byte)' ', (byte)'\r')]);
        rest = rest[name.Length..];
        var parameters = new string[ParametersOf[name]];
        for (var at = 0; at < parameters.Length; at++)
        {
            Take(ref rest, at == 0 ? (byte)' ' : (byte)',');
            parameters[at] = rest[0] == '"' ? Quoted(ref rest) : Plain(ref rest);
        }

        byte[] download = [];
        if (name == "DOWNLOAD")
        {
            Take(ref rest, (byte)',');
            var length = int.Parse(parameters[1], NumberStyles.None, CultureInfo.InvariantCulture);
            download = rest[..length].ToArray();
            rest = rest[length..];
        }

        Take(ref rest, (byte)'\r');
        Take(ref rest, (byte)'\n');
        return new TsplCommand(name, parameters, download);
    }

    private static string Plain(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny((byte)',', (byte)'\r', (byte)'\n');
        var plain = Encoding.ASCII.GetString(rest[..end]);
        Assert.Matches("^[A-Z0-9]+([.][0-9]+)?( mm)?$", plain);
        rest = rest[end..];
        return plain;
    }

    // The manual writes a quotation mark within a text as \["]: our addresses and codes have neither, so a backslash is a fault here.
    private static string Quoted(scoped ref ReadOnlySpan<byte> rest)
    {
        Take(ref rest, (byte)'"');
        var end = rest.IndexOf((byte)'"');
        var text = rest[..end];
        Assert.DoesNotContain(text.ToArray(), letter => letter is < (byte)' ' or > (byte)'~' or (byte)'\\' or (byte)'~');
        rest = rest[(end + 1)..];
        return Encoding.ASCII.GetString(text);
    }

    private static void Take(scoped ref ReadOnlySpan<byte> rest, byte expected)
    {
        Assert.Equal((char)expected, (char)rest[0]);
        rest = rest[1..];
    }

    /// <summary>The dots of a PCX file with one plane of one bit, by ZSoft's description: colour 0 is black.</summary>
    public static Bitmap Pcx(ReadOnlySpan<byte> file)
    {
        // Maker, version with palette, run lengths, one bit; from 0, 0; black and white; one plane.
        Assert.Equal([10, 5, 1, 1, 0, 0, 0, 0], file[..8].ToArray());
        Assert.Equal([0, 0, 0, 255, 255, 255], file[16..22].ToArray());
        Assert.Equal(1, file[65]);
        var (picture, bytesPerRow) = (new Bitmap(1 + file[8] + (256 * file[9]), 1 + file[10] + (256 * file[11])), file[66] + (256 * file[67]));
        Assert.Equal(0, bytesPerRow % 2);
        var dots = new List<byte>();
        for (var at = 128; at < file.Length; at++)
        {
            var run = file[at] >= 0xC0 ? file[at++] & 0x3F : 1;
            dots.AddRange(Enumerable.Repeat(file[at], run));
            // A run never crosses the end of a row.
            Assert.True(dots.Count % bytesPerRow == 0 || (dots.Count - run) / bytesPerRow == dots.Count / bytesPerRow);
        }

        Assert.Equal(bytesPerRow * picture.Height, dots.Count);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                if ((dots[(y * bytesPerRow) + (x / 8)] & (0x80 >> (x % 8))) == 0)
                    picture.FillBox(x, y, 1, 1);
            }
        }

        return picture;
    }
}
