using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Traceability.Storage.Postgres;

/// <summary>Tells the database for whom a connection works, each time that a view or a deed takes one; row-level security rests on it. What the pool hands on it has reset before.</summary>
internal sealed class TenantOfConnection : DbConnectionInterceptor
{
    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection, eventData);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection, eventData);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(DbConnection connection, ConnectionEndEventData eventData)
    {
        var scope = ((TraceabilityDb)eventData.Context!).Scope;
        return new NpgsqlCommand("SELECT set_config('traceability.tenant', $1, false)", (NpgsqlConnection)connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = scope.TenantId?.ToString() ?? "house" } },
        };
    }
}
