using Traceability.Scans;

namespace Traceability.Pages.Scans;

/// <summary>How a verdict looks: one ground colour, one accent for dark screens, and a seal whose outline alone tells it from every other.</summary>
/// <param name="Ground">Behind the verdict, under near-white text, and the accent of light pages; at least 4.5:1 against both.</param>
/// <param name="DarkAccent">The accent of dark pages; at least 4.5:1 against them.</param>
/// <param name="Strokes">SVG strokes in a square of 64 units.</param>
public sealed record VerdictSign(string Ground, string DarkAccent, string Strokes)
{
    /// <summary>The sign beside a right that is not in force today: a shield, broken.</summary>
    public const string BrokenShield = """<path d="M32 4 8 12v18c0 15 10 25 24 30 14-5 24-15 24-30V12z"/><path d="m37 6-9 17 9 7-8 12 3 18"/>""";

    /// <summary>The sign of a verdict.</summary>
    public static VerdictSign Of(Verdict verdict) => verdict switch
    {
        Verdict.FirstScan => new("#1d6247", "#83cfaa",
            """<circle cx="32" cy="32" r="28"/><circle cx="32" cy="32" r="23" class="t"/><path d="m20 33 9 9 16-19" class="b"/>"""),
        Verdict.SeenBefore => new("#2b4f7c", "#9fc1ea",
            """<rect x="4" y="4" width="56" height="56" rx="14"/><rect x="9" y="9" width="46" height="46" rx="10" class="t"/><path d="M15 32c9-14 25-14 34 0-9 14-25 14-34 0z"/><circle cx="32" cy="32" r="4" class="b"/>"""),
        Verdict.Suspicious => new("#a5281d", "#ff9f92",
            """<path d="M32 5 61 57H3z"/><path d="M32 14 53 52H11z" class="t"/><path d="M32 26v12M32 45.5v.1" class="b"/>"""),
        Verdict.NotActivated => new("#6b5313", "#e0c170",
            """<circle cx="32" cy="32" r="28" stroke-dasharray="8 6.66"/><path d="M22 17h20M22 47h20M26 17v6l6 9 6-9v-6M26 47v-6l6-9 6 9v6"/>"""),
        Verdict.Withdrawn => new("#73294d", "#eba3c4",
            """<path d="M20 4h24l16 16v24L44 60H20L4 44V20z"/><path d="M22 9h20l13 13v20L42 55H22L9 42V22z" class="t"/><path d="m22 22 20 20M42 22 22 42" class="b"/>"""),
        Verdict.NeverIssued => new("#8a4310", "#f2b182",
            """<path d="M32 2 62 32 32 62 2 32z"/><path d="M32 9 55 32 32 55 9 32z" class="t"/><path d="M25 27c0-10 14-9 14-1 0 6-7 5-7 12M32 45v.1" class="b"/>"""),
        Verdict.Mistyped => new("#4d4a45", "#cfc8ba",
            """<rect x="3" y="14" width="58" height="36" rx="6"/><path d="M13 25h4M24 25h4M35 25h4M46 25h5M17 39h30" class="b"/>"""),
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };
}
