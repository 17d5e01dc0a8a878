using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Traceability.Stories.Faults;

/// <summary>More people come than the process may hold connections.</summary>
[Collection(nameof(FilledHouses))]
public sealed class DescriptorTests(FilledHouses houses)
{
    // Far more than the house needs for itself, far fewer than come.
    private const int Descriptors = 512, Strangers = 1_000;

    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task Out_of_descriptors_the_house_lives_loses_nothing_and_recovers_when_people_leave(string technology)
    {
        Assert.SkipUnless(HasPrlimit(), "prlimit is not installed: tests/run installs it (util-linux).");
        var filled = await houses.Of(technology);
        await using var database = await filled.Copy();
        var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
        await using var house = await RunningHouse.Start(database, new HouseCommand { Prefix = ["prlimit", $"--nofile={Descriptors}:{Descriptors}"] });
        await using var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance, people: 32);
        await crowd.IsServed();

        // They come, say nothing, and stay.
        var strangers = new List<Socket>();
        for (var i = 0; i < Strangers; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            strangers.Add(socket);
            try
            {
                socket.Connect(IPAddress.Loopback, house.PublicDoor.Port);
            }
            catch (SocketException)
            {
                // On its way, or refused.
            }
        }

        for (var until = Stopwatch.StartNew(); until.Elapsed < TimeSpan.FromSeconds(2 * Chance.Rounds); await Task.Delay(50))
            Assert.False(house.HasEnded, $"It ended: {house.Errors} {house.Output}");

        strangers.ForEach(socket => socket.Dispose());
        await Patience.Until(
            async () => house.HasEnded ? $"It ended: {house.Errors}" : $"{(await house.Ask("/readyz")).Status}", ready => ready == "200", TimeSpan.FromSeconds(10));
        await crowd.IsServed();
        await crowd.Leave();
        Assert.False(ledger.Tries.Any(scan => scan.IsCut), ledger.Told);
        Assert.True(ledger.Tries.All(scan => scan.IsAcknowledged || scan.Status == 0 || scan.IsAskedToComeAgain), ledger.Told);
        ledger.HoldsAgainst(database);
    }

    private static bool HasPrlimit()
    {
        try
        {
            using var limit = Process.Start(new ProcessStartInfo("prlimit", ["--version"]) { RedirectStandardOutput = true })!;
            limit.WaitForExit();
            return limit.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
