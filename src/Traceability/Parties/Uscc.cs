namespace Traceability.Parties;

/// <summary>
/// A unified social credit code (统一社会信用代码, GB 32100-2015) whose form and check symbol hold: eighteen symbols, upper case.
/// Whether the entity exists is for the register to say.
/// </summary>
public readonly record struct Uscc
{
    private const string Symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Authorities = "123456789ANY";
    private const int Length = 18;

    private readonly string? text;

    private Uscc(string text) => this.text = text;

    /// <summary>The eighteen symbols; a default value that came from no reading throws <see cref="InvalidOperationException"/>.</summary>
    public string Value => text ?? throw new InvalidOperationException("A social credit code comes from Uscc.Read or Uscc.TryParse.");

    /// <summary>The six digits (GB/T 2260) of the division whose authority registered the entity: symbols 3 to 8.</summary>
    public string DivisionCode => Value[2..8];

    /// <summary>Reads what a person typed: case, spaces and full-width forms do not matter, every symbol does.</summary>
    public static UsccReading Read(string? typed)
    {
        // Twice the length leaves room for the spaces of any layout and bounds the work on hostile text.
        var code = typed is null || typed.Length > 2 * Length ? "" : TypedText.Fold(typed);

        if (code.Length != Length)
            return Refuse(UsccFault.Length);
        if (code.AsSpan().ContainsAnyExcept(Symbols))
            return Refuse(UsccFault.Symbol);
        if (!Authorities.Contains(code[0]))
            return Refuse(UsccFault.Authority);
        if (code.AsSpan(1, 7).ContainsAnyExceptInRange('0', '9'))
            return Refuse(UsccFault.Division);
        if (code[^1] != CheckSymbol(code))
            return Refuse(UsccFault.CheckSymbol);

        return new UsccReading.Valid(new Uscc(code), OrganizationCheckHolds(code) ? [] : [PartyWords.OrganizationCheckFails]);
    }

    /// <summary>True and the code when <see cref="Read"/> finds one, warnings or not.</summary>
    public static bool TryParse(string? typed, out Uscc uscc)
    {
        var reading = Read(typed) as UsccReading.Valid;
        uscc = reading?.Uscc ?? default;
        return reading is not null;
    }

    /// <summary>The eighteen symbols, or nothing for a default value.</summary>
    public override string ToString() => text ?? "";

    private static UsccReading.Refused Refuse(UsccFault fault) => new(fault, PartyWords.Of(fault));

    // GB 32100-2015, 5.5: weights are the powers of 3 modulo 31.
    private static char CheckSymbol(string code)
    {
        var (sum, weight) = (0, 1);
        foreach (var symbol in code.AsSpan(0, Length - 1))
        {
            sum += Symbols.IndexOf(symbol) * weight;
            weight = weight * 3 % 31;
        }

        return Symbols[(31 - sum % 31) % 31];
    }

    // GB 11714-1997 over symbols 9 to 17. Registers hold entities whose organization code never satisfied it, so it only warns.
    private static bool OrganizationCheckHolds(string code)
    {
        ReadOnlySpan<int> weights = [3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * (char.IsAsciiDigit(code[8 + i]) ? code[8 + i] - '0' : code[8 + i] - 'A' + 10);

        return code[16] == "0X987654321"[sum % 11];
    }
}
