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

    /// <summary>Numbers that stand for addresses for a day.</summary>
    public DailyNumber Strangers => Current.Strangers;

    /// <summary>The newest version of the facts that this process has seen.</summary>
    internal long FactsVersion => Current.FactsVersion;

    private Shelf Current => _shelf ?? throw new InvalidOperationException("The keys were not loaded.");

    /// <summary>A symbol is left for one more key: without, neither rotating nor replacing a stolen sealing key is possible.</summary>
    public bool HasFreeSymbol => FreeSymbols.Any(symbol => !Ring.TryGet(symbol, out _) && !File.Exists(KeyFile.Of(directory, symbol)));

    /// <summary>Loads the keys; an empty house gets its first.</summary>
    /// <exception cref="MissingKeyException">A file is missing or holds another key than the database records.</exception>
    public async Task Load(CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        await Make(onlyTheFirst: true, cancellation);
        await Reload(cancellation);
    }

    /// <summary>Makes a new sealing key and leaves the old one opening only. It takes effect with the next batch; printed codes keep verifying.</summary>
    public async Task<char> Rotate(CancellationToken cancellation)
    {
        var symbol = await Make(onlyTheFirst: false, cancellation);
        await Reload(cancellation);
        return symbol;
    }

    /// <summary>Declares a key stolen since a moment. A stolen sealing key is replaced at once. False when there is no such key.</summary>
    public async Task<bool> Compromise(char symbol, DateTimeOffset since, CancellationToken cancellation)
    {
        await Reload(cancellation);
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
        await Read(db, await db.FactsVersions.Select(facts => facts.Version).SingleAsync(cancellation), cancellation);
    }

    /// <summary>The symbol of the key that new batches take, as the database says at this moment: another process may have rotated.</summary>
    public async Task<char> SealingSymbol(TraceabilityDb db, CancellationToken cancellation)
    {
        await Read(db, await db.FactsVersions.Select(facts => facts.Version).SingleAsync(cancellation), cancellation);
        return Ring.Sealing.Symbol;
    }

    /// <summary>Brings the keys up to a version of the facts that was read from the database; a standing is never older than the verdict it is used for.</summary>
    internal async ValueTask Follow(long factsVersion, CancellationToken cancellation)
    {
        if (FactsVersion == factsVersion)
            return;
        await using var db = store.Read(TenantScope.House);
        await Read(db, factsVersion, cancellation);
    }

    private async Task Read(TraceabilityDb db, long factsVersion, CancellationToken cancellation)
    {
        if (_shelf is { } held && held.FactsVersion == factsVersion)
            return;
        var rows = await db.SealingKeys.AsNoTracking().ToListAsync(cancellation);
        _shelf = new Shelf(factsVersion, new KeyRing(rows.Select(KeyOf)), _shelf?.ReceiptKey ?? KeyFile.ReceiptKeyIn(directory));
    }

    // A key once loaded does not depend on its file any more, nor does the scan that made us look.
    private SealingKey KeyOf(SealingKeyRow row)
    {
        KeyState state = row.State switch
        {
            KeyStanding.Sealing => new KeyState.Sealing(),
            KeyStanding.OpeningOnly => new KeyState.OpeningOnly(),
            _ => new KeyState.Compromised(row.CompromisedSince ?? row.CreatedAt),
        };
        if (_shelf is { } shelf && shelf.Ring.TryGet(row.Symbol, out var held) && held.Fingerprint == row.Fingerprint)
            return held.Standing(state);
        return KeyFile.TryRead(directory, row.Symbol, row.Fingerprint, state, out var key) ? key : throw new MissingKeyException(row.Symbol);
    }

    private Task<char> Make(bool onlyTheFirst, CancellationToken cancellation) => store.Write(TenantScope.House, async db =>
    {
        var now = clock.GetUtcNow();
        var used = await db.SealingKeys.ToListAsync(cancellation);
        if (onlyTheFirst && used.Count > 0)
            return Written<char>.Nothing(default);
        // A file without a row is the key of another database or of a deed that failed: it is passed by, never written over.
        var free = FreeSymbols.FirstOrDefault(symbol => used.All(key => key.Symbol != symbol) && !File.Exists(KeyFile.Of(directory, symbol)));
        if (free == default)
            throw new InvalidOperationException("All key symbols are used up.");

        var secret = RandomNumberGenerator.GetBytes(SealingKey.KeyBytes);
        KeyFile.Write(KeyFile.Of(directory, free), secret);
        foreach (var key in used.Where(key => key.State == KeyStanding.Sealing))
            key.State = KeyStanding.OpeningOnly;
        var fingerprint = new SealingKey(free, secret, new KeyState.Sealing()).Fingerprint;
        db.SealingKeys.Add(new SealingKeyRow(free, fingerprint, now) { State = KeyStanding.Sealing });
        return Written<char>.Done(free, Act.Of(ActKind.KeyChanged, now,
            Fact.Text("symbol", free.ToString()), Fact.Text("fingerprint", fingerprint), Fact.Text("state", nameof(KeyStanding.Sealing))));
    }, cancellation);

    private sealed record Shelf(long FactsVersion, KeyRing Ring, byte[] ReceiptKey)
    {
        public ReceiptSeal Receipts { get; } = new(ReceiptKey);

        public DailyNumber Strangers { get; } = new(ReceiptKey);

        public CodeSeal Seal { get; } = new(Ring);
    }
}

/// <summary>The file of a sealing key is missing or holds another key: without it printed codes cannot be opened.</summary>
public sealed class MissingKeyException(char symbol)
    : Exception($"The file of sealing key {symbol} is missing or holds another key. Put it back as {Path.GetFileName(KeyFile.Of("", symbol))} from the backup of the key files.")
{
    /// <summary>The key symbol.</summary>
    public char Symbol { get; } = symbol;
}
