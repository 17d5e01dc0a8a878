using System.Data.Common;
using Traceability.Storage.Tests.Schema;

namespace Traceability.Storage.Tests.Houses;

/// <summary>A database technology under the contract: what its tests need beyond what the house itself offers.</summary>
public abstract class TestDatabase
{
    /// <summary>The connection string of a new, empty database that belongs to this directory.</summary>
    public abstract string ConnectionString(string directory);

    /// <summary>The same database as the owner of its tables sees it, where that is another.</summary>
    public virtual string? OwnerConnectionString(string connectionString) => null;

    /// <summary>Takes away what does not lie in the house's directory.</summary>
    public virtual void Drop(string connectionString)
    {
    }

    /// <summary>What it calls a column of text.</summary>
    public virtual string TextType => "TEXT";

    /// <summary>Its name in the settings.</summary>
    public abstract DatabaseProvider Provider { get; }

    /// <summary>The engine with which the house itself opens it.</summary>
    public abstract DatabaseEngine Engine(string connectionString);

    /// <summary>A plain connection, open, beside the house.</summary>
    public abstract DbConnection Connect(string connectionString);

    /// <summary>The columns of all tables but those of the migrations.</summary>
    public abstract IReadOnlyList<Column> Columns(DbConnection connection);

    /// <summary>The indexes that were created by name.</summary>
    public abstract IReadOnlyList<TableIndex> Indexes(DbConnection connection);

    /// <summary>A house over a new database.</summary>
    public Task<TestHouse> Open() => TestHouse.Open(this);
}
