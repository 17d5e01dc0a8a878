using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Traceability.Desk;
using Traceability.Storage;

namespace Traceability.Architecture.Tests;

/// <summary>The API description is a promise to programs that others wrote: it changes only where a commit shows the change.</summary>
public sealed class OpenApiTests : IAsyncLifetime
{
    // Set it to 1 to write the snapshot anew, then read the difference before committing it.
    private const string RewriteVariable = "REWRITE_OPENAPI_SNAPSHOT";

    private readonly string _directory = Directory.CreateTempSubdirectory("traceability-openapi-").FullName;
    private string _served = "";

    public async ValueTask InitializeAsync()
    {
        var configuration = new ConfigurationManager { ["Traceability:DataDirectory"] = _directory };
        using var house = await House.Open(HouseSettings.Read(configuration), TimeProvider.System, TestContext.Current.CancellationToken);
        await using var door = DeskDoor.Build([], house, "http://127.0.0.1:0", "https://zy.example.cn");
        await door.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        _served = (await client.GetStringAsync($"{door.Urls.First()}/openapi/v1.json", TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") + "\n";
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void The_desk_serves_the_api_that_is_written_down()
    {
        var file = Path.Combine(Repository.Root, "docs", "api", "desk.openapi.json");
        if (Environment.GetEnvironmentVariable(RewriteVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, _served);
        }

        Assert.Equal(File.ReadAllText(file), _served);
    }

    [Fact]
    public void Every_operation_asks_for_a_key_and_says_how_it_refuses()
    {
        var document = JsonElement.Parse(_served);
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = document.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject(), (path, operation) => (Name: $"{operation.Name} {path.Name}", operation.Value)).ToList();

        Assert.NotEmpty(operations);
        Assert.All(operations, operation =>
        {
            Assert.True(operation.Value.TryGetProperty("security", out var security) && security.GetArrayLength() == 1, operation.Name);
            Assert.True(operation.Value.GetProperty("responses").TryGetProperty("4XX", out var refused), operation.Name);
            Assert.True(refused.GetProperty("content").TryGetProperty("application/problem+json", out _), operation.Name);
            Assert.True(operation.Value.GetProperty("responses").EnumerateObject().Any(response => response.Name.StartsWith('2')), operation.Name);
        });
    }
}
