using Traceability.Codes;

namespace Traceability.Tests.Codes;

public sealed class Ff1Tests
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    private sealed record Sample(int Radix, string KeyHex, string TweakHex, string Plaintext, string Ciphertext);

    [Fact]
    public void All_nine_samples_of_the_standard_agree_both_ways()
    {
        var samples = Vectors.Rows<Sample>("nist_sp800_38g.json", "ff1");
        Assert.Equal(9, samples.Count);
        foreach (var sample in samples)
        {
            var ff1 = new Ff1(Convert.FromHexString(sample.KeyHex), sample.Radix);
            var tweak = Convert.FromHexString(sample.TweakHex);
            Assert.Equal(Numerals(sample.Ciphertext), ff1.Encrypt(Numerals(sample.Plaintext), tweak));
            Assert.Equal(Numerals(sample.Plaintext), ff1.Decrypt(Numerals(sample.Ciphertext), tweak));
        }
    }

    [Theory]
    [InlineData(2, 20)]
    [InlineData(2, 191)]
    [InlineData(10, 6)]
    [InlineData(17, 33)]
    [InlineData(36, 36)]
    public void Decrypting_undoes_encrypting(int radix, int length)
    {
        var random = new Random(radix * length);
        var ff1 = new Ff1(new byte[16], radix);
        for (var run = 0; run < 50; run++)
        {
            var numerals = Enumerable.Range(0, length).Select(_ => random.Next(radix)).ToArray();
            var tweak = new byte[run];
            Assert.Equal(numerals, ff1.Decrypt(ff1.Encrypt(numerals, tweak), tweak));
        }
    }

    // 96 bits in a half still come from one AES block; 97 would need the expansion that is left out.
    [Theory]
    [InlineData(1, 10)]
    [InlineData(37, 10)]
    [InlineData(10, 5)]
    [InlineData(2, 19)]
    [InlineData(2, 193)]
    public void A_shape_that_the_standard_or_this_reference_does_not_cover_is_refused(int radix, int length) =>
        Assert.ThrowsAny<ArgumentException>(() => new Ff1(new byte[16], radix).Encrypt(new int[length], []));

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void A_numeral_outside_the_radix_is_refused(int numeral) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Ff1(new byte[16], 10).Encrypt([1, 2, 3, 4, 5, numeral], []));

    private static int[] Numerals(string text) => [.. text.Select(digit => Digits.IndexOf(digit))];
}
