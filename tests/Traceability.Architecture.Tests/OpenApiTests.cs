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
    public void Every_operation_about_labels_says_in_a_sentence_what_it_does()
    {
        string[] about = ["labels", "print-jobs", "reprints", "downloads", "cartons", "rolls", "stock-counts", "label-presets", "artwork"];
        var operations = Operations().Where(operation => operation.Name.Split('/').Any(part => about.Contains(part.Split('.')[0]))).ToList();
        Assert.True(operations.Count > 25, $"{operations.Count}");
        Assert.All(operations, operation => Assert.True(operation.Value.TryGetProperty("summary", out var summary) && summary.GetString()!.EndsWith('.'), operation.Name));
    }

    [Fact]
    public void A_file_of_labels_has_a_media_type_and_every_wish_says_what_it_is_and_what_is_taken_when_it_is_left_out()
    {
        string[] withoutDefault = ["sheet", "reprint"];
        var operations = Operations().Where(operation => operation.Name.Contains("/labels.", StringComparison.Ordinal) || operation.Name.EndsWith("/labels/plan", StringComparison.Ordinal)).ToList();
        Assert.Equal(7, operations.Count);
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Value.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject());
            foreach (var parameter in operation.Value.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query"))
            {
                var name = parameter.GetProperty("name").GetString()!;
                Assert.True(parameter.TryGetProperty("description", out _), $"{operation.Name} {name}");
                // All to the end of a batch is no number.
                var isDefaulted = !withoutDefault.Contains(name) && !(name == "count" && operation.Name.EndsWith(".csv", StringComparison.Ordinal));
                Assert.True(parameter.GetProperty("schema").TryGetProperty("default", out _) == isDefaulted, $"{operation.Name} {name}");
            }
        });
    }

    [Fact]
    public void Every_operation_asks_for_a_key_and_says_how_it_refuses()
    {
        var document = JsonElement.Parse(_served);
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = Operations().ToList();
        Assert.NotEmpty(operations);
        Assert.All(operations, operation =>
        {
            Assert.True(operation.Value.TryGetProperty("security", out var security) && security.GetArrayLength() == 1, operation.Name);
            Assert.True(operation.Value.GetProperty("responses").TryGetProperty("4XX", out var refused), operation.Name);
            Assert.True(refused.GetProperty("content").TryGetProperty("application/problem+json", out _), operation.Name);
            Assert.True(operation.Value.GetProperty("responses").EnumerateObject().Any(response => response.Name.StartsWith('2')), operation.Name);
        });
    }

    private IEnumerable<(string Name, JsonElement Value)> Operations() => JsonElement.Parse(_served).GetProperty("paths").EnumerateObject()
        .Where(path => path.Name.StartsWith("/api/", StringComparison.Ordinal))
        .SelectMany(path => path.Value.EnumerateObject(), (path, operation) => ($"{operation.Name} {path.Name}", operation.Value));
}
