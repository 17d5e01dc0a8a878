namespace Traceability.Issuing;

/// <summary>Where allowance can stand. Names are stored.</summary>
public enum AccountKind
{
    /// <summary>土地: the land itself, source of every grant; its balance is what was granted, negative.</summary>
    Land,
    /// <summary>订单: a right holder's declared production order, source for apparel; negative.</summary>
    Order,
    /// <summary>持有: a party's allowance from one plot in one season.</summary>
    Holding,
    /// <summary>划转中: offered to another party that has not answered.</summary>
    InTransfer,
    /// <summary>生产批次: set aside for a lot.</summary>
    Lot,
    /// <summary>已签发: carried by issued labels.</summary>
    Issued,
    /// <summary>到期: unused when its season ended.</summary>
    Expired,
}

/// <summary>Why allowance moves. Names are stored.</summary>
public enum MovementKind
{
    /// <summary>Land to holding, once per plot and season.</summary>
    Grant,
    /// <summary>Order to lot: pieces a right holder declared.</summary>
    Declare,
    /// <summary>Holding to in-transfer: offered.</summary>
    Offer,
    /// <summary>In-transfer to the taker's holding: both have confirmed.</summary>
    Confirm,
    /// <summary>In-transfer back to the giver's holding.</summary>
    Decline,
    /// <summary>Holding to lot: set aside.</summary>
    SetAside,
    /// <summary>Lot to issued: labels carry it.</summary>
    Spend,
    /// <summary>Issued back to lot: spoiled before activation.</summary>
    Return,
    /// <summary>Holding, in-transfer or lot to expired: the season ended.</summary>
    Expire,
}

/// <summary>Double entry: what one account loses another gains, and only along lawful ways. The sum over all accounts is always zero.</summary>
public static class MovementRule
{
    /// <summary>True when allowance may move this way for this reason.</summary>
    public static bool Allows(MovementKind kind, AccountKind from, AccountKind to) => (kind, from, to) is
        (MovementKind.Grant, AccountKind.Land, AccountKind.Holding) or
        (MovementKind.Declare, AccountKind.Order, AccountKind.Lot) or
        (MovementKind.Offer, AccountKind.Holding, AccountKind.InTransfer) or
        (MovementKind.Confirm, AccountKind.InTransfer, AccountKind.Holding) or
        (MovementKind.Decline, AccountKind.InTransfer, AccountKind.Holding) or
        (MovementKind.SetAside, AccountKind.Holding, AccountKind.Lot) or
        (MovementKind.Spend, AccountKind.Lot, AccountKind.Issued) or
        (MovementKind.Return, AccountKind.Issued, AccountKind.Lot) or
        (MovementKind.Expire, AccountKind.Holding or AccountKind.InTransfer or AccountKind.Lot, AccountKind.Expired);

    /// <summary>Only sources may go below zero: nobody gives what he does not have.</summary>
    public static bool MayOwe(AccountKind account) => account is AccountKind.Land or AccountKind.Order;
}
