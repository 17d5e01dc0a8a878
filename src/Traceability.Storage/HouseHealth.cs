using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Traceability.Storage;

/// <summary>What the house can do at this moment: answer, and write.</summary>
public sealed class HouseHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly House _house;
    private readonly DatabaseEngine _engine;
    private readonly Lock _one = new();
    private Task<bool> _look = Task.FromResult(false);

    internal HouseHealth(House house, DatabaseEngine engine) => (_house, _engine) = (house, engine);

    /// <summary>True when what a verdict rests on can be read within two seconds.</summary>
    // A driver may hold its thread for as long as the disk holds the driver: whoever asks meanwhile waits for the same look, so that no more than one thread is ever held.
    public async Task<bool> CanAnswer(CancellationToken cancellation)
    {
        Task<bool> look;
        lock (_one)
            look = _look.IsCompleted ? _look = Task.Run(Look, CancellationToken.None) : _look;
        try
        {
            return await look.WaitAsync(Patience, cancellation);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Why nothing is written, in a sentence without a word of the inside; none while it is.</summary>
    /// <param name="rests">What rests meanwhile, such as "not counting scans".</param>
    public string? Trouble(string rests) =>
        _house.Store.Watch.CannotWriteSince is { } since ? string.Create(CultureInfo.InvariantCulture, $"{rests} since {since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}: the storage refused to write")
        : _house.Scans.IsFull ? $"{rests}: too many wait"
        : null;

    private async Task<bool> Look()
    {
        try
        {
            var seen = await _engine.ReadLabel(default, CancellationToken.None);
            // Another process may have rotated: whoever lacks the file of the new key can open no code of it.
            await _house.Keys.Follow(seen.FactsVersion, CancellationToken.None);
            await using var db = _house.Store.Read(TenantScope.House);
            return await db.FactsVersions.AnyAsync(CancellationToken.None);
        }
        catch (Exception error)
        {
            _house.PassesByItself(error);
            return false;
        }
    }
}
