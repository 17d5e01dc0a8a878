using System.Diagnostics;
using Traceability.Storage;

namespace Traceability.Stories.Operating;

/// <summary>What an operator is told who names PostgreSQL and something is amiss.</summary>
public sealed class PostgresSettingsTests
{
    private const string Unused = "Host=127.0.0.1;Port=1;Database=traceability;Username=traceability;Password=geheim";

    [Theory]
    [InlineData("Database:ConnectionString", null)]
    [InlineData("Database:ConnectionString", "Database=traceability;Password=geheim")]
    [InlineData("Database:ConnectionString", "Host=127.0.0.1;Password=geheim")]
    [InlineData("Database:ConnectionString", "Host=127.0.0.1;Database=traceability;Password=geheim;Colour=red")]
    [InlineData("Database:OwnerConnectionString", "Password=geheim")]
    public void A_connection_string_that_cannot_be_used_says_what_to_do_and_tells_no_password(string setting, string? value)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager();
        configuration["Database:Provider"] = "Postgres";
        configuration["Database:ConnectionString"] = Unused;
        configuration[setting] = value;

        var refusal = Assert.Throws<SettingException>(() => HouseSettings.Read(configuration)).Message;

        Assert.StartsWith(setting, refusal);
        Assert.Contains("Host=", refusal);
        Assert.DoesNotContain("geheim", refusal);
    }

    [Theory]
    [InlineData("pg_basebackup", "backup", "copy.db")]
    [InlineData("pg_basebackup", "restore", "copy.db")]
    [InlineData("127.0.0.1:1", "new-api-key", "--tenant=Operator", "--role=Administrator")]
    public async Task A_command_that_cannot_be_done_says_so_in_a_sentence(string sentence, params string[] command)
    {
        var directory = Directory.CreateTempSubdirectory("traceability-story-").FullName;
        try
        {
            string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Traceability.Standalone.dll"), .. command, "--Database:Provider=Postgres", $"--Database:ConnectionString={Unused}", $"--Traceability:DataDirectory={directory}"];
            using var program = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = directory })!;
            var told = await program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(1, program.ExitCode);
            Assert.Contains(sentence, told);
            Assert.DoesNotContain("geheim", told);
            Assert.DoesNotContain("   at ", told);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
