using Traceability.Reading;

namespace Traceability.Tests.Reading;

/// <summary>The contract over the real ZXing.Net: compiled with <c>-p:LabelReader=ZXingNet</c> only.</summary>
public sealed class ZXingNetLabelReaderTests : LabelReaderContract
{
    // What ZXing promises of these photos: 17 of 20, 38 of 42 and 19 of 19.
    protected override int LeastPhotosRead => 17 + 38 + 19;

    protected override ILabelReader Reader() => Assert.IsType<LabelReaderChoice.Ready>(LabelReaderChoice.OfThisBuild).Reader;
}
