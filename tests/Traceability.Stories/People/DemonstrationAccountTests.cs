using System.Net;
using System.Text.Json;
using Traceability.Desk.Access;
using Traceability.Standalone;
using Traceability.Storage.Access;

namespace Traceability.Stories.People;

/// <summary>The demonstration has an account for each role, and its passwords are good until the next start.</summary>
public sealed class DemonstrationAccountTests
{
    [Fact]
    public async Task Each_role_has_an_account_whose_password_of_the_last_start_is_no_more()
    {
        await using var house = await OpenHouse.Open();
        foreach (var tenant in (string[])[Demonstration.Producer, Demonstration.Farmer, Demonstration.Association, Demonstration.Officer, Demonstration.Operator])
            await GiveAccess.FromConsole(house.House.Store, tenant, Role.Producer, house.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        var first = await Accounts(house);
        Assert.Equal(["producer", "association", "officer", "administrator", "printShop", "supervisor"], first.Select(account => account.Role));
        using var early = new DeskBrowser(house.DeskAddress);
        foreach (var (role, user, password) in first)
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await early.Enter(user, password)).Status);
            Assert.Contains($"<b>{(role == "printShop" ? "print shop" : role)}</b>", (await early.Get("/?lang=en")).Text, StringComparison.Ordinal);
        }

        var second = await Accounts(house);
        Assert.Equal(first.Select(account => account.User), second.Select(account => account.User));
        Assert.Equal(HttpStatusCode.SeeOther, (await early.Get("/account")).Status);
        using var late = new DeskBrowser(house.DeskAddress);
        Assert.Equal(HttpStatusCode.BadRequest, (await late.Enter(first[0].User, first[0].Password)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await late.Enter(second[0].User, second[0].Password)).Status);
        Assert.Equal(6, house.Count("SELECT count(*) FROM membership"));
    }

    private static async Task<List<(string Role, string User, string Password)>> Accounts(OpenHouse house)
    {
        await DemonstrationFile.Write(house.House, OpenHouse.PublicUrl, house.DeskAddress, TestContext.Current.CancellationToken);
        var file = Path.Combine(house.Directory, "demo.json");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var told = JsonElement.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        return [.. told.GetProperty("accounts").EnumerateArray().Select(account =>
            (account.GetProperty("role").GetString()!, account.GetProperty("user").GetString()!, account.GetProperty("password").GetString()!))];
    }
}
