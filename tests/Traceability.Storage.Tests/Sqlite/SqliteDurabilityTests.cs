using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Traceability.Ledger;
using Traceability.Storage.Sqlite;

namespace Traceability.Storage.Tests.Sqlite;

public sealed class SqliteDurabilityTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_connection_in_use_syncs_each_commit_into_a_write_ahead_log(bool opensAsync)
    {
        using var house = await new SqliteDatabase().Open();
        // Ten at once, so that the pool hands out connections of its own.
        var views = Enumerable.Range(0, 10).Select(_ => house.House.Store.Read(TenantScope.House)).ToList();
        foreach (var view in views)
        {
            if (opensAsync)
                await view.Database.OpenConnectionAsync(CancellationToken.None);
            else
                view.Database.OpenConnection();
            await AssertDurable(view);
        }

        foreach (var view in views)
            await view.DisposeAsync();

        await house.House.Store.Write(TenantScope.House, async db =>
        {
            await AssertDurable(db);
            return Written<int>.Done(0, Act.Of(ActKind.KeyChanged, default));
        }, CancellationToken.None);
    }

    [Fact]
    public async Task A_database_held_by_another_process_says_come_again()
    {
        using var house = await new SqliteDatabase().Open();
        var impatient = new SqliteConnectionStringBuilder(house.Settings.ConnectionString) { DefaultTimeout = 1 }.ToString();
        using var store = new Store(new SqliteEngine(impatient), house.Clock);
        using var other = (SqliteConnection)house.Connect();

        using (other.BeginTransaction(deferred: false))
            await Assert.ThrowsAsync<StoreBusyException>(() => Write(store));

        await Write(store);
    }

    private static Task<int> Write(Store store) =>
        store.Write(TenantScope.House, _ => Task.FromResult(Written<int>.Done(0, Act.Of(ActKind.KeyChanged, default))), CancellationToken.None);

    private static async Task AssertDurable(TraceabilityDb db)
    {
        Assert.Equal("2", await Pragma(db, "synchronous"));
        Assert.Equal("wal", await Pragma(db, "journal_mode"));
        Assert.Equal("1", await Pragma(db, "foreign_keys"));
    }

    private static async Task<string> Pragma(TraceabilityDb db, string name)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        command.Transaction = (db.Database.CurrentTransaction as Microsoft.EntityFrameworkCore.Infrastructure.IInfrastructure<System.Data.Common.DbTransaction>)?.Instance;
        return $"{await command.ExecuteScalarAsync(CancellationToken.None)}";
    }
}
