using System.Text.RegularExpressions;

namespace Traceability.Rights;

/// <summary>
/// A trademark's registration number, normalised to <c>9129815</c>: five to eight digits without leading zeros, before them G
/// for an international registration, after them the letter of a part. It names one mark only together with its <see cref="NiceClass"/>.
/// </summary>
public sealed record TrademarkNumber : RightNumber
{
    private static readonly Regex Form = new(@"\A第?(G?)0*([1-9][0-9]{4,7}[A-Z]?)号?\z", RegexOptions.NonBacktracking);

    private TrademarkNumber(Match match) : base(match.Groups[1].Value + match.Groups[2].Value)
    {
    }

    /// <summary>True for a Madrid registration extended to China.</summary>
    public bool IsInternational => Normalised[0] == 'G';

    internal static NumberReading FromFolded(string text) => Match(text) is { } number
        ? new NumberReading.Valid(number)
        : NumberReading.Refuse(RightKind.Trademark, NumberFault.Form);

    internal static TrademarkNumber? Match(string text) =>
        Form.Match(text) is { Success: true } match ? new TrademarkNumber(match) : null;
}
