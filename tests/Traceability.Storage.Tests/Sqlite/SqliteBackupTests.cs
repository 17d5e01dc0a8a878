using Microsoft.Data.Sqlite;
using Traceability.Scans;
using Traceability.Storage.Scans;
using Traceability.Storage.Sqlite;
using Traceability.Storage.Tests.Houses;

namespace Traceability.Storage.Tests.Sqlite;

public sealed class SqliteBackupTests : IDisposable
{
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("backup").FullName;

    private string Copy => Path.Combine(_elsewhere, "copy.db");

    public void Dispose() => Directory.Delete(_elsewhere, recursive: true);

    [Fact]
    public async Task A_restored_house_answers_as_the_old_one_did()
    {
        using var house = await new SqliteDatabase().Open();
        var seed = await Seed.Sow(house.House, "甲");
        await Count(house, seed, 1);
        SqliteBackup.Take(house.Settings.ConnectionString, Copy);
        await Count(house, seed, 2);

        var settings = Elsewhere(house);
        SqliteBackup.Restore(Copy, settings);
        using var restored = await House.Open(settings, house.Clock, CancellationToken.None);

        Assert.Equal(Verdict.SeenBefore, await Look(restored, 1));
        Assert.Equal(Verdict.FirstScan, await Look(restored, 2));
        Assert.Equal(Verdict.Withdrawn, await Look(restored, 615));

        async Task<Verdict> Look(House at, uint serial) =>
            (await at.Labels.Look(house.CodeOf(seed.Batch, serial), null, null, house.Clock.GetUtcNow(), CancellationToken.None)).Judgement.Verdict;
    }

    // The database itself is as readable as its directory lets it be; a copy lies elsewhere.
    [Fact]
    public async Task The_data_directory_and_a_backup_are_for_the_services_own_user()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var house = await new SqliteDatabase().Open();
        var inside = Path.Combine(_elsewhere, "above", "data");
        var settings = house.Settings with { DataDirectory = inside, ConnectionString = SqliteEngine.ConnectionStringOf(Path.Combine(inside, SqliteEngine.FileName)) };
        using (await House.Open(settings, house.Clock, CancellationToken.None))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(inside));
            Assert.Equal(File.GetUnixFileMode(Directory.CreateDirectory(Path.Combine(_elsewhere, "usual")).FullName), File.GetUnixFileMode(Path.GetDirectoryName(inside)!));
        }

        const UnixFileMode given = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(inside, given);
        using (await House.Open(settings, house.Clock, CancellationToken.None))
            Assert.Equal(given, File.GetUnixFileMode(inside));

        SqliteBackup.Take(house.Settings.ConnectionString, Copy);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Copy));
    }

    // Each scan commits one row here and one there. A copy of any moment holds both or neither, and the scans of a prefix without a gap.
    [Fact]
    public async Task A_backup_taken_while_scans_go_on_is_a_sound_prefix()
    {
        using var house = await new SqliteDatabase().Open();
        var seed = await Seed.Sow(house.House, "甲");
        var writer = Task.Run(async () =>
        {
            for (var serial = 1u; serial <= 100; serial++)
                await Count(house, seed, serial);
        }, TestContext.Current.CancellationToken);

        var before = 0L;
        for (var i = 0; i < 3 || !writer.IsCompleted; i++)
        {
            var copy = $"{Copy}.{i}";
            SqliteBackup.Take(house.Settings.ConnectionString, copy);

            var scans = Number(copy, "SELECT count(*) FROM scan");
            Assert.Equal(scans, Number(copy, "SELECT coalesce(max(serial), 0) FROM scan"));
            Assert.Equal(scans, Number(copy, "SELECT count(*) FROM label WHERE scan_count = 1"));
            Assert.Equal(scans, Number(copy, "SELECT count(*) FROM act WHERE kind = 'Scanned'"));
            Assert.True(scans >= before);
            Assert.False(File.Exists(copy + "-wal"));
            before = scans;
        }

        await writer;
    }

    [Fact]
    public async Task A_backup_never_writes_over_a_file_and_a_restore_never_over_a_database()
    {
        using var house = await new SqliteDatabase().Open();
        SqliteBackup.Take(house.Settings.ConnectionString, Copy);

        Refused("exists", () => SqliteBackup.Take(house.Settings.ConnectionString, Copy));
        Refused("exists", () => SqliteBackup.Restore(Copy, house.Settings));
        foreach (var left in (string[])["", "-wal", "-shm"])
        {
            var settings = Elsewhere(house);
            File.WriteAllText(Path.Combine(settings.DataDirectory, SqliteEngine.FileName) + left, "");
            Refused("exists", () => SqliteBackup.Restore(Copy, settings));
        }
    }

    [Fact]
    public async Task Where_there_is_no_database_no_backup_is_taken_and_none_is_made()
    {
        using var house = await new SqliteDatabase().Open();
        var settings = Elsewhere(house);

        Refused("no database", () => SqliteBackup.Take(settings.ConnectionString, Copy));
        Assert.Empty(Directory.GetFiles(settings.DataDirectory));
        Assert.False(File.Exists(Copy));
    }

    // Names and numbers within a page are invisible to the database's own check: a flip anywhere must show.
    [Fact]
    public async Task A_backup_with_one_flipped_byte_is_refused_wherever_it_lies()
    {
        using var house = await new SqliteDatabase().Open();
        await Seed.Sow(house.House, "甲");
        SqliteBackup.Take(house.Settings.ConnectionString, Copy);
        var whole = File.ReadAllBytes(Copy);
        var random = new Random(20261001);
        var settings = Elsewhere(house);

        foreach (var at in Enumerable.Range(0, 40).Select(_ => random.Next(whole.Length)).Append(0).Append(whole.Length - 1))
        {
            var flipped = whole.ToArray();
            flipped[at] ^= 1;
            File.WriteAllBytes(Copy, flipped);
            Refused("damaged", () => SqliteBackup.Restore(Copy, settings));
        }

        File.WriteAllBytes(Copy, whole[..^4096]);
        Refused("damaged", () => SqliteBackup.Restore(Copy, settings));
        Assert.False(File.Exists(Path.Combine(settings.DataDirectory, SqliteEngine.FileName)));

        File.WriteAllBytes(Copy, whole);
        SqliteBackup.Restore(Copy, settings);
    }

    [Fact]
    public async Task A_copy_of_files_in_use_is_no_backup()
    {
        using var house = await new SqliteDatabase().Open();
        var file = Path.Combine(house.Directory, SqliteEngine.FileName);
        File.Copy(file, Copy);

        Refused(".sha256", () => SqliteBackup.Restore(Copy, Elsewhere(house)));
        File.Copy(file + "-wal", Copy + "-wal");
        Refused("-wal", () => SqliteBackup.Restore(Copy, Elsewhere(house)));
        Refused("no backup", () => SqliteBackup.Restore(Copy + ".none", Elsewhere(house)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("garbage")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_backup_whose_codes_could_not_be_opened_is_refused(string? content)
    {
        using var house = await new SqliteDatabase().Open();
        SqliteBackup.Take(house.Settings.ConnectionString, Copy);
        var settings = Elsewhere(house);
        var key = Path.Combine(settings.KeyDirectory, "seal-1.key");
        File.Delete(key);
        if (content is not null)
            File.WriteAllText(key, content);

        Refused("seal-1.key", () => SqliteBackup.Restore(Copy, settings));
        Assert.False(File.Exists(Path.Combine(settings.DataDirectory, SqliteEngine.FileName)));
    }

    [Fact]
    public async Task A_database_that_is_not_sound_gives_no_backup_and_leaves_no_file()
    {
        using var house = await new SqliteDatabase().Open();
        using (var connection = new SqliteConnection(house.Settings.ConnectionString))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA foreign_keys = OFF; INSERT INTO api_key (id, tenant_id, role, name, secret_sha256, created_at) VALUES ('1', 'nobody', 'Producer', 'x', 'x', 0); PRAGMA foreign_keys = ON";
            command.ExecuteNonQuery();
        }

        Refused("rows that are gone", () => SqliteBackup.Take(house.Settings.ConnectionString, Copy));
        Assert.Empty(Directory.GetFiles(_elsewhere));
    }

    [Fact]
    public async Task A_scan_that_is_missing_or_was_added_by_hand_is_noticed()
    {
        using var house = await new SqliteDatabase().Open();
        var seed = await Seed.Sow(house.House, "甲");
        await Count(house, seed, 1);
        await Count(house, seed, 2);
        using (var connection = new SqliteConnection(house.Settings.ConnectionString))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM scan WHERE serial = 2";
            command.ExecuteNonQuery();
        }

        Refused("other scans than its acts say", () => SqliteBackup.Take(house.Settings.ConnectionString, Copy));
    }

    private static void Refused(string why, Func<string> command) => Assert.Contains(why, Assert.Throws<BackupException>(command).Message);

    private static Task<CountedScan> Count(TestHouse house, Seed seed, uint serial) => Patience.Sent(() => house.House.Scans.Append(
        house.CodeOf(seed.Batch, serial), null, Guid.CreateVersion7(house.Clock.GetUtcNow()), null, ScanWitness.Unknown, house.Clock.GetUtcNow(), CancellationToken.None));

    // Another machine: the key files were put there first, as the message asks.
    private HouseSettings Elsewhere(TestHouse house)
    {
        var directory = Path.Combine(_elsewhere, Path.GetRandomFileName());
        var settings = house.Settings with
        {
            DataDirectory = directory,
            ConnectionString = SqliteEngine.ConnectionStringOf(Path.Combine(directory, SqliteEngine.FileName)),
        };
        Directory.CreateDirectory(settings.KeyDirectory);
        foreach (var key in Directory.GetFiles(house.Settings.KeyDirectory))
            File.Copy(key, Path.Combine(settings.KeyDirectory, Path.GetFileName(key)));
        return settings;
    }

    private static long Number(string file, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
