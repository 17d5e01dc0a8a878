using System.Net;
using Traceability.Codes;
using Traceability.Ledger;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Scans;
using Traceability.Stories.Manners;

namespace Traceability.Stories.Operating;

/// <summary>What is measured agrees with what was answered.</summary>
public sealed class MetricTests
{
    private FailingEngine _engine = null!;

    [Fact]
    public async Task Scans_are_told_by_verdict_and_the_groups_add_up_to_them()
    {
        await using var house = await OpenHouse.Open();
        using var listener = new Listener(house);
        var shop = await Shop.Open(house, 41);

        var told = new List<string?>();
        for (var round = 0; round < 2; round++)
            told.AddRange((await Task.WhenAll(shop.Codes.Select(code => shop.Scan(code)))).Select(scan => scan.Verdict));
        told.AddRange((await Task.WhenAll(Enumerable.Range(0, 20).Select(i => shop.Scan(shop.NeverIssued(i))))).Select(scan => scan.Verdict));

        foreach (var verdict in Enum.GetNames<Verdict>())
            Assert.Equal(told.Count(one => one == verdict), listener.Sum("traceability.scans.acknowledged", verdict));
        Assert.Equal(40, listener.Sum("traceability.scans.acknowledged", nameof(Verdict.FirstScan)));
        Assert.Equal(102, listener.Sum("traceability.scans.acknowledged"));
        Assert.Equal(102, listener.Sum("traceability.scans.group.size"));
        Assert.Equal(listener.Count("traceability.scans.group.size"), listener.Count("traceability.scans.commit.duration"));
        Assert.True(listener.Sum("traceability.scans.commit.duration") > 0);
        Assert.Equal(0, listener.Observe("traceability.scans.waiting"));
        Assert.Equal(0, listener.Count("traceability.scans.refused"));
    }

    [Fact]
    public async Task A_scan_whose_facts_changed_while_it_waited_is_still_one_scan()
    {
        await using var house = await OpenHouse.Open(Failing);
        using var listener = new Listener(house);
        var shop = await Shop.Open(house, 20);

        // The first holds the door of the writer; the others wait behind it while the facts change.
        _engine.GroupsPass.Reset();
        var scans = new List<Task<(HttpStatusCode Status, string? Verdict, string? Receipt)>> { shop.Scan(shop.Codes[0]) };
        await Patience.Until(() => _engine.GroupsWaiting > 0);
        scans.AddRange(shop.Codes.Skip(1).Select(code => shop.Scan(code)));
        await Patience.Until(() => listener.Observe("traceability.scans.waiting") > 0);
        var change = shop.Village.Range(shop.Batch, 20, 20, "Activated");
        await Task.Delay(50);
        _engine.GroupsPass.Set();
        Assert.All(await Task.WhenAll(scans), scan => Assert.Equal(HttpStatusCode.OK, scan.Status));
        await change;

        Assert.Equal(20, listener.Sum("traceability.scans.acknowledged"));
        Assert.Equal(20, listener.Sum("traceability.scans.group.size"));
    }

    [Fact]
    public async Task Who_comes_to_a_full_queue_is_counted_as_refused_and_the_door_says_so()
    {
        await using var house = await OpenHouse.Open(Failing);
        using var listener = new Listener(house);
        var shop = await Shop.Open(house, 2);
        const int Crowd = ScanJournal.WaitingMax + 3_000;

        // Nobody is handed in twice: the facts are known as they are.
        Assert.True(await Append(house, shop.NeverIssued(Crowd + 1)));
        _engine.GroupsPass.Reset();
        var first = Append(house, shop.NeverIssued(Crowd));
        await Patience.Until(() => _engine.GroupsWaiting > 0);
        var scans = Enumerable.Range(0, Crowd).Select(i => Append(house, shop.NeverIssued(i))).Prepend(first).ToList();
        Assert.True(house.House.Scans.IsFull);
        Assert.Equal((HttpStatusCode.OK, "ready\nnot counting scans: too many wait\n"), await shop.Ready());
        Assert.Equal(ScanJournal.WaitingMax, listener.Observe("traceability.scans.waiting"));
        _engine.GroupsPass.Set();

        // On a busy machine some waited for longer than anybody is made to.
        var refused = (await Task.WhenAll(scans)).Count(isCounted => !isCounted);
        Assert.Equal(3_000, listener.Sum("traceability.scans.refused", "queue_full"));
        Assert.Equal(refused - 3_000, listener.Sum("traceability.scans.refused", "too_late"));
        Assert.Equal(Crowd + 2 - refused, listener.Sum("traceability.scans.acknowledged", nameof(Verdict.NeverIssued)));
    }

    [Fact]
    public async Task Deeds_and_faults_of_the_storage_are_told()
    {
        await using var house = await OpenHouse.Open(Failing);
        using var listener = new Listener(house);
        var shop = await Shop.Open(house, 3);
        Assert.Equal(1, listener.Count("traceability.deeds.duration", nameof(ActKind.CodesIssued)));
        Assert.True(listener.Sum("traceability.deeds.duration") > 0);

        _engine.Writing = FailingEngine.Full;
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.Scan(shop.Codes[0])).Status);
        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Village.Range(shop.Batch, 3, 3, "Activated"));
        Assert.Equal(3, listener.Sum("traceability.scans.refused", "storage"));
        Assert.Equal(1, listener.Sum("traceability.deeds.refused", "storage"));
        Assert.Equal(1, listener.Observe("traceability.storage.broken", "write"));
        Assert.Equal(1, listener.Sum("traceability.storage.faults", "write"));

        _engine.Writing = null;
        Assert.Equal(HttpStatusCode.OK, (await shop.Scan(shop.Codes[0])).Status);
        Assert.Equal(0, listener.Observe("traceability.storage.broken"));
        Assert.Equal(1, listener.Sum("traceability.storage.recoveries", "write"));
        Assert.Equal(1, listener.Sum("traceability.storage.faults"));
    }

    [Fact]
    public async Task A_deed_that_waits_too_long_for_the_writer_is_told_as_busy()
    {
        await using var house = await OpenHouse.Open(Failing);
        using var listener = new Listener(house);
        var shop = await Shop.Open(house, 2);
        _engine.GroupsPass.Reset();
        var scan = Append(house, shop.Codes[0]);
        await Patience.Until(() => _engine.GroupsWaiting > 0);
        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Village.Range(shop.Batch, 2, 2, "Activated"));
        Assert.Equal(1, listener.Sum("traceability.deeds.refused", "busy"));
        _engine.GroupsPass.Set();
        Assert.True(await scan);
    }

    [Fact]
    public async Task One_house_does_not_hear_the_scans_of_another()
    {
        await using var house = await OpenHouse.Open();
        await using var other = await OpenHouse.Open();
        using var listener = new Listener(other);
        var shop = await Shop.Open(house, 2);
        await shop.Scan(shop.Codes[0]);
        Assert.Equal(0, listener.Count("traceability.scans.acknowledged"));
    }

    private OpenHouse.Way Failing => new() { Engine = settings => _engine = new FailingEngine(settings) };

    private static async Task<bool> Append(OpenHouse house, string typed)
    {
        Assert.True(SourceCode.TryParse(typed, out var code));
        try
        {
            await house.House.Scans.Append(code, null, AttackedHouse.ScanId(), null, ScanWitness.Unknown, OpenHouse.Noon, CancellationToken.None);
            return true;
        }
        catch (StoreBusyException)
        {
            return false;
        }
    }
}
