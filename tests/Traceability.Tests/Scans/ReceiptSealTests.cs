using Traceability.Scans;

namespace Traceability.Tests.Scans;

public sealed class ReceiptSealTests
{
    private const uint Batch = 0xC0FFEE01;
    private const uint Serial = 4_711;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static readonly Guid Scan = Guid.Parse("01999999-1234-7abc-8def-0123456789ab");
    private static readonly ReceiptSeal Seal = new(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
    private static readonly string Receipt = Seal.Issue(Batch, Serial, Scan);

    // Written down from the layout: base64url of scan id ‖ HMAC-SHA256("TSR1" ‖ batch ‖ serial ‖ scan id)[..16], by another implementation.
    [Fact]
    public void The_layout_is_as_written_down() => Assert.Equal("AZmZmRI0eryN7wEjRWeJq81QMxJCH3a6HnEF4L0fXOc", Receipt);

    [Fact]
    public void The_same_scan_always_gets_the_same_receipt_and_it_opens_to_that_scan()
    {
        Assert.Equal(Receipt, Seal.Issue(Batch, Serial, Scan));
        Assert.True(Seal.TryOpen(Receipt, Batch, Serial, out var opened));
        Assert.Equal(Scan, opened);
    }

    [Theory]
    [InlineData(Batch + 1, Serial)]
    [InlineData(Batch, Serial + 1)]
    [InlineData(Serial, Batch)]
    [InlineData(0, 0)]
    public void A_receipt_opens_no_other_label(uint batch, uint serial) => Assert.False(Seal.TryOpen(Receipt, batch, serial, out _));

    [Fact]
    public void A_receipt_of_another_key_does_not_open() => Assert.False(new ReceiptSeal(new byte[32]).TryOpen(Receipt, Batch, Serial, out _));

    // One receipt, one text: a second spelling of the same bytes would be a second bearer secret.
    [Fact]
    public void Every_other_symbol_in_every_place_is_refused()
    {
        for (var at = 0; at < Receipt.Length; at++)
        {
            foreach (var symbol in Alphabet + "+/= \n.é\0")
            {
                var changed = Receipt[..at] + symbol + Receipt[(at + 1)..];
                Assert.Equal(changed == Receipt, Seal.TryOpen(changed, Batch, Serial, out var scan));
                Assert.Equal(changed == Receipt ? Scan : Guid.Empty, scan);
            }
        }
    }

    [Fact]
    public void Text_of_any_other_length_is_refused()
    {
        Assert.False(Seal.TryOpen(null, Batch, Serial, out _));
        for (var length = 0; length <= 200; length++)
        {
            var text = string.Concat(Enumerable.Repeat(Receipt, 5))[..length];
            Assert.Equal(text == Receipt, Seal.TryOpen(text, Batch, Serial, out _));
        }

        Assert.False(Seal.TryOpen(Receipt + "=", Batch, Serial, out _));
        Assert.False(Seal.TryOpen(" " + Receipt, Batch, Serial, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_has_32_bytes(int length) => Assert.ThrowsAny<ArgumentException>(() => new ReceiptSeal(new byte[length]));

    [Fact]
    public void A_seal_keeps_its_own_copy_of_the_key()
    {
        var key = new byte[32];
        var seal = new ReceiptSeal(key);
        var before = seal.Issue(Batch, Serial, Scan);
        key[0] = 1;

        Assert.Equal(before, seal.Issue(Batch, Serial, Scan));
    }
}
