using System.Text;
using QRCoder;
using Traceability.Labels.Qr;

namespace Traceability.Tests.Labels;

/// <summary>QRCoder is the reference: what the template draws is compared with it module by module.</summary>
public class QrTemplateTests
{
    private const string UpperCase = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string LowerCase = "0123456789abcdefghjkmnpqrstvwxyz";

    // Prefixes of even and odd length, with and without GTIN, in capitals (alphanumeric mode) and not (bytes), from the shortest to a long host.
    public static TheoryData<string, QrLevel, string, int> Runs() => new()
    {
        { "A/", QrLevel.M, UpperCase, 2 },
        { "AB/", QrLevel.Q, UpperCase, 2 },
        { "HTTPS://ZY.EXAMPLE.CN/", QrLevel.M, UpperCase, 3 },
        { "HTTP://127.0.0.1:8080/", QrLevel.Q, UpperCase, 3 },
        { "HTTPS://ZHIYUAN.EXAMPLE.ORG/", QrLevel.Q, UpperCase, 4 },
        { "HTTPS://ZY.EXAMPLE.CN/01/06900000000014/21/", QrLevel.M, UpperCase, 4 },
        { "HTTPS://ZHIYUAN.EXAMPLE.ORG/01/06912345678901/21/", QrLevel.Q, UpperCase, 5 },
        { "HTTPS://ZHIYUAN-ORIGIN.GEOGRAPHICAL-INDICATIONS.EXAMPLE.ORG/01/06912345678901/21/", QrLevel.M, UpperCase, 5 },
        { "HTTPS://ZHIYUAN-ORIGIN.GEOGRAPHICAL-INDICATIONS.EXAMPLE.ORG/01/06912345678901/21/", QrLevel.Q, UpperCase, 6 },
        { "https://zy.example.cn/", QrLevel.M, UpperCase, 3 },
        { "x:", QrLevel.M, LowerCase, 2 },
        { "https://zy.example.cn/", QrLevel.M, LowerCase, 3 },
        { "https://zy.example.cn/", QrLevel.Q, LowerCase, 4 },
        { "https://zhiyuan.example.org/lookup/", QrLevel.Q, LowerCase, 5 },
        { "https://zhiyuan-origin.example.org/look/up/", QrLevel.Q, LowerCase, 6 },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Seven_hundred_random_codes_are_drawn_as_QRCoder_draws_them(string prefix, QrLevel level, string alphabet, int version)
    {
        var template = QrTemplate.For(prefix, level, alphabet)!;
        Assert.Equal(version, template.Version);

        var random = new Random(2026);
        Span<ulong> rows = stackalloc ulong[template.Modules];
        for (var number = 0; number < 700; number++)
        {
            var code = new string(random.GetItems<char>(alphabet, 20));
            var reference = Reference(prefix + code, level, version);
            Assert.Equal(reference.Mask, template.Draw(Encoding.ASCII.GetBytes(code), reference.Mask, rows));
            Assert.Equal(reference.Rows, Pictured(rows));
        }
    }

    // From thirteen digits on QRCoder cuts a numeric segment (from six in byte mode): other bits, perhaps a smaller version.
    [Theory]
    [InlineData("ABCDEFGH012345678901", false)]
    [InlineData("ABCDEFG0123456789012", true)]
    [InlineData("01234567890123456789", true)]
    [InlineData("0123456789012ABCDEFG", true)]
    [InlineData("012345678901A2345678", false)]
    public void A_long_run_of_digits_is_drawn_by_QRCoder_itself_in_the_version_of_its_neighbours(string code, bool isCut)
    {
        foreach (var prefix in (string[])["HTTPS://ZY.EXAMPLE.CN/", "HTTPS://ZY.EXAMPLE.CN/01/06900000000014/21/"])
        {
            var template = QrTemplate.For(prefix, QrLevel.M)!;
            var reference = Reference(prefix + code, QrLevel.M, template.Version);
            var rows = new ulong[template.Modules];

            var other = (reference.Mask + 1) % QrTemplate.Masks;
            Assert.Equal(isCut ? reference.Mask : other, template.Draw(Encoding.ASCII.GetBytes(code), other, rows));
            template.Draw(Encoding.ASCII.GetBytes(code), reference.Mask, rows);
            Assert.Equal(reference.Rows, Pictured(rows));
        }
    }

    [Fact]
    public void The_best_mask_is_the_first_with_the_least_penalty_of_the_standard()
    {
        var random = new Random(7);
        foreach (var (prefix, level) in ((string, QrLevel)[])[("HTTPS://ZY.EXAMPLE.CN/", QrLevel.M), ("HTTPS://ZHIYUAN.EXAMPLE.ORG/01/06912345678901/21/", QrLevel.Q)])
        {
            var template = QrTemplate.For(prefix, level)!;
            var rows = new ulong[template.Modules];
            var best = new ulong[template.Modules];
            for (var number = 0; number < 150; number++)
            {
                var code = Encoding.ASCII.GetBytes(random.GetItems<char>(UpperCase, 20));
                var penalties = new List<int>();
                for (var mask = 0; mask < QrTemplate.Masks; mask++)
                {
                    template.Draw(code, mask, rows);
                    penalties.Add(QrPenalty.Of(rows));
                    Assert.Equal(PlainPenalty(Pictured(rows)), penalties[^1]);
                }

                var chosen = template.DrawBest(code, best);
                Assert.Equal(penalties.IndexOf(penalties.Min()), chosen);
                template.Draw(code, chosen, rows);
                Assert.Equal(rows, best);
            }
        }
    }

    [Fact]
    public void A_prefix_that_no_small_symbol_holds_has_no_template() =>
        Assert.Null(QrTemplate.For("HTTPS://" + new string('A', 400) + "/", QrLevel.M));

    [Theory]
    [InlineData("")]
    [InlineData("HTTPS://主机/")]
    [InlineData("HTTPS://HOST /")]
    [InlineData("HTTPS://HOST/\r\n")]
    public void A_prefix_that_is_no_ASCII_address_is_a_broken_invariant(string prefix) =>
        Assert.Throws<ArgumentException>(() => QrTemplate.For(prefix, QrLevel.M));

    private static (List<string> Rows, int Mask) Reference(string text, QrLevel level, int version)
    {
        using var drawn = QRCodeGenerator.GenerateQrCode(text, level == QrLevel.M ? QRCodeGenerator.ECCLevel.M : QRCodeGenerator.ECCLevel.Q, requestedVersion: version);
        Assert.Equal(version, drawn.Version);
        var modules = drawn.ModuleMatrix.Count - 8;
        var rows = Enumerable.Range(0, modules).Select(y => string.Concat(Enumerable.Range(0, modules).Select(x => drawn.ModuleMatrix[y + 4][x + 4] ? '#' : '.'))).ToList();
        // The second copy of the format information, up along column 8 from the bottom: the template reads the first.
        var mask = Enumerable.Range(0, 3).Aggregate(0, (bits, at) => (bits << 1) | (rows[modules - 3 - at][8] == '#' ? 1 : 0)) ^ 0b101;
        return (rows, mask);
    }

    private static List<string> Pictured(ReadOnlySpan<ulong> rows)
    {
        var (pictured, side) = (new List<string>(), rows.Length);
        foreach (var row in rows)
            pictured.Add(string.Concat(Enumerable.Range(0, side).Select(x => (row >> (63 - x) & 1) != 0 ? '#' : '.')));
        return pictured;
    }

    // The four rules of §7.8.3.1 as they are worded, one module at a time.
    private static int PlainPenalty(List<string> rows)
    {
        var side = rows.Count;
        var columns = Enumerable.Range(0, side).Select(x => string.Concat(rows.Select(row => row[x]))).ToList();
        var penalty = 0;
        foreach (var line in rows.Concat(columns))
        {
            for (int start = 0, end; start < side; start = end)
            {
                for (end = start; end < side && line[end] == line[start]; end++)
                {
                }

                if (end - start >= 5)
                    penalty += 3 + (end - start - 5);
            }

            for (var at = 0; at + 11 <= side; at++)
            {
                if (line.Substring(at, 11) is "#.###.#...." or "....#.###.#")
                    penalty += 40;
            }
        }

        for (var y = 1; y < side; y++)
        {
            for (var x = 1; x < side; x++)
            {
                if (rows[y][x] == rows[y][x - 1] && rows[y][x] == rows[y - 1][x] && rows[y][x] == rows[y - 1][x - 1])
                    penalty += 3;
            }
        }

        var percent = 100.0 * rows.Sum(row => row.Count(module => module == '#')) / (side * side);
        return penalty + (10 * (int)(Math.Abs(percent - 50) / 5));
    }
}
