using Traceability.Reading;
using ZXing;
using Asked = ZXing.BarcodeReaderGeneric.Asked;

namespace Traceability.Tests.Reading;

/// <summary>What the adapter asks of ZXing.Net and makes of its answers. How well ZXing.Net reads is measured where the package is.</summary>
public class ZXingNetReaderTests
{
    private static readonly GreyPicture Picture = DrawnPicture.Noise(1, 300, 250);

    [Fact]
    public void Each_copy_is_asked_for_many_symbols_then_for_one()
    {
        var asked = new List<Asked>();
        Assert.Empty(Read(call =>
        {
            asked.Add(call);
            return null;
        }));

        Assert.Equal([(true, 300, 250), (false, 300, 250), (true, 150, 125), (false, 150, 125)], asked.Select(call => (call.ForMany, call.Width, call.Height)));
        Assert.Equal(Picture.Luminance.ToArray(), asked[0].Pixels);
        Assert.All(asked, call =>
        {
            Assert.Equal(RGBLuminanceSource.BitmapFormat.Gray8, call.Format);
            Assert.Equal([BarcodeFormat.QR_CODE], call.Options.PossibleFormats!);
            Assert.True(call.Options.TryHarder);
        });
    }

    [Fact]
    public void Distinct_texts_of_qr_symbols_come_back_and_nothing_else()
    {
        Result[] found = [Found("A"), Found("B"), Found("A"), Found(""), new(null, [1], null, BarcodeFormat.QR_CODE), Found("C", BarcodeFormat.AZTEC)];
        Assert.Equal(["A", "B"], Read(_ => found));
    }

    [Fact]
    public void A_symbol_only_the_single_search_finds_is_read() => Assert.Equal(["A"], Read(call => call.ForMany ? null : [Found("A")]));

    [Fact]
    public void A_symbol_only_the_smaller_copy_shows_is_read() => Assert.Equal(["A"], Read(call => call.Width == 150 ? [Found("A")] : null));

    [Fact]
    public void A_picture_that_ZXing_stumbles_over_is_not_read_and_does_not_throw()
    {
        Assert.Empty(Read(_ => throw new IndexOutOfRangeException()));
        Assert.Equal(["A"], Read(call => call.Width == 150 ? [Found("A")] : throw new IndexOutOfRangeException()));
    }

    private static Result Found(string text, BarcodeFormat format = BarcodeFormat.QR_CODE) => new(text, null, null, format);

    private static IReadOnlyList<string> Read(Func<Asked, Result[]?> finds)
    {
        BarcodeReaderGeneric.Finds.Value = finds;
        return new ZXingNetReader().Read(Picture);
    }
}
