using System.Text.RegularExpressions;

namespace Traceability.Stories.Model;

/// <summary>One walk of a seed through a house: what its steps share, what it told and met so far, and the comparison that each step ends with.</summary>
/// <param name="seed">Decides everything.</param>
/// <param name="slot">Days and fields that no other walk through this house has; later walks have higher ones.</param>
/// <param name="house">The house.</param>
/// <param name="opinion">What it is compared with.</param>
/// <param name="met">Hears the kind of every step, so that a walk past everything is noticed.</param>
internal sealed partial class Walk(int seed, int slot, ModelHouse house, SecondOpinion opinion, Action<string> met)
{
    private readonly Random _random = new(seed);

    public int Seed => seed;

    public int Slot => slot;

    public ModelHouse House => house;

    public SecondOpinion Opinion => opinion;

    /// <summary>The program so far, a line for each step with what was expected.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Identities that the house gave, by the names of this walk.</summary>
    public Dictionary<string, Guid> Ids { get; } = [];

    /// <summary>The latest moment that the clock ever showed.</summary>
    public DateTimeOffset Latest { get; private set; }

    public void SetClock(DateTimeOffset moment)
    {
        house.Clock.SetTo(moment);
        opinion.Now = moment;
        Latest = moment > Latest ? moment : Latest;
    }

    /// <summary>Sends a step and compares what the house said with what was expected.</summary>
    public async Task<Reply> Compare(string step, string expected, Func<Task<Reply>> send, Func<Reply, string>? said = null)
    {
        Told.Add($"{SecondOpinion.Moment(opinion.Now)} {step} → {expected}");
        var reply = await send();
        var actual = said is null ? reply.Outcome : said(reply);
        Assert.True(expected == actual, $"{step}: {expected} was expected, the house said {actual} {reply.Body}");
        met(KindOf(step, expected));
        return reply;
    }

    public void Agree(string what, long expected, long actual)
    {
        Told.Add($"{what}: {expected}");
        Assert.True(expected == actual, $"{what}: {expected} was expected, the house has {actual}");
    }

    /// <summary>A step at which there is nothing to compare.</summary>
    public void Tell(string step, string kind)
    {
        Told.Add(step);
        met(kind);
    }

    public int Below(int count) => _random.Next(count);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    /// <summary>One of several, each as likely as its weight says.</summary>
    public T Weighted<T>(IReadOnlyList<(double Weight, T Choice)> of)
    {
        var at = _random.NextDouble() * of.Sum(choice => choice.Weight);
        return of.First(choice => (at -= choice.Weight) < 0).Choice;
    }

    /// <summary>Some of a quantity, all of it, or one more than there is.</summary>
    public long Part(long held) => _random.Next(8) switch { 0 => held + 1, 1 when held > 0 => held, _ => 1 + _random.NextInt64(Math.Max(held, 1)) };

    public Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    // The plain words of a step: what is particular to it has a digit.
    private static string KindOf(string step, string expected) => string.Join(' ', PlainWords().Matches($"{step} → {expected}").Select(word => word.Value));

    [GeneratedRegex(@"(?<![\w.#-])(?:[A-Za-z]+(?![\w#])|→)")]
    private static partial Regex PlainWords();
}

/// <summary>House and second opinion differ; the message is the seed and the whole program up to there.</summary>
internal sealed class DisagreementException(Walk walk, Exception error) : Exception(
    $"Seed {walk.Seed} (MODEL_SEED={walk.Seed} runs it alone): {error.Message}\n{string.Join('\n', walk.Told.Select((step, at) => $"{at + 1,4}. {step}"))}", error);
