using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Traceability.Scans;

namespace Traceability.Architecture.Tests;

public partial class ThresholdTests
{
    [Fact]
    public void Every_threshold_stands_in_the_officers_document_as_it_is_in_use()
    {
        var told = Row().Matches(Repository.Read("docs/alerts.md")).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Order();
        var inUse = typeof(AlertThresholds).GetProperties().Select(threshold => (JsonNamingPolicy.CamelCase.ConvertName(threshold.Name), Words(threshold.Name, threshold.GetValue(AlertThresholds.Default)!))).Order();
        Assert.Equal(inUse, told);
    }

    private static string Words(string name, object value) => (name, value) switch
    {
        (_, TimeSpan { TotalHours: < 1 } time) => Number(time.TotalMinutes, " min"),
        (_, TimeSpan { TotalDays: < 1 } time) => Number(time.TotalHours, " h"),
        (_, TimeSpan time) => Number(time.TotalDays, " days"),
        (_, double metres) when name.Contains("PerSecond", StringComparison.Ordinal) => Number(metres, " m/s"),
        (_, double metres) when name.Contains("Metres", StringComparison.Ordinal) => Number(metres / 1_000, " km"),
        _ => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture), ""),
    };

    private static string Number(double value, string unit) => value.ToString(CultureInfo.InvariantCulture) + unit;

    [GeneratedRegex(@"^\|[^|]*\| `([a-z]\w+)` \| ([^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
