using Traceability.Parties;

namespace Traceability.Tests.Parties;

public sealed class PartyTests
{
    [Theory]
    [InlineData("21110")]
    [InlineData("2111000")]
    [InlineData("21110A")]
    [InlineData("２１１１００")]
    public void A_division_code_of_other_than_six_digits_is_a_broken_invariant(string divisionCode) =>
        Assert.Throws<ArgumentException>(() => new Party(Guid.Empty, "演示合作社", default, PartyKind.Producer, divisionCode));

    [Theory]
    [InlineData(null)]
    [InlineData("211100")]
    public void A_party_may_have_a_division_code(string? divisionCode) =>
        Assert.Equal(divisionCode, new Party(Guid.Empty, "演示合作社", default, PartyKind.Producer, divisionCode).DivisionCode);

    [Fact]
    public void Every_kind_and_fault_is_said_in_both_languages() => Assert.All(
        [.. Enum.GetValues<PartyKind>().Select(PartyWords.Of), .. Enum.GetValues<UsccFault>().Select(PartyWords.Of), PartyWords.OrganizationCheckFails],
        Words.AreInBothLanguages);
}
