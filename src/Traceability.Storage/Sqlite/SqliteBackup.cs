using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Traceability.Codes;
using Traceability.Storage.Codes;

namespace Traceability.Storage.Sqlite;

/// <summary>Copies a database while it is in use, and puts a copy back only when it is whole and its codes can be opened. Keys are backed up apart: they are files.</summary>
public static class SqliteBackup
{
    /// <summary>Takes a consistent copy of a running database, with its SHA-256 beside it as <c>sha256sum</c> writes it; answers one line for the operator.</summary>
    /// <exception cref="BackupException">There is no database, the file exists, or the copy is not sound and was taken away again.</exception>
    public static string Take(string connectionString, string file)
    {
        if (File.Exists(file))
            throw new BackupException($"{file} exists: a backup never writes over another.");

        // Opening would create an empty database where there is none.
        if (!File.Exists(new SqliteConnectionStringBuilder(connectionString).DataSource))
            throw new BackupException("There is no database to back up.");

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        // A copy leaves the directory that guards the database. An empty file is an empty database to SQLite, which keeps its mode.
        new FileStream(file, KeyFile.NewForItsOwner()).Dispose();
        try
        {
            return Copy(connectionString, file);
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    private static string Copy(string connectionString, string file)
    {
        using (var source = Open(connectionString))
        using (var copy = Open(Plain(file, SqliteOpenMode.ReadWriteCreate)))
        {
            // The online backup copies pages of one moment, the write-ahead log included: a plain copy of the file would lose it.
            source.BackupDatabase(copy);
        }

        string counted;
        using (var check = Open(Plain(file, SqliteOpenMode.ReadWrite)))
        {
            Scalar(check, "PRAGMA journal_mode = DELETE");
            Check(check);
            counted = Counted(check);
        }

        File.WriteAllText(SumFile(file), $"{Sum(file)}  {Path.GetFileName(file)}\n");
        return $"Backed up {counted} to {file}. Back up the key files apart from it.";
    }

    /// <summary>Puts a backup in the place of a database that is not there; answers one line for the operator.</summary>
    /// <exception cref="BackupException">There is a database, the backup is not as it was taken, or a key of its batches is missing.</exception>
    public static string Restore(string file, HouseSettings settings)
    {
        var target = new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource;
        if (!File.Exists(file))
            throw new BackupException($"There is no backup {file}.");
        foreach (var present in (string[])[target, target + "-wal", target + "-shm"])
        {
            if (File.Exists(present))
                throw new BackupException($"{present} exists: move it away first, a restore never writes over a database.");
        }

        if (File.Exists(file + "-wal"))
            throw new BackupException($"{file}-wal lies beside the backup: it is a copy of files in use, not a backup. Take one with the backup command.");

        // The database's own check sees broken pages; only the sum sees a changed name or number within one.
        if (!File.Exists(SumFile(file)))
            throw new BackupException($"{SumFile(file)} is missing: without its SHA-256 nobody can tell whether the backup is whole.");
        if (File.ReadAllText(SumFile(file)).Split(' ')[0] != Sum(file))
            throw new BackupException($"{file} is damaged: its SHA-256 is not the one in {Path.GetFileName(SumFile(file))}.");

        using var backup = Open(Plain(file, SqliteOpenMode.ReadOnly));
        Check(backup);
        CheckKeys(backup, settings.KeyDirectory);
        House.MakeDirectory(Path.GetDirectoryName(target)!);
        try
        {
            using var restored = Open(Plain(target, SqliteOpenMode.ReadWriteCreate));
            backup.BackupDatabase(restored);
            Check(restored);
            return $"Restored {Counted(restored)}; every batch has its key.";
        }
        catch
        {
            // Half a database must not be what the house opens next.
            File.Delete(target);
            throw;
        }
    }

    private static string SumFile(string file) => file + ".sha256";

    private static string Sum(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string Counted(SqliteConnection connection) =>
        $"{Scalar(connection, "SELECT count(*) FROM act")} acts and {Scalar(connection, "SELECT count(*) FROM batch")} batches";

    private static void Check(SqliteConnection connection)
    {
        try
        {
            if (Scalar(connection, "PRAGMA integrity_check") is not "ok" and var fault)
                throw new BackupException($"The file is damaged: {fault}");
            if (Scalar(connection, "SELECT count(*) FROM pragma_foreign_key_check") != "0")
                throw new BackupException("The file is damaged: rows point at rows that are gone.");
            var newest = int.Parse(Scalar(connection, "SELECT max(number) FROM schema_migration"), CultureInfo.InvariantCulture);
            if (newest > SqliteMigrations.Known[^1].Number)
                throw new BackupException($"The file has migration {newest}, which this program does not know.");
            // Scans were written without such acts before migration 5.
            if (newest >= 5 && Scalar(connection, "SELECT count(*) FROM scan WHERE act_id IS NOT NULL") != Scalar(connection, "SELECT coalesce(sum(length(leaves)), 0) / 32 FROM act"))
                throw new BackupException("The file is damaged: it holds other scans than its acts say.");
        }
        catch (SqliteException error)
        {
            throw new BackupException($"The file is no sound database of this service ({error.SqliteErrorCode}).");
        }
    }

    private static void CheckKeys(SqliteConnection backup, string keyDirectory)
    {
        using var query = backup.CreateCommand();
        query.CommandText = "SELECT symbol, fingerprint FROM sealing_key";
        using var rows = query.ExecuteReader();
        while (rows.Read())
        {
            var (symbol, fingerprint) = (rows.GetString(0)[0], rows.GetString(1));
            if (!KeyFile.TryRead(keyDirectory, symbol, fingerprint, new KeyState.OpeningOnly(), out _))
                throw new BackupException($"Sealing key {symbol} of this backup is missing: put {Path.GetFileName(KeyFile.Of(keyDirectory, symbol))} into the key directory first.");
        }
    }

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    private static string Plain(string file, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString();

    private static string Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }
}

/// <summary>A backup cannot be taken or put back; the message says why and what to do.</summary>
public sealed class BackupException(string message) : Exception(message);
