namespace Traceability.Benchmarks.Clones;

/// <summary>What people do with items, as assumed: no published counts of scans by item were at hand. docs/clones.md says the same in words; a share is of 1.</summary>
internal static class Mix
{
    /// <summary>Buyers who scan at all; the rest of the items is never scanned by its buyer.</summary>
    public const double BuyerScans = 0.4;

    /// <summary>People who let the page have their place. It is asked once and stays with the person.</summary>
    public const double OffersPlace = 0.2;

    /// <summary>Of those, who let it have a coarse place only, of some kilometres.</summary>
    public const double OffersCoarsePlace = 0.15;

    /// <summary>Placed scans whose place is another city with a small accuracy: a router that moved, a simulated place.</summary>
    public const double PlaceIsWrong = 0.002;

    /// <summary>People whose receipt is lost after each scan: the scanner in a chat app keeps its own storage, or none.</summary>
    public const double LosesReceipt = 0.35;

    /// <summary>Scans done again within a minute over another network without a receipt: Wi-Fi of the shop, then mobile.</summary>
    public const double RetriesOverOtherNetwork = 0.06;

    /// <summary>Chance of each further visit of somebody who scanned, so that one in 256 comes back four times.</summary>
    public const double ComesBack = 0.25;

    /// <summary>Mean days between such visits.</summary>
    public const double ComesBackAfterDays = 10;

    /// <summary>Visits that are made from another city: on a journey, or at the family's.</summary>
    public const double ComesBackFromElsewhere = 0.1;

    /// <summary>Scans at home; the others go over a carrier's shared addresses or a shop's Wi-Fi.</summary>
    public const double AtHome = 0.5;

    /// <summary>Items that a wholesaler or a courier's warehouse looked at before, in a city that is often another.</summary>
    public const double WholesalerScans = 0.04;

    /// <summary>Items that the shop looked at when they came in.</summary>
    public const double ShopScans = 0.05;

    /// <summary>Shoppers who scan on the shelf and put it back: chance of each further one.</summary>
    public const double ShopperPutsBack = 0.05;

    /// <summary>Wholesalers, buyers and gifts whose city is another one than the shop's.</summary>
    public const double OtherCity = 0.4;

    /// <summary>Items given away. Who gets one scans as a buyer does.</summary>
    public const double IsGift = 0.12;

    /// <summary>Gifts given on once more.</summary>
    public const double IsGivenOn = 0.05;

    /// <summary>Households where one to three others scan the same item on the same network within a week.</summary>
    public const double FamilyScans = 0.08;

    /// <summary>Items shown at a fair of three to five days, scanned by 10 to 80 visitors a day.</summary>
    public const double IsAtFair = 1 / 2_000.0;

    /// <summary>Items that stand open on a counter for two to six weeks, scanned by one to five shoppers a day.</summary>
    public const double IsOnCounter = 1 / 2_000.0;

    /// <summary>Items that packers try before activation, one or two of them.</summary>
    public const double PackersTry = 0.005;

    /// <summary>Items recalled while in a household.</summary>
    public const double IsRecalled = 1 / 1_000.0;

    /// <summary>Labels reported spoiled by mistake that are on sale nevertheless.</summary>
    public const double IsSpoiledByMistake = 1 / 50_000.0;

    /// <summary>Items whose buyer tells the page that they were opened, a week after.</summary>
    public const double IsRetired = 0.02;

    /// <summary>Items with a declared market: a circle around the shop's city.</summary>
    public const double HasMarket = 0.1;

    /// <summary>Reach of that market in metres.</summary>
    public const double MarketMetres = 300_000;

    /// <summary>Days from packing to the last day of sale.</summary>
    public const double SellByDays = 365;

    /// <summary>Days over which sales are spread, after the seven weeks that an item takes to its shop.</summary>
    public const double SoldWithinDays = 290;

    /// <summary>Copies made of the label of a cloned item. Each is bought by somebody who behaves as every buyer does.</summary>
    public const int Copies = 50;

    /// <summary>Least and greatest number of days over which the copies are sold.</summary>
    public const double CopiesSoldDaysMin = 14, CopiesSoldDaysMax = 56;

    /// <summary>Counterfeiters who sell in one city only, which may be the genuine item's; the others sell in two to six.</summary>
    public const double SellsInOneCity = 0.3;

    /// <summary>Addresses of a carrier that a city's phones share.</summary>
    public const int CarrierAddresses = 48;

    /// <summary>Addresses of homes whose city the operator's file knows, where he has one.</summary>
    public const double HomeCityKnown = 0.9;

    /// <summary>Shared addresses of carriers and shops whose city it knows: phones come from where their carrier's gateway stands, and a careful file leaves those out.</summary>
    public const double CarrierCityKnown = 0.75;

    /// <summary>Of the addresses that it knows, those that it puts in another city, always the same one. A file that is wrong twice as often accuses too many.</summary>
    public const double CityIsWrong = 0.03;

    /// <summary>Browsers that look different.</summary>
    public const int Browsers = 400;
}
