using System.Globalization;
using Traceability.Codes;
using Traceability.Origins;
using Traceability.Pages;
using Traceability.Pages.Scans;
using Traceability.Rights;
using Traceability.Scans;

namespace Traceability.Stories.Pages;

/// <summary>Answers about labels, from a plain bag of rice to the richest page there can be.</summary>
internal static class Answers
{
    public const string ScanId = "0193a5b2-7c1e-7d3a-9f10-5b8e2c4d6a71";

    public static readonly DateTimeOffset Now = new(2025, 11, 22, 13, 30, 0, TimeSpan.Zero);

    public static readonly SourceCode Code = ((SourceCodeReading.Valid)SourceCode.Read(FirstValid())).Code;

    public static readonly Judgement[] Judgements =
    [
        new(Verdict.FirstScan, Cause.None, null, null),
        new(Verdict.SeenBefore, Cause.None, null, null),
        new(Verdict.Suspicious, Cause.OfficerDecision, "同一码在五个城市被举报", Now.AddDays(-2)),
        new(Verdict.Suspicious, Cause.KeyCompromised, null, Now.AddDays(-9)),
        new(Verdict.NotActivated, Cause.None, null, null),
        new(Verdict.Withdrawn, Cause.Spoiled, "印刷模糊", Now.AddDays(-30)),
        new(Verdict.Withdrawn, Cause.Withdrawn, "运输途中失窃", Now.AddDays(-30)),
        new(Verdict.Withdrawn, Cause.Retired, null, Now.AddDays(-1)),
        new(Verdict.NeverIssued, Cause.None, null, null),
    ];

    public static readonly ShownRight Indication = new(
        RightKind.GeographicalIndication, "国家质检总局2011年第70号公告", "盘锦大米", "盘锦市大米协会", "盘农标〔2024〕第018号",
        Recorded(RightState.Granted), Recorded(RightState.Granted), Recorded(RightState.Granted), null)
    { IsChecked = true };

    public static readonly ShownRight LapsedPatent = new(
        RightKind.DesignPatent, "ZL202330123456.7", "连衣裙（水乡）", "嘉兴示例服饰有限公司", null,
        Recorded(RightState.Invalidated), Recorded(RightState.Granted), Recorded(RightState.Invalidated),
        RightWords.Of(NotInForceReason.Invalidated, new(2025, 8, 1)));

    public static readonly OriginFacts Origin = new(
        Guid.Empty, "盘锦大米保护范围", OriginVerdict.Inside, 1_200, Datum.Cgcs2000, "天地图 2024 年版", "tianditu_counties_liaoning.geojson", new(2024, 6, 1),
        new(200, 170, Outline(160), [new(60, 70, 16, 21), new(92, 91, 16, 21)]));

    public static readonly Backing Rice = new(
        new("盘锦大米 5 千克", "Panjin Rice 5 kg", "06901234567892", 5_000, null, "2025-秋-017"),
        new("盘锦示例米业有限公司", "91211100MA0EXAMPL3"), [Indication], Origin, new(2025, 10, 12), IsDemonstration: true);

    // As wide as the page lets anything be, every character a costly one. No product rests on more rights than two that it requires and a trademark.
    public static Backing Richest(string letter)
    {
        var text = Many(letter, 400);
        var right = new ShownRight(
            RightKind.UtilityModelPatent, text, text, text, text, Recorded(RightState.Invalidated, text), Recorded(RightState.Restored, text),
            Recorded(RightState.Invalidated, text), RightWords.Of(NotInForceReason.RenewalDue, new(2025, 8, 1)))
        { CertificateSha256 = Many("7f", 32) };
        return new(
            new(text, text, "06901234567892", 123_456_789, text, text) { Season = text, HarvestedOn = new(2025, 10, 8), ArtworkSha256 = Many("0d", 32), Pictures = [Many("a1", 32), Many("b2", 32), Many("c3", 32), Many("d4", 32)] }, new(text, "91211100MA0EXAMPL3"), [right, right, right],
            Origin with { Zone = text, Source = text, SourceFile = text, Verdict = OriginVerdict.Straddles, MetresRounded = -1_200, Sketch = Origin.Sketch! with { ZonePath = Outline(280) } },
            new(2025, 10, 12), IsDemonstration: true);
    }

    public static string Many(string letter, int times) => string.Concat(Enumerable.Repeat(letter, times));

    public static LabelAnswer Of(Judgement judgement, Backing? backing = null, ScanTally? scans = null, bool gtinMismatch = false, int? cartonItems = null) => new(
        Code, judgement,
        scans ?? (judgement.Verdict == Verdict.SeenBefore ? new(3, Now.AddDays(-4), new("杭州市", "Hangzhou"), Yours: false) : new(0, null, null, Yours: false)),
        judgement.Verdict == Verdict.NeverIssued ? null : backing ?? Rice, gtinMismatch, cartonItems);

    // As much as settings let it say.
    public static readonly Imprint FullImprint = new("知源码（演示）") { IcpNumber = "京ICP备12345678号-123", ReportPhone = "+86 427 1234 5678 00", ReportUrl = new($"https://{Many("x", 60 - 9)}") };

    public static Task<string> Page(LabelAnswer answer, Language language, string? scanId = ScanId, Imprint? imprint = null) => Rendered.Page<VerdictPage>(imprint ?? Imprint.Unsigned,
        (nameof(VerdictPage.Answer), answer), (nameof(VerdictPage.Language), language), (nameof(VerdictPage.Nonce), "k9Zr0TqLx1uVb3NcYw8e5A=="),
        (nameof(VerdictPage.Path), $"/01/06901234567892/21/{answer.Code}"), (nameof(VerdictPage.Printed), $"HTTPS://ZY.EXAMPLE.CN/01/06901234567892/21/{answer.Code}"), (nameof(VerdictPage.Now), Now), (nameof(VerdictPage.OperatorName), "知源码（演示）"),
        (nameof(VerdictPage.ScanId), scanId));

    public static RightStanding Recorded(RightState state, string source = "国家知识产权局公告") =>
        new RightStanding.Recorded(new(state, new(2023, 5, 1), Now.AddYears(-1), source, new(2025, 11, 1)));

    private static string Outline(int points) => string.Create(CultureInfo.InvariantCulture, $"M100 10{string.Concat(Enumerable.Range(1, points).Select(at =>
    {
        var (before, after) = (Corner(at - 1, points), Corner(at, points));
        return $"l{after.X - before.X} {after.Y - before.Y}";
    }))}z");

    private static (int X, int Y) Corner(int at, int points)
    {
        var (sin, cos) = Math.SinCos((2 * Math.PI * at / points) - (Math.PI / 2));
        var reach = 68 + (9 * Math.Sin(5 * Math.PI * 2 * at / points)) + (2 * Math.Sin(37.0 * at));
        return ((int)(100 + (reach * 1.2 * cos)), (int)(85 + (reach * sin)));
    }

    private static string FirstValid() =>
        Symbols.Select(last => $"C7K3M9QX2VH4TB8NWR6{last}").First(text => SourceCode.TryParse(text, out _));

    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
}
