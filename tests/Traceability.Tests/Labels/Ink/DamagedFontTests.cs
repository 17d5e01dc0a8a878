using System.Text;

namespace Traceability.Tests.Labels.Ink;

/// <summary>Whatever happened to a font file, it is read or refused: no other exception, no endless loop.</summary>
public class DamagedFontTests
{
    // Ten seconds on an idle machine; this one may be shared.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    private static readonly byte[] Composed = TestFont.File(TestFont.Glyf(
        TestFont.Points([(0, 0, true), (30, 60, false), (90, 60, false), (90, 0, true)]),
        new BigEndian().U16(0xFFFF, 0, 0, 0, 0).U16(0x2B, 1).U16(5, 6, 0x2000).U16(0x0, 1).U8(1, 2).ToArray()));

    private static readonly byte[] Keyed = TestFont.Collection(new Dictionary<string, byte[]>(TestFont.Cff(
        new TestCff
        {
            CharStrings = ["1 2 hstemhm 3 4 hintmask #80 0 hmoveto 1 2 3 4 5 hvcurveto endchar", "-107 callsubr -107 callgsubr"],
            Locals = ["0 hmoveto 1 2 3 4 5 6 7 8 9 hflex1 return"],
            Globals = ["0.5 hlineto endchar"],
            Select = [3, 0, 2, 0, 0, 0, 0, 2, 1, 0, 3],
        }.Table(),
        glyphs: 2))
    { ["name"] = TestFont.Name("Test SC") });

    public static TheoryData<string, byte[]> Sound => new() { { "glyf", Composed }, { "CFF", Keyed } };

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task A_file_cut_off_anywhere_is_refused_or_read(string kind, byte[] file)
    {
        Assert.True(Reads(file), kind);
        var refused = await Task.Run(() => Enumerable.Range(0, file.Length).Count(length => !Reads(file[..length]))).WaitAsync(Soon);
        Assert.InRange(refused, file.Length * 3 / 4, file.Length);
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task A_file_with_any_bit_turned_is_refused_or_read(string kind, byte[] file)
    {
        var refused = await Task.Run(() => Enumerable.Range(0, 8 * file.Length).Count(bit =>
        {
            var turned = (byte[])file.Clone();
            turned[bit / 8] ^= (byte)(1 << bit % 8);
            return !Reads(turned);
        })).WaitAsync(Soon);
        Assert.True(refused > 100, kind);
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task A_file_with_bytes_thrown_about_is_refused_or_read(string kind, byte[] file)
    {
        var random = new Random(2026);
        var refused = await Task.Run(() => Enumerable.Range(0, 3_000).Count(_ =>
        {
            var altered = (byte[])file.Clone();
            for (var i = random.Next(1, 8); i > 0; i--)
                altered[random.Next(altered.Length)] = (byte)random.Next(256);

            return !Reads(altered);
        })).WaitAsync(Soon);
        Assert.True(refused > 1_000, kind);
    }

    [Theory]
    [InlineData(RealFonts.Droid)]
    [InlineData(RealFonts.DejaVu)]
    [InlineData(RealFonts.Noto)]
    public async Task A_real_font_cut_off_or_altered_is_refused_or_read(string path)
    {
        ForeignTools.SkipWithoutFile(path);
        var (file, random) = (await File.ReadAllBytesAsync(path), new Random(2026));
        var refused = await Task.Run(() => Enumerable.Range(0, 6).Count(round =>
        {
            var altered = (byte[])file.Clone();
            for (var i = 0; i < altered.Length / 200; i++)
                altered[random.Next(2_000, altered.Length)] = (byte)random.Next(256);

            return !Reads(round % 2 == 0 ? altered : file[..random.Next(file.Length)]);
        })).WaitAsync(Soon);
        Assert.InRange(refused, 3, 6);
    }

    // Every character that a label is likely to ask for; the first refusal is enough.
    private static bool Reads(byte[] file)
    {
        try
        {
            var font = TestFont.Open(file);
            for (var code = 1; code <= 0x3000; code++)
                font.Find(new Rune(code));

            for (var code = 0x4E00; code <= 0x4FFF; code++)
                font.Find(new Rune(code));

            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
