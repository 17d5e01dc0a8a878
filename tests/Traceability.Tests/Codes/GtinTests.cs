using System.Globalization;
using Traceability.Codes;

namespace Traceability.Tests.Codes;

public sealed class GtinTests
{
    private sealed record Refused(string In);

    [Fact]
    public void Every_check_digit_vector_is_answered()
    {
        var pass = Vectors.Rows<string>("gs1_digital_link.json", "lintVectors", "csum", "pass");
        var fail = Vectors.Rows<Refused>("gs1_digital_link.json", "lintVectors", "csum", "fail");
        Assert.Equal((5, 9), (pass.Count, fail.Count));
        Assert.All(pass, digits => Assert.True(CheckDigit.Agrees(digits), digits));
        Assert.All(fail, row => Assert.False(CheckDigit.Agrees(row.In), row.In));
    }

    [Theory]
    [InlineData("02345673", "00000002345673")]
    [InlineData("416000336108", "00416000336108")]
    [InlineData("1234567890128", "01234567890128")]
    [InlineData("12345678901231", "12345678901231")]
    [InlineData("00000002345673", "00000002345673")]
    public void Shorter_forms_are_filled_to_fourteen_digits(string text, string normalised)
    {
        Assert.True(Gtin.TryParse(text, out var gtin));
        Assert.Equal(normalised, gtin.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345674")]
    [InlineData("0000000")]
    [InlineData("000000000")]
    [InlineData("0000000000")]
    [InlineData("00000000000")]
    [InlineData("000000000000000")]
    [InlineData("1234567890128 ")]
    [InlineData("-2345673")]
    [InlineData("０２３４５６７３")]
    public void Other_text_is_no_gtin(string? text) => Assert.False(Gtin.TryParse(text, out _));

    [Fact]
    public void One_wrong_digit_anywhere_is_noticed()
    {
        const string right = "12345678901231";
        for (var at = 0; at < right.Length; at++)
        {
            for (var wrong = 0; wrong < 10; wrong++)
            {
                var text = right.Remove(at, 1).Insert(at, wrong.ToString(CultureInfo.InvariantCulture));
                Assert.Equal(text == right, Gtin.TryParse(text, out _));
            }
        }
    }
}
