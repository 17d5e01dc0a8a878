using Traceability.Labels;

namespace Traceability.Tests.Labels;

/// <summary>Labels as thermal printers get them: both usual heads, both levels, with and without GTIN, small to large, one upright.</summary>
internal static class ThermalPlans
{
    private const string ShortPrefix = "HTTPS://ZY.CN/";

    public static IReadOnlyList<LabelPlan> All() =>
    [
        Plan(30, 20, 203, LabelMedium.Paper, ShortPrefix),
        Plan(40, 30, 203, LabelMedium.Paper, Samples.Prefix),
        Plan(40, 30, 203, LabelMedium.Textile, Samples.Prefix),
        Plan(40, 30, 203, LabelMedium.Paper, Samples.GtinPrefix),
        Plan(50, 30, 203, LabelMedium.Curved, Samples.GtinPrefix),
        Plan(30, 45, 203, LabelMedium.Paper, Samples.Prefix),
        Plan(30, 20, 300, LabelMedium.Paper, Samples.Prefix),
        Plan(40, 30, 300, LabelMedium.Textile, Samples.GtinPrefix),
        Plan(60, 40, 203, LabelMedium.Curved, Samples.GtinPrefix),
        // Eleven dots for each module are planned; printers draw ten at most.
        Plan(60, 40, 300, LabelMedium.Paper, ShortPrefix),
    ];

    /// <summary>Texts that would end a field or a line of commands, were they in one.</summary>
    public static LabelContent Nasty(LabelContent plain, string text) =>
        plain with { RightName = text, RightNumber = text, ProductName = text, ProducerName = text, Uscc = text, Lot = text };

    private static LabelPlan Plan(double width, double height, int dpi, LabelMedium medium, string prefix) =>
        Samples.Plan(Samples.Content(prefix), Samples.Wish(width, height, dpi, medium));
}
