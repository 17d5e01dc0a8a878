using Microsoft.EntityFrameworkCore;
using Traceability.Codes;
using Traceability.Scans;
using Traceability.Storage.Codes;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Codes;

/// <summary>Keys are files beside the database; what the database records of them must fit, and what was printed must stay readable.</summary>
public abstract class KeyShelfContract(TestDatabase database)
{
    [Fact]
    public async Task The_first_start_makes_one_sealing_key_that_only_the_service_can_read()
    {
        using var house = await database.Open();

        var files = Directory.GetFiles(house.Settings.KeyDirectory).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["receipt.key", "seal-1.key"], files);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.GetFiles(house.Settings.KeyDirectory))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.Equal('1', house.House.Keys.Ring.Sealing.Symbol);
        // The database knows how to recognise the key, never the key.
        Assert.DoesNotContain(File.ReadAllText(KeyFile(house, '1')).Trim(), house.Everything(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_second_start_finds_the_same_keys()
    {
        using var house = await database.Open();
        var second = await house.OpenAgain();

        Assert.Equal(house.House.Keys.Ring.Sealing.Fingerprint, second.Keys.Ring.Sealing.Fingerprint);
        var scan = Guid.CreateVersion7(house.Clock.GetUtcNow());
        Assert.Equal(house.House.Keys.Receipts.Issue(1, 2, scan), second.Keys.Receipts.Issue(1, 2, scan));
    }

    [Fact]
    public async Task Many_first_starts_at_once_make_one_key()
    {
        using var empty = new TestHouse(database);

        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(empty.OpenAgain)));

        Assert.Single(opened.Select(each => each.Keys.Ring.Sealing.Fingerprint).Distinct());
        Assert.Single(opened.Select(each => each.Keys.Receipts.Issue(1, 2, Guid.Empty)).Distinct());
        Assert.Equal(2, Directory.GetFiles(empty.Settings.KeyDirectory).Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("00112233445566778899aabbccddeeff")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000zz")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_key_file_that_is_missing_or_holds_another_key_stops_the_start(string? content)
    {
        using var house = await database.Open();
        File.Delete(KeyFile(house, '1'));
        if (content is not null)
            File.WriteAllText(KeyFile(house, '1'), content);

        var missing = await Assert.ThrowsAsync<MissingKeyException>(house.OpenAgain);
        Assert.Equal('1', missing.Symbol);
        Assert.Contains("seal-1.key", missing.Message);
    }

    [Fact]
    public async Task Rotation_takes_effect_with_the_next_batch_and_what_was_printed_keeps_verifying()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        var second = await house.OpenAgain();

        var symbol = await house.House.Keys.Rotate(CancellationToken.None);
        var next = await seed.Issue(house.House, 10);

        Assert.Equal(('1', '2', '2'), (seed.Batch.KeySymbol, symbol, next.KeySymbol));
        Assert.True(house.House.Keys.Ring.TryGet('1', out var old));
        Assert.Equal(new KeyState.OpeningOnly(), old.State);
        foreach (var opened in (House[])[house.House, second])
        {
            foreach (var batch in (Storage.Issuing.BatchRow[])[next, seed.Batch])
            {
                var answer = await opened.Labels.Look(house.CodeOf(batch, 1), null, null, house.Clock.GetUtcNow(), CancellationToken.None);
                Assert.Equal(Verdict.FirstScan, answer.Judgement.Verdict);
            }
        }
    }

    [Fact]
    public async Task A_stolen_sealing_key_is_replaced_and_a_stolen_old_key_is_not()
    {
        using var house = await database.Open();
        var keys = house.House.Keys;
        var theft = house.Clock.GetUtcNow();

        Assert.True(await keys.Compromise('1', theft, CancellationToken.None));
        Assert.Equal('2', keys.Ring.Sealing.Symbol);
        Assert.True(keys.Ring.TryGet('1', out var stolen));
        Assert.Equal(new KeyState.Compromised(theft), stolen.State);

        await keys.Rotate(CancellationToken.None);
        Assert.True(await keys.Compromise('2', theft, CancellationToken.None));
        Assert.Equal(('3', 3), (keys.Ring.Sealing.Symbol, keys.Ring.Keys.Count));

        Assert.False(await keys.Compromise('9', theft, CancellationToken.None));
        Assert.False(await keys.Compromise('O', theft, CancellationToken.None));
    }

    [Fact]
    public async Task A_key_made_by_another_process_can_be_declared_stolen_here()
    {
        using var house = await database.Open();
        var second = await house.OpenAgain();
        await second.Keys.Rotate(CancellationToken.None);

        Assert.True(await house.House.Keys.Compromise('2', house.Clock.GetUtcNow(), CancellationToken.None));
        Assert.Equal('3', house.House.Keys.Ring.Sealing.Symbol);
    }

    // It may be the key of a database that was lost: whatever was printed under it could never be opened again.
    [Fact]
    public async Task A_key_file_that_the_database_does_not_know_is_passed_by_and_never_written_over()
    {
        using var house = await database.Open();
        File.WriteAllText(KeyFile(house, '2'), "of another house");

        Assert.Equal('3', await house.House.Keys.Rotate(CancellationToken.None));
        Assert.Equal("of another house", File.ReadAllText(KeyFile(house, '2')));
    }

    [Fact]
    public async Task A_loaded_house_goes_on_when_a_key_file_disappears()
    {
        using var house = await database.Open();
        var seed = await Seed.Sow(house.House, "甲");
        File.Delete(KeyFile(house, '1'));
        await house.House.Keys.Rotate(CancellationToken.None);

        var answer = await house.House.Labels.Look(house.CodeOf(seed.Batch, 1), null, null, house.Clock.GetUtcNow(), CancellationToken.None);
        Assert.Equal(Verdict.FirstScan, answer.Judgement.Verdict);
    }

    [Fact]
    public async Task When_all_thirty_one_symbols_are_used_no_key_is_made()
    {
        using var house = await database.Open();
        for (var made = 1; made < 31; made++)
            await house.House.Keys.Rotate(CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => house.House.Keys.Rotate(CancellationToken.None));
        await using var db = house.House.Store.Read(TenantScope.House);
        Assert.Equal(1, await db.SealingKeys.CountAsync(key => key.State == KeyStanding.Sealing, CancellationToken.None));
        Assert.DoesNotContain('0', house.House.Keys.Ring.Keys.Select(key => key.Symbol));
    }

    private static string KeyFile(TestHouse house, char symbol) => Path.Combine(house.Settings.KeyDirectory, $"seal-{symbol}.key");
}
