namespace Traceability.Storage.Tests.Postgres;

/// <summary>The one server of a test process.</summary>
internal sealed partial class PostgresServer
{
    private static readonly Lazy<(PostgresServer? Server, string Reason)> One = new(() => Find());

    /// <summary>The server; the test is skipped when there is none.</summary>
    public static PostgresServer Get()
    {
        Assert.SkipWhen(One.Value.Server is null, One.Value.Reason);
        return One.Value.Server!;
    }
}
