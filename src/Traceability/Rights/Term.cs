namespace Traceability.Rights;

/// <summary>How long the law protects: last days in force, inclusive.</summary>
public static class Term
{
    private const int MonthsOfGrace = 6;

    private static readonly DateOnly LongerDesignTermFrom = new(2021, 6, 1);

    /// <summary>
    /// The last day in force, or null for a right without term (a geographical indication). <paramref name="startsOn"/> is, for
    /// a patent, the day of filing (Patent Law article 42); for a trademark, that of registration or of its last renewal
    /// (Trademark Law articles 39, 40); for a legal person's copyright, that of first publication (Copyright Law article 23).
    /// </summary>
    public static DateOnly? ExpiresOn(RightKind kind, DateOnly startsOn) => kind switch
    {
        RightKind.InventionPatent => LastDayOfYears(startsOn, 20),
        RightKind.UtilityModelPatent => LastDayOfYears(startsOn, 10),
        RightKind.DesignPatent => LastDayOfYears(startsOn, startsOn >= LongerDesignTermFrom ? 15 : 10),
        RightKind.Trademark => LastDayOfYears(startsOn, 10),
        RightKind.Copyright => new DateOnly(int.Min(startsOn.Year + 50, DateOnly.MaxValue.Year), 12, 31),
        RightKind.GeographicalIndication => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The last day on which a mark that ended on <paramref name="expiresOn"/> can still be renewed: six months later.</summary>
    public static DateOnly GraceEndsOn(DateOnly expiresOn) =>
        expiresOn > DateOnly.MaxValue.AddMonths(-MonthsOfGrace) ? DateOnly.MaxValue : expiresOn.AddMonths(MonthsOfGrace);

    // Filed on 6 September 1999, ten years: in force to 5 September 2009. From 29 February the month's last day is the last.
    private static DateOnly LastDayOfYears(DateOnly startsOn, int years)
    {
        if (startsOn.Year + years > DateOnly.MaxValue.Year)
            return DateOnly.MaxValue;

        var sameDay = startsOn.AddYears(years);
        return sameDay.Day == startsOn.Day ? sameDay.AddDays(-1) : sameDay;
    }
}
