using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>How each form about land and allowance is sent with success, by the mill or by the keeper of the GI (<see cref="FormTests"/>).</summary>
internal static class LandForms
{
    private const string FarmUscc = "92340603MA2PBMD304";

    public static readonly Dictionary<string, Func<OpenHouse, DeskBrowser, Task<(string Path, (string, string)[] Fields)>>> All = new()
    {
        ["POST /plots/new"] = async (house, _) => ("/plots/new",
            [("partyId", $"{(await Village.Settle(house)).Mill}"), ("name", "田"), ("corners", "122.06, 41.06\n122.063, 41.06\n122.063, 41.063"), ("datum", "wgs84"), ("accuracyMetres", "3"), ("step", "record")]),
        ["POST /plots/{id:guid}/remove"] = async (house, _) =>
        {
            var village = await Village.Settle(house);
            return ($"/plots/{await village.MakePlot(village.Producer, village.Mill, "田", 122.06, 41.06, 50)}/remove", []);
        },
        ["POST /allowance/transfers"] = async (house, _) =>
        {
            var village = await Village.Settle(house);
            await village.Transfer(1_000);
            return ("/allowance/transfers", [("seasonId", $"{village.Season} {village.Mill}"), ("toPartyId", FarmUscc), ("grams", "1")]);
        },
        ["POST /allowance/transfers/{id:guid}/confirm"] = async (house, _) => ($"/allowance/transfers/{await Offered(house)}/confirm", []),
        ["POST /allowance/transfers/{id:guid}/decline"] = async (house, _) => ($"/allowance/transfers/{await Offered(house)}/decline", []),
        ["POST /allowance/seasons/new"] = async (house, browser) => ("/allowance/seasons/new",
            [("giRightId", $"{(await Kept(house, browser)).GiRight}"), ("name", "2027"), ("startsOn", "2026-10-01"), ("endsOn", "2027-10-01"), ("yieldCapGramsPerMu", "600"), ("processingYieldPerMille", "65")]),
        ["POST /allowance/seasons/{id:guid}/grants"] = async (house, browser) =>
        {
            var village = await Kept(house, browser);
            await village.MakePlot(village.Farmer, village.Farm, "二号田", 122.07, 41.05, 100);
            return ($"/allowance/seasons/{village.Season}/grants", [("partyId", $"{village.Farm}")]);
        },
        ["POST /allowance/seasons/{id:guid}/close"] = async (house, browser) =>
        {
            var village = await Kept(house, browser);
            var over = await village.Association.Make("/api/v1/seasons", new { giRightId = village.GiRight, name = "2025", startsOn = "2025-09-01", endsOn = "2026-02-01", yieldCapGramsPerMu = 600_000, processingYieldPerMille = 650 });
            return ($"/allowance/seasons/{over}/close", []);
        },
    };

    private static async Task<Guid> Offered(OpenHouse house)
    {
        var village = await Village.Settle(house);
        return await village.Farmer.Make("/api/v1/allowances/transfers", new { seasonId = village.Season, fromPartyId = village.Farm, toPartyId = village.Mill, grams = 1_000 });
    }

    private static async Task<Village> Kept(OpenHouse house, DeskBrowser browser)
    {
        var village = await Village.Settle(house);
        await browser.Enter("keeper", await house.Hire("Association", Role.Association, "keeper"));
        return village;
    }
}
