namespace Traceability.Reading;

/// <summary>Whether this program reads photos that strangers send: a reader that is ready, or the words that say what to install.</summary>
public abstract record PhotoReaderChoice
{
    private PhotoReaderChoice()
    {
    }

    /// <summary>The label reader of this build behind libvips, where both are installed; chosen once.</summary>
    public static PhotoReaderChoice OfThisBuild { get; } = (LabelReaderChoice.OfThisBuild, Libvips.IsReady) switch
    {
        (LabelReaderChoice.Ready { Reader: var reader }, true) => new Ready(new PhotoReader(reader)),
        (LabelReaderChoice.Missing missing, _) => new Missing(missing.WhatToInstall),
        _ => new Missing("No decoder of photos: install libvips 8.13 or later (apt-get install libvips42)."),
    };

    /// <summary>Photos are read.</summary>
    public sealed record Ready(PhotoReader Reader) : PhotoReaderChoice;

    /// <summary>Photos are not read until somebody does what <paramref name="WhatToInstall"/> says to the operator.</summary>
    public sealed record Missing(string WhatToInstall) : PhotoReaderChoice;
}
