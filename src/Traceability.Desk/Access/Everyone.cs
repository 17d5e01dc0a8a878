using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>Sets of roles that endpoints share.</summary>
internal static class Everyone
{
    /// <summary>Whoever may read what his tenant may see: all but the print shop, which sees batches only.</summary>
    public static readonly Role[] Readers = [Role.Producer, Role.Association, Role.Officer, Role.Administrator, Role.Supervisor];

    /// <summary>Whoever signed in: his own account is his own, whatever his role.</summary>
    public static readonly Role[] SignedIn = Enum.GetValues<Role>();

    /// <summary>Whoever may see batches, their rolls and the sizes of labels.</summary>
    public static readonly Role[] AtBatches = [.. Readers, Role.PrintShop];

    /// <summary>Whoever prints labels.</summary>
    public static readonly Role[] Printers = [Role.Producer, Role.PrintShop];

    /// <summary>Whoever records parties, rights, products and plots.</summary>
    public static readonly Role[] Recorders = [Role.Producer, Role.Association, Role.Administrator];

    /// <summary>Whether somebody of the role may manage people: a print shop works for a producer and puts nobody into his house or out of it.</summary>
    public static bool MayManage(Role role) => role != Role.PrintShop;

    /// <summary>Roles that somebody who manages people may give: no more than he has. The administrator has everything, and a producer chooses who prints for him.</summary>
    public static Role[] GivenBy(Role role) => role switch
    {
        Role.Administrator => Enum.GetValues<Role>(),
        Role.Producer => Printers,
        _ => [role],
    };
}
