using System.Diagnostics;
using Traceability.Stories.Faults;

namespace Traceability.Stories.Operating;

/// <summary>What the program makes of what an operator types.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("traceability-story-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("maybe")]
    [InlineData("On")]
    [InlineData("")]
    public async Task A_demonstration_is_on_or_off_and_nothing_else(string typed)
    {
        var (code, said, told) = await Run("--demo", typed);

        Assert.Equal((1, ""), (code, said));
        Assert.Equal($"--demo is “{typed}”, which cannot be used. Say on or off.", told.Trim());
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("backup", "--help")]
    [InlineData("new-api-key", "--help")]
    [InlineData("--demo", "off", "-?")]
    public async Task Help_is_an_answer_and_no_mistake(params string[] typed)
    {
        var (code, said, told) = await Run(typed);

        Assert.Equal((0, ""), (code, told));
        Assert.Contains("--demo off", said);
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [Theory]
    [InlineData("start")]
    [InlineData("backup")]
    [InlineData("--demo", "off", "restore")]
    public async Task A_line_that_is_no_command_is_told_how_one_looks(params string[] typed)
    {
        var (code, said, told) = await Run(typed);

        Assert.Equal((2, ""), (code, said));
        Assert.Contains("--demo off", told);
    }

    [Fact]
    public async Task A_demonstration_that_finds_somebody_in_the_house_is_left_out_and_says_so()
    {
        await using var database = HouseDatabase.Empty("Sqlite", Directory.CreateDirectory(Path.Combine(_directory, "house")).FullName);
        Assert.Equal(0, (await Run("new-api-key", "--tenant", "Operator", "--role", "Administrator", $"--Traceability:DataDirectory={database.Directory}")).Code);
        foreach (var isWanted in (bool[])[true, false])
        {
            await using var house = await RunningHouse.Start(database, new HouseCommand { WithDemonstration = isWanted });
            await Patience.Until(() => house.Output.Contains("Data 数据", StringComparison.Ordinal));
            house.Terminate();
            Assert.Equal(0, await house.End(within: TimeSpan.FromSeconds(20)));

            Assert.Equal(isWanted ? 1 : 0, house.Output.Split('\n').Count(line => line.Contains("the database is not empty", StringComparison.Ordinal)));
            Assert.Equal(1, database.Number("SELECT count(*) FROM tenant"));
            Assert.False(File.Exists(Path.Combine(database.Directory, "demo.json")));
        }
    }

    private async Task<(int Code, string Said, string Told)> Run(params string[] typed)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, HouseCommand.BothDoors), typed) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _directory };
        start.Environment["Traceability__DataDirectory"] = _directory;
        using var program = Process.Start(start)!;
        var said = program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var told = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (program.ExitCode, await said, await told);
    }
}
