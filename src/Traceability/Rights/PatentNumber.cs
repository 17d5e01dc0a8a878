using System.Text.RegularExpressions;

namespace Traceability.Rights;

/// <summary>
/// A Chinese patent's application number (ZC 0006-2003), normalised to <c>202010288867.7</c> or, for filings before October
/// 2003, <c>97101765.4</c>. The letters ZL are left out: only a granted patent may bear them.
/// </summary>
public sealed record PatentNumber : RightNumber
{
    private static readonly Regex Form = new(@"\A(?:ZL|CN)?([0-9]{8}|[0-9]{12})\.?([0-9X])\z", RegexOptions.NonBacktracking);
    private static readonly Regex Publication = new(@"\ACN[1-9][0-9]{6,8}[ABCDESUY][0-9]?\z", RegexOptions.NonBacktracking);

    private PatentNumber(string body, char check, RightKind kind, int year) : base($"{body}.{check}") =>
        (Kind, Year) = (kind, year);

    /// <summary>Invention, utility model or design; a national phase of the PCT counts as what it asks for.</summary>
    public RightKind Kind { get; }

    /// <summary>The year the number was given: that of filing, or later for a divisional filing or a national phase.</summary>
    public int Year { get; }

    internal static NumberReading FromFolded(RightKind wanted, string text)
    {
        if (Form.Match(text) is not { Success: true } match)
            return NumberReading.Refuse(wanted, Publication.IsMatch(text) ? NumberFault.PublicationNumber : NumberFault.Form);

        var (body, check) = (match.Groups[1].Value, match.Groups[2].Value[0]);
        if (YearOf(body) is not { } year)
            return NumberReading.Refuse(wanted, NumberFault.Year);
        if (KindOf(body) is not { } kind)
            return NumberReading.Refuse(wanted, NumberFault.PatentKindDigit);
        if (check != CheckDigit(body))
            return NumberReading.Refuse(wanted, NumberFault.CheckDigit);
        if (kind != wanted)
            return NumberReading.Refuse(wanted, NumberFault.OtherPatentKind);

        return new NumberReading.Valid(new PatentNumber(body, check, kind, year));
    }

    private static bool IsOldForm(string body) => body.Length == 8;

    // The Patent Law entered into force in 1985; four-digit years began with the filings of October 2003.
    private static int? YearOf(string body)
    {
        var digits = int.Parse(body.AsSpan(0, IsOldForm(body) ? 2 : 4));
        return (IsOldForm(body), digits) switch
        {
            (true, >= 85) => 1900 + digits,
            (true, <= 3) => 2000 + digits,
            (false, >= 2003 and <= 2099) => digits,
            _ => null,
        };
    }

    private static RightKind? KindOf(string body) => body[IsOldForm(body) ? 2 : 4] switch
    {
        '1' or '8' => RightKind.InventionPatent,
        '2' or '9' => RightKind.UtilityModelPatent,
        '3' => RightKind.DesignPatent,
        _ => null,
    };

    // Weights 2 to 9, then again from 2; the remainder modulo 11 is the digit, ten is X.
    private static char CheckDigit(string body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
            sum += (body[i] - '0') * (2 + i % 8);

        return "0123456789X"[sum % 11];
    }
}
