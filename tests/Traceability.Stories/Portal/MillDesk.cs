using System.Text.RegularExpressions;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>A mill with allowance for 4,000 bags of 5 kg, and somebody who works for it on the pages of the desk.</summary>
internal sealed partial class MillDesk(OpenHouse house, Village village, DeskBrowser mill, Guid lot) : IAsyncDisposable
{
    public OpenHouse House => house;

    public Village Village => village;

    public DeskBrowser Mill => mill;

    public Guid Lot => lot;

    public static async Task<MillDesk> Open(params (string Key, string Value)[] settings)
    {
        var house = await OpenHouse.Open(settings);
        var village = await Village.Settle(house);
        await village.Transfer(30_000_000);
        return new MillDesk(house, village, await house.Staffed("Mill", Role.Producer, "ami", "Ami"), await village.MakeLot("A", 20_000_000));
    }

    /// <summary>Issues over the API.</summary>
    public Task<Guid> Issue(int count) => village.Issue(lot, count, $"mill {house.Acts()}");

    /// <summary>Opens a page and sends its form.</summary>
    public async Task<DeskAnswer> Fill(string path, params (string Name, string Value)[] fields)
    {
        await mill.Get(path);
        return await mill.Post(path, fields);
    }

    /// <summary>Asks for what must be told at a field, and for what was typed to be there still; nothing may have been done.</summary>
    public async Task Refused(string path, string field, string told, string kept, params (string Name, string Value)[] fields)
    {
        var before = house.Acts();
        var answer = await Fill(path, fields);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains($"<a href=\"#{field}\">", answer.Text, StringComparison.Ordinal);
        Assert.Contains(told, answer.Text.Split($"id=\"{field}-fault\">")[1].Split('<')[0], StringComparison.Ordinal);
        Assert.Contains(kept, answer.Text, StringComparison.Ordinal);
        Assert.Equal(before, house.Acts());
    }

    /// <summary>A page without its tags.</summary>
    public static string Words(DeskAnswer page) => Spaces().Replace(Tags().Replace(page.Text[page.Text.IndexOf("<main", StringComparison.Ordinal)..], " "), " ");

    public async ValueTask DisposeAsync()
    {
        mill.Dispose();
        await house.DisposeAsync();
    }

    [GeneratedRegex("<script.*?</script>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

/// <summary>One mill for tests whose forms are all refused, so that none of them sees another.</summary>
public sealed class OpenMill : IAsyncLifetime
{
    internal MillDesk Desk { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Desk = await MillDesk.Open();

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
