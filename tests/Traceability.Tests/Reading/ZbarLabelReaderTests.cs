using System.Diagnostics;
using System.Text;
using Traceability.Reading;

namespace Traceability.Tests.Reading;

public sealed class ZbarLabelReaderTests : LabelReaderContract
{
    private const string NotInstalled = "libzbar0 is not installed: tests/run installs it.";

    protected override int LeastPhotosRead => 77;

    protected override ILabelReader Reader()
    {
        Assert.SkipUnless(ZbarReader.TryCreate(out var reader), NotInstalled);
        return reader!;
    }

    [Fact]
    public void Everything_zbarimg_reads_is_read()
    {
        var reader = Reader();
        var readByBoth = 0;
        foreach (var photo in QrPhoto.All)
        {
            var theirs = Zbarimg(photo.File);
            if (theirs.Length == 0)
                continue;

            Assert.Contains(theirs, reader.Read(PngPicture.Read(photo.File)));
            readByBoth++;
        }

        Assert.InRange(readByBoth, 1, QrPhoto.All.Count);
    }

    // é as Latin-1 has it; 大米 in Shift-JIS, whose lead bytes Latin-1 gives to control characters; a byte order mark before UTF-8.
    [Theory]
    [InlineData(new byte[] { 0x43, 0x61, 0x66, 0xE9 }, "Café")]
    [InlineData(new byte[] { 0x91, 0xE5, 0x95, 0xC4 }, null)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x41 }, "A")]
    public void What_is_no_utf8_is_latin1_or_not_read(byte[] content, string? text) =>
        Assert.Equal(text is null ? [] : [text], Reader().Read(DrawnPicture.Of(6, [content])));

    private static string Zbarimg(string file)
    {
        Process zbarimg;
        try
        {
            zbarimg = Process.Start(new ProcessStartInfo("zbarimg", ["--raw", "--quiet", "--nodbus", file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("zbarimg is not installed: tests/run installs it.");
            throw;
        }

        using (zbarimg)
        {
            var text = zbarimg.StandardOutput.ReadToEnd();
            zbarimg.WaitForExit();
            return text.EndsWith('\n') ? text[..^1] : text;
        }
    }
}
