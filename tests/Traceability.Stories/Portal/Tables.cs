using System.Globalization;

namespace Traceability.Stories.Portal;

/// <summary>Tables of parties as somebody might send them.</summary>
internal static class Tables
{
    /// <summary>The line of names.</summary>
    public const string Names = "name,uscc,kind,adcode,capacityPerDay\n";

    /// <summary>A sound table of so many farms, numbered from 1.</summary>
    public static string Of(int count) => Names + string.Concat(Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"Farm {number:D4},{Uscc(number)},producer,211104,{number}\n")));

    /// <summary>The code of the farm of a number. The eighteenth symbol follows from the others (GB 32100-2015, 5.5).</summary>
    public static string Uscc(int number)
    {
        const string symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var first17 = string.Create(CultureInfo.InvariantCulture, $"92211104MA{number:D7}");
        var (sum, weight) = (0, 1);
        foreach (var symbol in first17)
            (sum, weight) = (sum + (symbols.IndexOf(symbol, StringComparison.Ordinal) * weight), weight * 3 % 31);
        return first17 + symbols[(31 - (sum % 31)) % 31];
    }
}
