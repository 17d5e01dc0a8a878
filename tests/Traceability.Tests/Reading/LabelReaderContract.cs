using System.Text;
using Traceability.Reading;

namespace Traceability.Tests.Reading;

/// <summary>What every label reader promises; one class for each reader says which it is and how many of the photos it reads at least.</summary>
public abstract class LabelReaderContract
{
    private const string Address = "HTTPS://ZHIYUAN.EXAMPLE.ORG/7K3M9QXW2TVB8N4RZ5HC";

    protected abstract int LeastPhotosRead { get; }

    protected abstract ILabelReader Reader();

    [Fact]
    public void Photos_are_read_and_never_wrongly()
    {
        Assert.Equal(81, QrPhoto.All.Count);
        var reader = Reader();
        var read = 0;
        foreach (var photo in QrPhoto.All)
        {
            Assert.True(photo.IsUnchanged, photo.Name);
            var texts = reader.Read(PngPicture.Read(photo.File));
            // One text has CR LF in its symbol; ZXing's list of texts knows LF only.
            Assert.All(texts, text => Assert.Equal(photo.Text, text.Replace("\r\n", "\n")));
            Assert.True(texts.Count <= 1, photo.Name);
            read += texts.Count;
        }

        Assert.InRange(read, LeastPhotosRead, QrPhoto.All.Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 20_000)]
    [InlineData(20_000, 1)]
    [InlineData(2, 3)]
    [InlineData(20_000, 2_500)]
    public void A_picture_of_one_shade_holds_no_text(int width, int height)
    {
        var reader = Reader();
        Assert.Empty(reader.Read(DrawnPicture.Blank(width, height)));
        Assert.Empty(reader.Read(DrawnPicture.Blank(width, height, shade: 0)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 301)]
    [InlineData(640, 480)]
    [InlineData(20_000, 100)]
    [InlineData(1_500, 1_500)]
    public void Noise_holds_no_text(int width, int height)
    {
        var reader = Reader();
        for (var seed = 1; seed <= 5; seed++)
            Assert.Empty(reader.Read(DrawnPicture.Noise(seed, width, height)));
    }

    [Fact]
    public void Two_labels_in_one_picture_give_two_texts()
    {
        string[] texts = [Address, Address.Replace('7', 'A')];
        Assert.Equal(texts, Reader().Read(DrawnPicture.Of(texts)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_label_twice_gives_one_text() => Assert.Equal([Address], Reader().Read(DrawnPicture.Of(Address, Address)));

    [Theory]
    [InlineData("盘锦大米")]
    [InlineData("蟹稻共生 5 kg，批次 2026-0117")]
    [InlineData("Müller & Söhne")]
    public void Text_beyond_ascii_is_read_as_it_was_written(string text) => Assert.Equal([text], Reader().Read(DrawnPicture.Of(text)));

    // 24 pixels to the module, as a photo from near has them: the grain drowns every edge and no module.
    [Fact]
    public void A_large_grainy_picture_is_read_from_its_smaller_copy()
    {
        var clean = DrawnPicture.Of(24, [Encoding.UTF8.GetBytes(Address)]);
        for (var seed = 1; seed <= 5; seed++)
            Assert.Equal([Address], Reader().Read(DrawnPicture.Grained(clean, seed, most: 160)));
    }

    [Fact]
    public async Task Eight_threads_read_the_same_as_one()
    {
        var reader = Reader();
        var pictures = QrPhoto.All.Where((_, index) => index % 8 == 0).Select(photo => PngPicture.Read(photo.File)).ToList();
        var alone = pictures.ConvertAll(reader.Read);
        var together = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() => pictures.ConvertAll(reader.Read), TaskCreationOptions.LongRunning));

        Assert.All(await Task.WhenAll(together), read => Assert.Equal(alone, read));
    }
}
