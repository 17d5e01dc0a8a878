using Traceability.Rights;

namespace Traceability.Pages.Rights;

/// <summary>A permission in a list.</summary>
/// <param name="Permission">The permission.</param>
/// <param name="Party">Whom it lets use the right.</param>
/// <param name="MayWithdraw">The reader's tenant gave it and has not withdrawn it.</param>
/// <param name="Mark">How it stands today.</param>
/// <param name="State">The same in words.</param>
public sealed record PermissionLine(Permission Permission, string Party, bool MayWithdraw, MarkKind Mark, PlainWords State)
{
    /// <summary>The line of a permission on a day.</summary>
    public static PermissionLine Of(Permission permission, string party, bool mayWithdraw, DateOnly today)
    {
        var (mark, state) = permission.HasEndedBy(today) ? (MarkKind.No, new PlainWords($"已于 {permission.EndsOn:O} 终止", $"ended on {permission.EndsOn:O}"))
            : permission.InForceOn(today) ? (MarkKind.Yes, new PlainWords("有效", "in force"))
            : (MarkKind.Waiting, new PlainWords($"{permission.ValidFrom:O} 开始", $"begins on {permission.ValidFrom:O}"));
        return new(permission, party, mayWithdraw, mark, state);
    }
}
