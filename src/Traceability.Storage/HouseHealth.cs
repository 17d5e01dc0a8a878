using Microsoft.EntityFrameworkCore;

namespace Traceability.Storage;

/// <summary>Whether the house can answer: it reads the database as a verdict would.</summary>
public static class HouseHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>True when the facts can be read within two seconds.</summary>
    public static async Task<bool> CanAnswer(this House house, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await using var db = house.Store.Read(TenantScope.House);
            return await db.FactsVersions.AnyAsync(limit.Token);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
