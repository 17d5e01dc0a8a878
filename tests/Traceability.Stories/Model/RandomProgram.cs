namespace Traceability.Stories.Model;

/// <summary>A program that a seed alone decides: each step is told to the second opinion first and to the house then, and both must say the same.</summary>
internal sealed class RandomProgram
{
    /// <summary>A program takes less, so that programs of one house follow each other on its calendar.</summary>
    public const int DaysMax = 6;

    private readonly Walk _walk;
    private readonly IssuingSteps _issuing;
    private readonly ScanSteps _scanning;
    private DateTimeOffset _start;
    private bool _wasRestarted;

    public RandomProgram(Walk walk)
    {
        (_walk, _scanning) = (walk, new ScanSteps(walk));
        _issuing = new IssuingSteps(walk, _scanning);
    }

    /// <exception cref="DisagreementException">The house said something else than the second opinion.</exception>
    public async Task Run(int steps)
    {
        try
        {
            _start = OpenHouse.Noon.AddDays(1 + (_walk.Slot * DaysMax)).AddMinutes(_walk.Below(24 * 60));
            _walk.SetClock(_start);
            await _issuing.Settle();
            _walk.SetClock(_start.AddHours(1));
            for (var step = 0; step < steps; step++)
            {
                // Some steps share a moment.
                _walk.SetClock(_walk.Opinion.Now.AddMilliseconds(_walk.Below(2) * _walk.Below(1_500)));
                await Next()();
            }

            await _scanning.CompareAll();
            await _issuing.CompareAll();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new DisagreementException(_walk, error);
        }
    }

    // What the next step needs is made soon, so that most steps go to labels that exist.
    private Func<Task> Next()
    {
        var opinion = _walk.Opinion;
        var (holds, hasLots, hasBatches) = (opinion.HeldBy("mill") > 0, opinion.Lots.Count > 0, opinion.Batches.Count > 0);
        var isOffered = opinion.Offers.Exists(offer => !offer.IsAnswered);
        return _walk.Weighted<Func<Task>>(
        [
            (opinion.HeldBy("farm") + opinion.HeldBy("mill") > 0 ? 1 : 6, _issuing.Grant),
            (opinion.HeldBy("farm") == 0 ? 0.5 : hasLots || holds || isOffered ? 2 : 8, _issuing.MakeOffer),
            (opinion.Offers.Count == 0 ? 0 : !isOffered ? 0.7 : hasLots ? 1.5 : 12, _issuing.Answer),
            (!holds ? 0.3 : hasLots ? 1.5 : 12, _issuing.MakeLot),
            (!hasLots ? 0 : hasBatches ? 2 : 16, _issuing.Issue),
            (hasBatches ? 9 : 0, _issuing.Change),
            (hasBatches ? 20 : 0, _scanning.Count),
            (hasBatches ? 5 : 0, _scanning.Look),
            (hasBatches ? 2 : 0, _scanning.TryNoLabel),
            (hasBatches ? 1.5 : 0, _scanning.Suspect),
            (5, TurnClock),
            (_wasRestarted ? 0 : 0.4, Restart),
        ]);
    }

    private Task TurnClock()
    {
        var now = _walk.Opinion.Now;
        var by = _walk.Below(10) switch
        {
            0 or 1 or 2 when now.AddHours(-1) > _start.AddHours(1) => TimeSpan.FromHours(-1),
            3 or 4 => TimeSpan.FromHours(1 + _walk.Below(19)),
            5 => TimeSpan.FromMinutes((23 * 60) + _walk.Below(60)),
            6 => TimeSpan.FromHours(25 + _walk.Below(24)),
            _ => TimeSpan.FromMinutes(1 + _walk.Below(59)),
        };
        if (now + by > _start.AddDays(DaysMax - 1))
            by = TimeSpan.FromSeconds(1);
        _walk.Tell($"the clock goes {(by < TimeSpan.Zero ? "back" : "on")} by {by.Duration():c}", by < TimeSpan.Zero ? "clock back" : by > TimeSpan.FromHours(24) ? "clock on by more than a day" : "clock on");
        _walk.SetClock(now + by);
        // Who comes now to a label that was just confirmed comes before its first scan, by the clock.
        _scanning.Remember(_walk.Opinion.Labels.Where(label => label.FirstAt > now + by));
        return Task.CompletedTask;
    }

    private Task Restart()
    {
        _wasRestarted = true;
        _walk.Tell("the house is closed and opened again", "restart");
        return _walk.House.Restart();
    }
}
