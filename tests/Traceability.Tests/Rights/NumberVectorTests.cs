using System.Text.Json;
using Traceability.Rights;

namespace Traceability.Tests.Rights;

public sealed class NumberVectorTests
{
    private static readonly JsonElement Vectors = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "cn_identifiers.json"))).RootElement;

    public static TheoryData<RightKind, string> Numbers
    {
        get
        {
            var numbers = new TheoryData<RightKind, string>();
            foreach (var value in Values("patentNumber", "valid"))
                numbers.Add(PatentKindOf(value), value);
            foreach (var value in Values("copyright", "work", "valid").Concat(Values("copyright", "software", "valid")))
                numbers.Add(RightKind.Copyright, value);
            foreach (var value in Values("gi", "agriTechSpec", "valid").Concat(Values("gi", "announcements")))
                numbers.Add(RightKind.GeographicalIndication, value);
            foreach (var value in Values("trademark", "valid"))
                numbers.Add(RightKind.Trademark, value);
            return numbers;
        }
    }

    public static TheoryData<RightKind, string> Refusals
    {
        get
        {
            var refusals = new TheoryData<RightKind, string>();
            foreach (var value in Values("patentNumber", "invalid"))
                foreach (var kind in new[] { RightKind.InventionPatent, RightKind.UtilityModelPatent, RightKind.DesignPatent })
                    refusals.Add(kind, value);
            foreach (var value in Values("copyright", "software", "seenMalformed"))
                refusals.Add(RightKind.Copyright, value);
            foreach (var value in Values("trademark", "invalid"))
                refusals.Add(RightKind.Trademark, value);
            return refusals;
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_published_number_is_read_and_its_normalised_form_reads_as_itself(RightKind kind, string text)
    {
        var number = Assert.IsType<NumberReading.Valid>(RightNumber.Read(kind, text));
        Assert.Equal(number, RightNumber.Read(kind, number.Normalised));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_number_known_to_be_wrong_is_refused(RightKind kind, string text) =>
        Assert.IsType<NumberReading.Refused>(RightNumber.Read(kind, text));

    private static RightKind PatentKindOf(string value) => value.Replace("ZL", "") is var digits && digits.Contains('.') && digits.Length == 10
        ? ByDigit(digits[2])
        : ByDigit(digits[4]);

    private static RightKind ByDigit(char digit) => digit switch
    {
        '1' => RightKind.InventionPatent,
        '2' => RightKind.UtilityModelPatent,
        _ => RightKind.DesignPatent,
    };

    private static IEnumerable<string> Values(params string[] path) => path
        .Aggregate(Vectors, (element, name) => element.GetProperty(name))
        .EnumerateArray()
        .Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetProperty("value").GetString()!);
}
