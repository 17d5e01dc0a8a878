using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>What people call the roles.</summary>
internal static class RoleWords
{
    public static PlainWords Of(Role role) => role switch
    {
        Role.Producer => new("生产者", "producer"),
        Role.Association => new("协会", "association"),
        Role.Officer => new("执法人员", "officer"),
        Role.Administrator => new("管理员", "administrator"),
        Role.PrintShop => new("打印店", "print shop"),
        Role.Supervisor => new("监管人员", "supervisor"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
