using Traceability.Reading;

namespace Traceability.Tests.Reading;

public class LabelReaderChoiceTests
{
    [Fact]
    public void This_build_reads_with_zbar_or_says_what_to_install()
    {
        var choice = LabelReaderChoice.OfThisBuild;
        Assert.Equal(ZbarReader.IsInstalled, ZbarReader.TryCreate(out _));
        Assert.Equal(ZbarReader.IsInstalled, choice is LabelReaderChoice.Ready { Reader: ZbarReader });
        if (choice is LabelReaderChoice.Missing missing)
            Assert.Contains("libzbar0", missing.WhatToInstall, StringComparison.Ordinal);
    }
}
