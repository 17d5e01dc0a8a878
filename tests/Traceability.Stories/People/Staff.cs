using Microsoft.EntityFrameworkCore;
using Traceability.Desk.Access;
using Traceability.Storage;
using Traceability.Storage.Access;

namespace Traceability.Stories.People;

/// <summary>People with accounts in a story.</summary>
internal static class Staff
{
    private static readonly (string Name, string Value)[] Usual = [("role", "Producer"), ("manages", "no")];

    /// <summary>The password of whoever joins.</summary>
    public const string Password = "rice in the autumn rain";

    /// <summary>Makes an account that manages people, or gives it one more tenant, and answers its new password.</summary>
    public static async Task<string> Hire(this OpenHouse house, string tenant, Role role, string user, string? name = null)
    {
        using var _ = await house.Client(tenant, role, "hiring");
        return await OpenAccount.ForDemonstration(house.House.Store, await house.IdOf(tenant), role, user, name ?? user, house.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
    }

    /// <summary>The desk by its name on this machine: browsers know no passkeys at a bare address.</summary>
    public static string DeskName(this OpenHouse house) => house.DeskAddress.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>The identity of a tenant.</summary>
    public static async Task<Guid> IdOf(this OpenHouse house, string tenant)
    {
        await using var db = house.House.Store.Read(TenantScope.House);
        return (await db.Tenants.SingleAsync(row => row.Name == tenant, TestContext.Current.CancellationToken)).Id;
    }

    /// <summary>The identity of a person.</summary>
    public static async Task<Guid> PersonId(this OpenHouse house, string user)
    {
        await using var db = house.House.Store.Read(TenantScope.House);
        return (await db.People.SingleAsync(row => row.UserName == user, TestContext.Current.CancellationToken)).Id;
    }

    /// <summary>A browser whose person has signed in.</summary>
    public static async Task<DeskBrowser> Staffed(this OpenHouse house, string tenant, Role role, string user, string? name = null, string? address = null)
    {
        var password = await house.Hire(tenant, role, user, name);
        var browser = new DeskBrowser(address ?? house.DeskAddress);
        Assert.Equal("/?lang=en", (await browser.Enter(user, password)).Location);
        await browser.Get("/?lang=en");
        return browser;
    }

    /// <summary>A browser whose person has just joined by an invitation of somebody who manages people, and does not manage any.</summary>
    public static async Task<DeskBrowser> Joined(this OpenHouse house, DeskBrowser manager, string user)
    {
        var browser = new DeskBrowser(house.DeskAddress);
        var link = await manager.Invite(user);
        await browser.Get(link);
        Assert.Equal("/?lang=en", (await browser.Post($"{link}?lang=en", ("name", user), ("user", user), ("password", Password), ("again", Password))).Location);
        await browser.Get("/?lang=en");
        return browser;
    }

    /// <summary>Makes an invitation on the page and answers its link.</summary>
    public static async Task<string> Invite(this DeskBrowser manager, string name, params (string Name, string Value)[] more)
    {
        await manager.Get("/people");
        var made = await manager.Post("/people/invitations?lang=en", [("name", name), .. more, .. Usual.ExceptBy(more.Select(field => field.Name), field => field.Name)]);
        return made.Text.Split("class=\"link\" href=\"")[1].Split('"')[0];
    }

    /// <summary>Takes a membership back beside the pages.</summary>
    public static Task Dismiss(this OpenHouse house, string user, string tenant) => house.House.Store.Write(TenantScope.House, async db =>
    {
        var person = await db.People.SingleAsync(row => row.UserName == user);
        var at = await db.Tenants.SingleAsync(row => row.Name == tenant);
        db.Memberships.Remove(await db.Memberships.SingleAsync(row => row.PersonId == person.Id && row.TenantId == at.Id));
        return Written<bool>.Done(true, Traceability.Ledger.Act.Of(Traceability.Ledger.ActKind.PeopleChanged, house.Clock.GetUtcNow()));
    }, TestContext.Current.CancellationToken);
}
