namespace Traceability.Storage;

/// <summary>The calendar of the house: a right ends, a season begins and a day is counted at midnight in China, wherever the server stands.</summary>
public static class HouseTime
{
    private static readonly TimeSpan ChinaStandardTime = TimeSpan.FromHours(8);

    /// <summary>The day in China at a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(ChinaStandardTime).DateTime);

    /// <summary>The moment at which a day in China begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), ChinaStandardTime);

    /// <summary>The last moment of a day in China, to the millisecond in which moments are kept.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day).AddTicks(TimeSpan.TicksPerDay - TimeSpan.TicksPerMillisecond);
}
