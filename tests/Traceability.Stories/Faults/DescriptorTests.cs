using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Traceability.Stories.Faults;

/// <summary>More people come than the process may hold connections.</summary>
[Collection(nameof(FilledHouses))]
public sealed class DescriptorTests(FilledHouses houses)
{
    private const int Spare = 24, Strangers = 400;

    [Theory, MemberData(nameof(HouseDatabase.Technologies), MemberType = typeof(HouseDatabase))]
    public async Task Out_of_descriptors_the_house_lives_loses_nothing_and_recovers_when_people_leave(string technology)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "prlimit is for Linux.");
        var filled = await houses.Of(technology);
        await using var database = await filled.Copy();
        var (chance, ledger) = (Chance.Begin(), new ScanLedger(database));
        await using var house = await RunningHouse.Start(database);
        await using var crowd = ScanCrowd.Enter(house.PublicDoor, filled.Codes, ledger, chance, people: 32);
        await crowd.IsServed();

        var open = Directory.GetFiles($"/proc/{house.Id}/fd").Length;
        try
        {
            using var limit = Process.Start("prlimit", ["--pid", $"{house.Id}", $"--nofile={open + Spare}:{open + Spare}"]);
            await limit.WaitForExitAsync();
            Assert.SkipUnless(limit.ExitCode == 0, "prlimit may not limit a process here.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("prlimit is not installed: tests/run installs it (util-linux).");
        }

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

        await Patience.Until(() => house.HasEnded || Directory.GetFiles($"/proc/{house.Id}/fd").Length >= open + Spare - 2, TimeSpan.FromSeconds(10));
        for (var until = Stopwatch.StartNew(); until.Elapsed < TimeSpan.FromSeconds(2 * Chance.Rounds); await Task.Delay(50))
            Assert.False(house.HasEnded, $"It ended: {house.Errors} {house.Output}");

        strangers.ForEach(socket => socket.Dispose());
        await Patience.Until(() => house.Ask("/readyz"), ready => ready.Status == 200, TimeSpan.FromSeconds(10));
        await crowd.IsServed();
        await crowd.Leave();
        Assert.False(ledger.Tries.Any(scan => scan.IsCut), ledger.Told);
        Assert.True(ledger.Tries.All(scan => scan.IsAcknowledged || scan.Status == 0 || scan.IsAskedToComeAgain), ledger.Told);
        ledger.HoldsAgainst(database);
    }
}
