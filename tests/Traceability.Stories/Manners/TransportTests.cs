namespace Traceability.Stories.Manners;

public sealed class TransportTests
{
    [Fact]
    public async Task A_house_known_under_https_tells_browsers_to_stay_there()
    {
        await using var house = await OpenHouse.Open();
        using var page = await house.Browser.GetAsync("/");
        Assert.Equal("max-age=31536000; includeSubDomains", page.Headers.GetValues("Strict-Transport-Security").Single());
    }
}
