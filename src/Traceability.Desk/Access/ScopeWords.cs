using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>What people call the scopes of a key.</summary>
internal static class ScopeWords
{
    public static PlainWords Of(Scope scope) => scope switch
    {
        Scope.Read => new("查看记录", "read records"),
        Scope.Record => new("登记主体、权利、产品、地块和盘点", "record parties, rights, products, plots and counts"),
        Scope.Allowance => new("产季、核发与划转", "seasons, grants and transfers"),
        Scope.Issue => new("建生产批次、申请与批准知源码、装箱", "make lots, ask for codes and approve them, pack cartons"),
        Scope.Labels => new("下载和打印标签", "download and print labels"),
        Scope.Activate => new("启用、报废、作废标签", "activate, spoil and withdraw labels"),
        Scope.Decide => new("处置预警与存疑", "decide about alerts and suspicions"),
        Scope.Administer => new("管理单位、密钥与密封密钥", "manage tenants, keys and sealing keys"),
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, null),
    };
}
