using System.Globalization;

namespace Traceability.Pages;

/// <summary>Tells moments as people in China read a clock: China Standard Time (UTC+8), the year first.</summary>
public static class Moments
{
    private static readonly TimeSpan ChinaStandardTime = TimeSpan.FromHours(8);

    /// <summary>A moment of the past, in minutes for the last hour, by the clock for today, with its day before that.</summary>
    public static PlainWords Past(DateTimeOffset at, DateTimeOffset now)
    {
        var minutes = (int)Math.Min((now - at).TotalMinutes, int.MaxValue);
        return minutes switch
        {
            < 1 => new("刚刚", "just now"),
            1 => new("1 分钟前", "1 minute ago"),
            < 60 => new($"{minutes} 分钟前", $"{minutes} minutes ago"),
            _ when Day(at) == Day(now) => new($"今天 {Clock(at, "HH:mm")}", $"today at {Clock(at, "HH:mm")}"),
            _ => new(Exact(at), $"on {Clock(at, "yyyy-MM-dd")} at {Clock(at, "HH:mm")}"),
        };
    }

    /// <summary>Day and time of a moment, <c>2025-11-03 14:05</c>.</summary>
    public static string Exact(DateTimeOffset at) => Clock(at, "yyyy-MM-dd HH:mm");

    /// <summary>A day, <c>2025-11-03</c>.</summary>
    public static string Iso(this DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(ChinaStandardTime).Date);

    private static string Clock(DateTimeOffset at, string format) => at.ToOffset(ChinaStandardTime).ToString(format, CultureInfo.InvariantCulture);
}
