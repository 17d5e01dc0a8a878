using System.Diagnostics.Metrics;
using System.Net;
using System.Threading.RateLimiting;
using Traceability.Codes;
using Traceability.Pages.Doors;
using Traceability.Scans;
using Traceability.Storage.Scans;

namespace Traceability.MobileApi.Scans;

/// <summary>
/// How many codes that were never issued a network may ask for. It counts misses and never hits: whoever guesses is slowed, and whoever holds a genuine code behind the same address is not.
/// </summary>
internal sealed partial class MissBudget : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Traceability.Abuse";

    /// <summary>Misses at once, and then in each minute: more than people with foreign labels in their hands make, even many behind one address.</summary>
    public const int Burst = 60, EachMinute = 30;

    private const int NetworksNoticedMax = 10_000;

    private static readonly TimeSpan NoticedFor = TimeSpan.FromHours(1);

    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Counter<long> _refused, _enumerations;
    private readonly Lock _noticing = new();
    private readonly Dictionary<IPAddress, DateTimeOffset> _noticed = [];

    private readonly PartitionedRateLimiter<IPAddress> _left = PartitionedRateLimiter.Create<IPAddress, IPAddress>(network => RateLimitPartition.GetTokenBucketLimiter(network, _ => new()
    {
        TokenLimit = Burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / EachMinute,
    }));

    /// <summary>A budget for one door.</summary>
    public MissBudget(TimeProvider clock, ILoggerFactory logs, IMeterFactory meters)
    {
        (_clock, _log) = (clock, logs.CreateLogger("Traceability.Abuse"));
        var meter = meters.Create(MeterName);
        _refused = meter.CreateCounter<long>("traceability.abuse.refused", "{request}", "Checks and scans of codes never issued that were not answered, because their network had asked for too many.");
        _enumerations = meter.CreateCounter<long>("traceability.abuse.enumerations", "{event}", "Networks that were noticed guessing, each once an hour.");
    }

    /// <summary>The refusal of a scan that would be one miss too many: it is not even counted.</summary>
    public async ValueTask<Problem?> RefusalOf(HttpContext context, SourceCode code, LabelBook labels, CancellationToken cancellation)
    {
        var network = Witnesses.NetworkOf(context);
        return _left.GetStatistics(network) is not { CurrentAvailablePermits: 0 } || await labels.IsIssued(code, cancellation) ? null : Refuse(network);
    }

    /// <summary>Takes note of an answer; the refusal to give it when it is one miss too many.</summary>
    public Problem? Note(HttpContext context, Verdict verdict)
    {
        if (verdict != Verdict.NeverIssued)
            return null;
        var network = Witnesses.NetworkOf(context);
        using var one = _left.AttemptAcquire(network);
        return one.IsAcquired ? null : Refuse(network);
    }

    /// <inheritdoc />
    public void Dispose() => _left.Dispose();

    private Problem Refuse(IPAddress network)
    {
        _refused.Add(1);
        if (IsNews(network, _clock.GetUtcNow()))
        {
            _enumerations.Add(1);
            LogGuessing(_log);
        }

        return Refusals.TooManyMisses;
    }

    private bool IsNews(IPAddress network, DateTimeOffset now)
    {
        lock (_noticing)
        {
            if (_noticed.TryGetValue(network, out var at) && now - at < NoticedFor)
                return false;
            // Memory is bounded; whoever is forgotten is noticed once more.
            if (_noticed.Count >= NetworksNoticedMax)
                _noticed.Clear();
            _noticed[network] = now;
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A network asks for codes that were never issued, faster than people do: its misses are refused, genuine codes from it are answered")]
    private static partial void LogGuessing(ILogger log);
}
