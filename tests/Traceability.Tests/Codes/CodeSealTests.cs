using System.Text;
using Traceability.Codes;

namespace Traceability.Tests.Codes;

public sealed class CodeSealTests
{
    private const char KeySymbol = '7';

    private static readonly CodeSeal CodeSeal = Vectors.Seal;

    [Fact]
    public void Every_vector_seals_to_its_code_and_opens_again()
    {
        foreach (var row in Vectors.Valid)
        {
            var code = CodeSeal.Seal(row.KeySymbol, row.Batch, row.Serial);
            Assert.Equal(row.Code, code.ToString());
            Assert.Equal(new SealOpening.Opened(row.KeySymbol, row.Batch, row.Serial), CodeSeal.Open(code));
            Assert.Equal(row.Code, Range(row.KeySymbol, row.Batch, row.Serial, 1));
        }
    }

    [Fact]
    public void Thousands_of_random_numbers_seal_as_the_generic_cipher_does()
    {
        var random = new Random(1);
        var secret = Convert.FromHexString(Vectors.Valid.First(row => row.KeySymbol == KeySymbol).Key);
        var reference = new Ff1(secret, 32);
        for (var run = 0; run < 3_000; run++)
        {
            var (batch, serial) = ((uint)random.NextInt64(1L << 32), (uint)random.NextInt64(1L << 32));
            var expected = Vectors.SealByReference(reference, KeySymbol, batch, serial);
            var code = CodeSeal.Seal(KeySymbol, batch, serial);
            Assert.Equal(expected, code.ToString());
            Assert.Equal(expected, Range(KeySymbol, batch, serial, 1));
            Assert.Equal(new SealOpening.Opened(KeySymbol, batch, serial), CodeSeal.Open(code));
        }
    }

    // Around the size of one cipher call, and with serials that carry from the right half into the left.
    [Theory]
    [InlineData(0u, 0)]
    [InlineData(1u, 1)]
    [InlineData(524_287u, 2)]
    [InlineData(1u, 2_047)]
    [InlineData(1u, 2_048)]
    [InlineData(1u, 2_049)]
    [InlineData(523_000u, 7_001)]
    [InlineData(uint.MaxValue, 1)]
    [InlineData(uint.MaxValue, 0)]
    [InlineData(uint.MaxValue - 4_999, 5_000)]
    public void A_range_is_the_codes_of_its_serials_in_order(uint firstSerial, int count)
    {
        var oneByOne = new StringBuilder();
        for (var at = 0; at < count; at++)
            oneByOne.Append(CodeSeal.Seal(KeySymbol, 42, firstSerial + (uint)at));

        Assert.Equal(oneByOne.ToString(), Range(KeySymbol, 42, firstSerial, count));
    }

    [Theory]
    [InlineData(uint.MaxValue, 2, 40)]
    [InlineData(uint.MaxValue - 9, 11, 220)]
    [InlineData(1u, -1, 0)]
    [InlineData(1u, 2, 39)]
    [InlineData(1u, 2, 41)]
    [InlineData(1u, 214_748_365, 4)]
    public void A_range_that_overflows_or_does_not_fit_is_refused_untouched(uint firstSerial, int count, int bytes)
    {
        var ascii = new byte[bytes];
        Assert.ThrowsAny<ArgumentException>(() => CodeSeal.SealRange(KeySymbol, 42, firstSerial, count, ascii));
        Assert.DoesNotContain(ascii, written => written != 0);
    }

    [Theory]
    [InlineData('2')]
    [InlineData('U')]
    [InlineData('z')]
    public void A_key_that_is_not_held_cannot_seal(char keySymbol)
    {
        Assert.Throws<ArgumentException>(() => CodeSeal.Seal(keySymbol, 1, 1));
        Assert.Throws<ArgumentException>(() => CodeSeal.SealRange(keySymbol, 1, 1, 1, new byte[20]));
    }

    [Fact]
    public void A_code_of_a_key_that_is_not_held_was_never_issued()
    {
        var foreign = new CodeSeal(new KeyRing([new SealingKey('2', new byte[32], new KeyState.Sealing())])).Seal('2', 1, 1);
        Assert.IsType<SealOpening.NeverIssued>(CodeSeal.Open(foreign));
    }

    // Neither the held nor the decoy key may open it: symbol 0 under zero bytes is what the decoy itself would seal.
    [Fact]
    public void A_code_sealed_with_the_decoy_was_never_issued()
    {
        var decoy = new CodeSeal(new KeyRing([new SealingKey('0', new byte[32], new KeyState.Sealing())])).Seal('0', 1, 1);
        Assert.IsType<SealOpening.NeverIssued>(CodeSeal.Open(decoy));
    }

    [Fact]
    public void A_code_moved_to_another_key_symbol_was_never_issued()
    {
        var moved = new CodeSeal(new KeyRing([new SealingKey(KeySymbol, new byte[32], new KeyState.Sealing())])).Seal(KeySymbol, 1, 1);
        Assert.IsType<SealOpening.NeverIssued>(CodeSeal.Open(moved));
    }

    [Fact]
    public void Keys_that_may_only_open_keep_the_codes_of_their_batches()
    {
        var since = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var secret = Convert.FromHexString(Vectors.Valid.First(row => row.KeySymbol == KeySymbol).Key);
        var rotated = new CodeSeal(new KeyRing(
        [
            new SealingKey('8', new byte[32], new KeyState.Sealing()),
            new SealingKey(KeySymbol, secret, new KeyState.Compromised(since)),
        ]));
        Assert.Equal(CodeSeal.Seal(KeySymbol, 5, 6), rotated.Seal(KeySymbol, 5, 6));
    }

    [Fact]
    public void Ten_thousand_random_codes_hit_nothing()
    {
        var random = new Random(2);
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var read = 0;
        while (read < 10_000)
        {
            var text = "1" + string.Concat(Enumerable.Range(0, 19).Select(_ => alphabet[random.Next(32)]));
            if (!SourceCode.TryParse(text, out var code))
                continue;
            Assert.IsType<SealOpening.NeverIssued>(CodeSeal.Open(code));
            read++;
        }
    }

    [Fact]
    public void Many_threads_seal_and_open_at_once()
    {
        var expected = Range(KeySymbol, 9, 0, 4_000);
        Parallel.For(0, 4_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, serial =>
        {
            var code = CodeSeal.Seal(KeySymbol, 9, (uint)serial);
            Assert.Equal(expected.Substring(serial * 20, 20), code.ToString());
            Assert.Equal(new SealOpening.Opened(KeySymbol, 9, (uint)serial), CodeSeal.Open(code));
        });
    }

    private static string Range(char keySymbol, uint batch, uint firstSerial, int count)
    {
        var ascii = new byte[count * SourceCode.Length];
        CodeSeal.SealRange(keySymbol, batch, firstSerial, count, ascii);
        return Encoding.ASCII.GetString(ascii);
    }
}
