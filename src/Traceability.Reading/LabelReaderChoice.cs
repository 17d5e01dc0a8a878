namespace Traceability.Reading;

/// <summary>Which label reader this program has: a reader that is ready, or the words that say what to install.</summary>
public abstract record LabelReaderChoice
{
    private LabelReaderChoice()
    {
    }

    /// <summary>ZXing.Net where it was compiled in, else zbar where it is installed; chosen once.</summary>
    public static LabelReaderChoice OfThisBuild { get; } = Choose();

    private static LabelReaderChoice Choose()
    {
#if ZXINGNET
        return new Ready(new ZXingNetReader());
#else
        return ZbarReader.TryCreate(out var zbar)
            ? new Ready(zbar)
            : new Missing("No label reader: install zbar (apt-get install libzbar0), or build with -p:LabelReader=ZXingNet.");
#endif
    }

    /// <summary>Pictures can be read.</summary>
    public sealed record Ready(ILabelReader Reader) : LabelReaderChoice;

    /// <summary>Pictures cannot be read until somebody does what <paramref name="WhatToInstall"/> says to the operator.</summary>
    public sealed record Missing(string WhatToInstall) : LabelReaderChoice;
}
