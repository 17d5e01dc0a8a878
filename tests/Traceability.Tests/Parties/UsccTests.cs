using System.Text.Json;
using Traceability.Parties;

namespace Traceability.Tests.Parties;

public sealed class UsccTests
{
    private const string Symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly JsonElement Vectors = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "cn_identifiers.json")))
        .RootElement.GetProperty("uscc");

    public static TheoryData<string> RealCodes => [.. Strings("valid")];

    public static TheoryData<string> OwnCodes => [.. Vectors.GetProperty("ownSynthetic").EnumerateArray().Select(Value)];

    public static TheoryData<string> RefusedCodes => [.. Vectors.GetProperty("invalid").EnumerateArray().Select(Value)];

    public static TheoryData<string> AuthoritySymbols =>
        [.. Vectors.GetProperty("authorityCodes").GetProperty("codes").EnumerateObject().Select(code => code.Name)];

    [Theory]
    [MemberData(nameof(RealCodes))]
    [MemberData(nameof(OwnCodes))]
    public void A_registered_code_is_read_without_warning(string code)
    {
        var valid = Assert.IsType<UsccReading.Valid>(Uscc.Read(code));
        Assert.Equal(code, valid.Uscc.Value);
        Assert.Empty(valid.Warnings);
    }

    [Theory]
    [MemberData(nameof(RefusedCodes))]
    public void A_code_that_cannot_exist_is_refused(string code) => Assert.False(Uscc.TryParse(code, out _));

    [Fact]
    public void Codes_listed_with_a_failing_organization_code_are_read_with_a_warning() => Assert.All(
        Strings("embeddedOrgCodeCheckFails"),
        code => Assert.NotEmpty(Assert.IsType<UsccReading.Valid>(Uscc.Read(code)).Warnings));

    [Theory]
    [InlineData("9111000060003734", UsccFault.Length)]
    [InlineData("", UsccFault.Length)]
    [InlineData(null, UsccFault.Length)]
    [InlineData("91110000600037341O", UsccFault.Symbol)]
    [InlineData("9111000060003734\u0000L", UsccFault.Symbol)]
    [InlineData("9111000060003734١L", UsccFault.Symbol)]
    [InlineData("01110000600037341L", UsccFault.Authority)]
    [InlineData("B1110000600037341L", UsccFault.Authority)]
    [InlineData("9A110000600037341L", UsccFault.Division)]
    [InlineData("9111000A600037341L", UsccFault.Division)]
    [InlineData("91110000600037341N", UsccFault.CheckSymbol)]
    public void The_first_fault_is_named(string? code, UsccFault expected)
    {
        var refused = Assert.IsType<UsccReading.Refused>(Uscc.Read(code));
        Assert.Equal(expected, refused.Code);
        Assert.Equal(PartyWords.Of(expected), refused.Message);
    }

    [Theory]
    [MemberData(nameof(AuthoritySymbols))]
    public void Every_registration_authority_can_open_a_code(string authority) =>
        Assert.Single(Symbols, check => Uscc.TryParse($"{authority}1110000600037341{check}", out _));

    [Theory]
    [InlineData("91110000600037341l")]
    [InlineData(" 9111 0000 6000 3734 1L ")]
    [InlineData("９１１１００００６００037341Ｌ")]
    [InlineData("９１１１００００６００037341ｌ")]
    [InlineData("91110000\u3000600037341L")]
    public void Case_spaces_and_full_width_forms_do_not_matter(string typed)
    {
        Assert.True(Uscc.TryParse(typed, out var uscc));
        Assert.Equal("91110000600037341L", uscc.Value);
    }

    [Theory]
    [MemberData(nameof(RealCodes))]
    public void No_single_mistyped_symbol_goes_unnoticed(string code)
    {
        for (var place = 0; place < code.Length; place++)
            foreach (var symbol in Symbols.Where(symbol => symbol != code[place]))
                Assert.False(Uscc.TryParse($"{code[..place]}{symbol}{code[(place + 1)..]}", out _));
    }

    [Fact]
    public void An_organization_code_that_contradicts_itself_warns_and_does_not_refuse()
    {
        // A real code with symbol 17 moved by one and the last symbol made to fit again.
        var code = Symbols.Select(check => $"9111000060003734{2}{check}").Single(text => Uscc.TryParse(text, out _));

        var valid = Assert.IsType<UsccReading.Valid>(Uscc.Read(code));
        Assert.Equal([PartyWords.OrganizationCheckFails], valid.Warnings);
    }

    [Fact]
    public void The_division_of_the_registering_authority_is_read_from_the_code()
    {
        Assert.True(Uscc.TryParse("N2110106MF1234567Y", out var uscc));
        Assert.Equal("110106", uscc.DivisionCode);
    }

    [Fact]
    public void A_default_value_is_no_code()
    {
        Assert.Throws<InvalidOperationException>(() => default(Uscc).Value);
        Assert.Equal("", default(Uscc).ToString());
    }

    [Fact]
    public void Hostile_length_is_refused_unread() =>
        Assert.Equal(UsccFault.Length, Assert.IsType<UsccReading.Refused>(Uscc.Read(new string(' ', 1_000_000) + "91110000600037341L")).Code);

    private static IEnumerable<string> Strings(string list) => Vectors.GetProperty(list).EnumerateArray().Select(item => item.GetString()!);

    private static string Value(JsonElement item) => item.GetProperty("value").GetString()!;
}
