using System.Globalization;
using Traceability.Ledger;

namespace Traceability.Tests.Ledger;

public sealed class ActTests
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Batch = Guid.Parse("0199ABCD-1234-7ABC-8DEF-0123456789AB");

    [Fact]
    public void A_deed_has_the_same_bytes_in_whatever_order_its_facts_are_told()
    {
        Fact[] facts =
        [
            Fact.Id("batch", Batch), Fact.Number("count", -12), Fact.Flag("fourEyes", false), Fact.Text("reason", null),
            Fact.Day("on", new DateOnly(2026, 1, 2)), Fact.Day("until", null), Fact.List("adcodes", ["211102", "\"", ""]), Fact.List("none", []),
        ];
        const string canonical =
            """{"adcodes":["211102","\"",""],"batch":"0199abcd-1234-7abc-8def-0123456789ab","count":-12,"fourEyes":false,"none":[],"on":"2026-01-02","reason":null,"until":null}""";

        for (var seed = 0; seed < 50; seed++)
        {
            new Random(seed).Shuffle(facts);
            Assert.Equal(new Act(ActKind.CodesIssued, Noon, canonical), Act.Of(ActKind.CodesIssued, Noon, facts));
        }
    }

    // A foreign minus sign must not reach what is committed to.
    [Fact]
    public void Facts_do_not_depend_on_the_culture_of_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (foreign.NumberFormat.NegativeSign, foreign.DateTimeFormat.DateSeparator) = ("−", ".");
            CultureInfo.CurrentCulture = foreign;
            Assert.Equal("""{"n":-1234567,"on":"2026-01-02"}""", CanonicalJson.Object([Fact.Number("n", -1_234_567), Fact.Day("on", new DateOnly(2026, 1, 2))]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(
        "AccessChanged", "PartyRecorded", "RightRecorded", "PermissionRecorded", "ZoneRecorded", "ProductRecorded", "PlotRecorded", "SeasonRecorded",
        "AllowanceMoved", "LotMade", "CodesIssued", "RangeChanged", "CodesRead", "Scanned", "SuspicionChanged", "KeyChanged")]
    public void Stored_names_of_acts_are_never_taken_away(params string[] stored) => Assert.Subset(Enum.GetNames<ActKind>().ToHashSet(), stored.ToHashSet());
}
