using System.Diagnostics;
using System.Globalization;

namespace Traceability.Benchmarks;

/// <summary>
/// One claim about speed: a value with its unit, the peer it was measured against in the same run with the ratio to it, and the goal in the unit of the value; none where it is only reported.
/// </summary>
public sealed record Line(string Name, double Value, string Unit, string Against, double Ratio, double? Goal, bool Met)
{
    /// <summary>The line as a row of the table that the README quotes.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Name} | {Value:#,0.##} {Unit} | {Against} | {Ratio:#,0.##} × | {(Goal is null ? "none" : $"{Goal:#,0.##}")} | {(Goal is null ? "–" : Met ? "yes" : "NO")} |");

    /// <summary>
    /// Median seconds of each work over <paramref name="rounds"/> rounds after one that is thrown away. All works take their turn in every round, so a busy
    /// neighbour slows them alike.
    /// </summary>
    public static double[] MedianSeconds(int rounds, params Action[] works)
    {
        var seconds = works.Select(_ => new double[rounds]).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var work = 0; work < works.Length; work++)
            {
                var from = Stopwatch.GetTimestamp();
                works[work]();
                if (round >= 0)
                    seconds[work][round] = Stopwatch.GetElapsedTime(from).TotalSeconds;
            }
        }

        foreach (var each in seconds)
            Array.Sort(each);
        return [.. seconds.Select(each => each[rounds / 2])];
    }
}
