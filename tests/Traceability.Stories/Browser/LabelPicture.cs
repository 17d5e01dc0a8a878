using System.Text;

namespace Traceability.Stories.Browser;

/// <summary>A printed label as a camera sees it: the PDF of the desk, drawn by a program that is none of ours.</summary>
internal static class LabelPicture
{
    private const int Width = 1280, Height = 720;

    /// <summary>Draws the first label of a PDF, and answers with the files of a picture and of a film that shows it.</summary>
    public static async Task<(string Picture, string Film)> Of(byte[] pdf, string directory)
    {
        var (file, drawn, film) = (Path.Combine(directory, "label.pdf"), Path.Combine(directory, "label"), Path.Combine(directory, "label.y4m"));
        await File.WriteAllBytesAsync(file, pdf);
        await ForeignDecoder.Run("pdftoppm", "-r", "300", "-f", "1", "-l", "1", "-singlefile", "-png", file, drawn);
        await ForeignDecoder.Run("pdftoppm", "-r", "300", "-f", "1", "-l", "1", "-singlefile", "-gray", file, drawn);
        await File.WriteAllBytesAsync(film, FilmOf(await File.ReadAllBytesAsync(drawn + ".pgm")));
        return (drawn + ".png", film);
    }

    // The picture in the middle of a white frame, twice, without colour.
    private static byte[] FilmOf(byte[] pgm)
    {
        // P5, width and height, greatest value: three lines, then a byte for each dot.
        var lines = Encoding.Latin1.GetString(pgm).Split('\n', 4);
        var (width, height) = (int.Parse(lines[1].Split(' ')[0]), int.Parse(lines[1].Split(' ')[1]));
        var dots = pgm.AsSpan(pgm.Length - (width * height));
        var frame = new byte[Width * Height * 3 / 2];
        Array.Fill(frame, (byte)255, 0, Width * Height);
        Array.Fill(frame, (byte)128, Width * Height, Width * Height / 2);
        for (var row = 0; row < height; row++)
            dots.Slice(row * width, width).CopyTo(frame.AsSpan(((row + ((Height - height) / 2)) * Width) + ((Width - width) / 2)));
        return [.. "YUV4MPEG2 W1280 H720 F5:1 Ip A1:1 C420jpeg\n"u8, .. "FRAME\n"u8, .. frame, .. "FRAME\n"u8, .. frame];
    }
}
