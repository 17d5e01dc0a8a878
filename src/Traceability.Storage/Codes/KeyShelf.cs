using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Traceability.Codes;
using Traceability.Ledger;
using Traceability.Scans;

namespace Traceability.Storage.Codes;

/// <summary>The keys on this machine: one file per sealing key and one for receipts, outside the database and readable by the service alone (0600).</summary>
/// <remarks>The database records each key's fingerprint and standing, so a missing or wrong file is noticed before it opens anything.</remarks>
public sealed class KeyShelf(string directory, Store store, TimeProvider clock)
{
    // A new key for each year: thirty-one years, without the 0 that people read as O.
    private const string FreeSymbols = "123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private volatile Shelf? _shelf;

    /// <summary>Seals and opens codes.</summary>
    public CodeSeal Seal => Current.Seal;

    /// <summary>The keys with their standing.</summary>
    public KeyRing Ring => Current.Ring;

    /// <summary>Makes and opens receipts.</summary>
    public ReceiptSeal Receipts => Current.Receipts;

    private Shelf Current => _shelf ?? throw new InvalidOperationException("The keys were not loaded.");

    /// <summary>Where the file of a sealing key lies.</summary>
    public static string FileOf(string directory, char symbol) => Path.Combine(directory, $"seal-{symbol}.key");

    /// <summary>Loads the keys; an empty house gets its first.</summary>
    /// <exception cref="MissingKeyException">A file is missing or holds another key than the database records.</exception>
    public async Task Load(CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        await using (var db = store.Read(TenantScope.House))
        {
            if (await db.SealingKeys.AnyAsync(cancellation))
            {
                _shelf = new Shelf(await ReadRing(db, cancellation), ReadReceipts());
                return;
            }
        }

        await Rotate(cancellation);
    }

    /// <summary>Makes a new sealing key and leaves the old one opening only. It takes effect with the next batch; printed codes keep verifying.</summary>
    public async Task<char> Rotate(CancellationToken cancellation)
    {
        var symbol = await store.Write(TenantScope.House, async db =>
        {
            var now = clock.GetUtcNow();
            var used = await db.SealingKeys.ToListAsync(cancellation);
            var free = FreeSymbols.FirstOrDefault(symbol => used.All(key => key.Symbol != symbol));
            if (free == default)
                throw new InvalidOperationException("All key symbols are used up.");

            var secret = RandomNumberGenerator.GetBytes(32);
            WriteSecret(FileOf(directory, free), secret);
            foreach (var key in used.Where(key => key.State == KeyStanding.Sealing))
                key.State = KeyStanding.OpeningOnly;
            var fingerprint = new SealingKey(free, secret, new KeyState.Sealing()).Fingerprint;
            db.SealingKeys.Add(new SealingKeyRow(free, fingerprint, now) { State = KeyStanding.Sealing });
            return Written<char>.Done(free, Act.Of(ActKind.KeyChanged, now,
                Fact.Text("symbol", free.ToString()), Fact.Text("fingerprint", fingerprint), Fact.Text("state", nameof(KeyStanding.Sealing))));
        }, cancellation);
        await Reload(cancellation);
        return symbol;
    }

    /// <summary>Declares a key stolen since a moment. A stolen sealing key is replaced at once. False when there is no such key.</summary>
    public async Task<bool> Compromise(char symbol, DateTimeOffset since, CancellationToken cancellation)
    {
        if (!Ring.TryGet(symbol, out var key))
            return false;
        if (key.State is KeyState.Sealing)
            await Rotate(cancellation);

        await store.Write(TenantScope.House, async db =>
        {
            var row = await db.SealingKeys.SingleAsync(row => row.Symbol == symbol, cancellation);
            row.State = KeyStanding.Compromised;
            row.CompromisedSince = since;
            return Written<bool>.Done(true, Act.Of(ActKind.KeyChanged, clock.GetUtcNow(),
                Fact.Text("symbol", symbol.ToString()), Fact.Text("state", nameof(KeyStanding.Compromised)),
                Fact.Number("sinceMilliseconds", since.ToUnixTimeMilliseconds())));
        }, cancellation);
        await Reload(cancellation);
        return true;
    }

    /// <summary>Reads standings again: another process may have rotated.</summary>
    public async Task Reload(CancellationToken cancellation)
    {
        await using var db = store.Read(TenantScope.House);
        _shelf = new Shelf(await ReadRing(db, cancellation), ReadReceipts());
    }

    private async Task<KeyRing> ReadRing(TraceabilityDb db, CancellationToken cancellation)
    {
        var rows = await db.SealingKeys.ToListAsync(cancellation);
        return new KeyRing(rows.Select(row =>
        {
            var file = FileOf(directory, row.Symbol);
            if (!File.Exists(file))
                throw new MissingKeyException(row.Symbol, file);
            KeyState state = row.State switch
            {
                KeyStanding.Sealing => new KeyState.Sealing(),
                KeyStanding.OpeningOnly => new KeyState.OpeningOnly(),
                _ => new KeyState.Compromised(row.CompromisedSince ?? row.CreatedAt),
            };
            var key = new SealingKey(row.Symbol, ReadSecret(file), state);
            return key.Fingerprint == row.Fingerprint ? key : throw new MissingKeyException(row.Symbol, file);
        }));
    }

    private ReceiptSeal ReadReceipts()
    {
        var file = Path.Combine(directory, "receipt.key");
        if (!File.Exists(file))
            WriteSecret(file, RandomNumberGenerator.GetBytes(32));
        return new ReceiptSeal(ReadSecret(file));
    }

    internal static byte[] ReadSecret(string file) => Convert.FromHexString(File.ReadAllText(file).Trim());

    private static void WriteSecret(string file, byte[] secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.WriteLine(Convert.ToHexStringLower(secret));
    }

    private sealed record Shelf(KeyRing Ring, ReceiptSeal Receipts)
    {
        public CodeSeal Seal { get; } = new(Ring);
    }
}

/// <summary>The file of a sealing key is missing or holds another key: without it printed codes cannot be opened.</summary>
public sealed class MissingKeyException(char symbol, string file)
    : Exception($"The file of sealing key {symbol} is missing or holds another key. Put it back as {Path.GetFileName(file)} from the backup of the key files.")
{
    /// <summary>The key symbol.</summary>
    public char Symbol { get; } = symbol;
}
