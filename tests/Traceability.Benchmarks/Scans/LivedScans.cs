using Traceability.Codes;
using Traceability.Origins;
using Traceability.Scans;
using Traceability.Storage;
using Traceability.Storage.Scans;

namespace Traceability.Benchmarks.Scans;

/// <summary>Scans as honest items see them, straight into a journal: each label in one city, looked at by three networks every other day, a fifth of the looks with a place. Time is that of the lives, not of the run.</summary>
internal sealed class LivedScans(House house, DatabaseEngine engine, IReadOnlyList<SourceCode> codes) : IDisposable
{
    private const int Clients = 256, PlacedOf = 5;

    private static readonly ScanPlace[] Cities =
    [
        .. from place in new (double Longitude, double Latitude)[] { (121.47, 31.23), (116.4, 39.9), (113.26, 23.13), (104.07, 30.67), (87.62, 43.82) }
           select new ScanPlace(GeoPoint.At(place.Longitude, place.Latitude), 30).Coarse(),
    ];

    private readonly ScanJournal _silent = new(engine, house.Store.Gate, house.Labels, house.Keys, null, house.Clock);
    private readonly DateTimeOffset _began = house.Clock.GetUtcNow();
    private int _lived;

    /// <summary>Scans a second of so many, with the rules asked behind each or not; and what they were answered.</summary>
    public (double Rate, Dictionary<Verdict, int> Verdicts) Live(int scans, bool asksRules)
    {
        var journal = asksRules ? house.Scans : _silent;
        var (next, last) = (_lived, _lived + scans);
        _lived = last;
        var verdicts = new int[Enum.GetValues<Verdict>().Length];
        var from = System.Diagnostics.Stopwatch.GetTimestamp();
        Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i <= last; i = Interlocked.Increment(ref next))
            {
                var counted = await journal.Append(codes[i % codes.Count], null, Guid.CreateVersion7(), null, WitnessOf(i), _began + (i * TimeSpan.FromDays(2) / codes.Count), CancellationToken.None);
                Interlocked.Increment(ref verdicts[(int)counted.Answer.Judgement.Verdict]);
            }
        }))).GetAwaiter().GetResult();
        var rate = scans / System.Diagnostics.Stopwatch.GetElapsedTime(from).TotalSeconds;
        return (rate, Enum.GetValues<Verdict>().ToDictionary(verdict => verdict, verdict => verdicts[(int)verdict]));
    }

    public void Dispose() => _silent.Dispose();

    private ScanWitness WitnessOf(int scan)
    {
        var (label, look) = (scan % codes.Count, scan / codes.Count);
        var network = (ulong)((label * 3) + (look % 3) + 1);
        return new ScanWitness(null, look % PlacedOf == label % PlacedOf ? Cities[label % Cities.Length] : null, network, network);
    }
}
