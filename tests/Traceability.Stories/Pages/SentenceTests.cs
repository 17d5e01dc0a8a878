using Traceability.Origins;
using Traceability.Pages;
using Traceability.Pages.Scans;

namespace Traceability.Stories.Pages;

public class SentenceTests
{
    private static readonly DateTimeOffset Now = new(2025, 11, 22, 17, 10, 0, TimeSpan.Zero);

    // In China it is ten past one at night on the 23rd.
    [Theory]
    [InlineData("2025-11-22T17:20:00Z", "刚刚", "just now")]
    [InlineData("2025-11-22T17:09:30Z", "刚刚", "just now")]
    [InlineData("2025-11-22T17:09:00Z", "1 分钟前", "1 minute ago")]
    [InlineData("2025-11-22T16:10:01Z", "59 分钟前", "59 minutes ago")]
    [InlineData("2025-11-22T16:10:00Z", "今天 00:10", "today at 00:10")]
    [InlineData("2025-11-22T15:59:00Z", "2025-11-22 23:59", "on 2025-11-22 at 23:59")]
    [InlineData("0001-01-02T00:00:00Z", "0001-01-02 08:00", "on 0001-01-02 at 08:00")]
    public void The_past_is_told_by_a_clock_in_China(string at, string zh, string en) =>
        Assert.Equal(new(zh, en), Moments.Past(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), Now));

    [Theory]
    [InlineData(1, false, "杭州市", "首次查验：2 分钟前，杭州市。", "First checked 2 minutes ago, in 杭州市.")]
    [InlineData(1, true, null, "首次查验：2 分钟前，城市不详。就是本手机。", "First checked 2 minutes ago, city not known. It was this phone.")]
    [InlineData(3, true, null, "共 3 次，首次：2 分钟前，城市不详。其中有本手机。", "3 checks, the first 2 minutes ago, city not known. This phone was one of them.")]
    public void Who_looked_before_is_told_without_alarm(long count, bool yours, string? place, string zh, string en) =>
        Assert.Equal(new(zh, en), SeenWords.Of(new(count, Now.AddMinutes(-2), place is null ? null : new(place, place), yours), Now));

    [Fact]
    public void Nobody_looked_before_says_nothing() => Assert.Null(SeenWords.Of(new(0, null, null, Yours: false), Now));

    [Theory]
    [InlineData(OriginVerdict.Inside, 0, "less than 100 m")]
    [InlineData(OriginVerdict.Inside, 900, "at least 900 m")]
    [InlineData(OriginVerdict.Inside, 12_300, "at least 12.3 km")]
    [InlineData(OriginVerdict.TooCloseToCall, 100, "too close to the border")]
    [InlineData(OriginVerdict.Straddles, 0, "across the border.")]
    [InlineData(OriginVerdict.Straddles, -300, "about 300 m beyond it")]
    [InlineData(OriginVerdict.Outside, -4_000, "up to about 4 km")]
    [InlineData(OriginVerdict.Outside, 0, "outside the protected area.")]
    public void Origin_is_told_in_metres_of_the_worst_plot(OriginVerdict verdict, long metres, string said) =>
        Assert.Contains(said, OriginWords.Of(Answers.Origin with { Verdict = verdict, MetresRounded = metres }).En);

    [Theory]
    [InlineData("盘锦大米", 12, "盘锦大米")]
    [InlineData("盘锦大米", 11, "盘锦…")]
    [InlineData("'''", 30, "'''")]
    [InlineData("''''", 30, "''…")]
    [InlineData("a😀b", 12, "a😀b")]
    public void A_text_is_cut_at_a_whole_character_that_leaves_room_for_the_ellipsis(string text, int bytes, string shown) =>
        Assert.Equal(shown, PageText.Fit(text, bytes));
}
