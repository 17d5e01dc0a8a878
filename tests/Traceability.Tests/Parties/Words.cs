namespace Traceability.Tests.Parties;

internal static class Words
{
    public static void AreInBothLanguages(PlainWords words)
    {
        Assert.Contains(words.Zh, symbol => symbol is >= '\u4E00' and <= '\u9FFF');
        Assert.NotEmpty(words.En);
        Assert.All(words.En, symbol => Assert.InRange(symbol, ' ', '~'));
    }
}
