using System.Text.RegularExpressions;

namespace Traceability.Rights;

/// <summary>
/// The number of a copyright registration: a work (<c>国作登字-2021-L-00268255</c>, or a province's character in front), a
/// software certificate (<c>软著登字第15980140号</c>) or a software registration (<c>2020SR0369466</c>).
/// </summary>
public sealed record CopyrightNumber : RightNumber
{
    private static readonly Regex Work = new(@"\A([\u4E00-\u9FFF]{1,2})作登字-([0-9]{4})-([A-L])-[0-9]{8}\z", RegexOptions.NonBacktracking);
    private static readonly Regex Certificate = new(@"\A软著登字第[0-9]{5,8}号\z", RegexOptions.NonBacktracking);
    private static readonly Regex Registration = new(@"\A([0-9]{4})SR[0-9]{6,8}\z", RegexOptions.NonBacktracking);
    private static readonly Regex Mixed = new(@"\A软著登字第?[0-9]{4}SR[0-9]{6,8}号?\z", RegexOptions.NonBacktracking);

    private CopyrightNumber(string normalised, CopyrightRegister register, int? year, char? workClass) : base(normalised) =>
        (Register, Year, WorkClass) = (register, year, workClass);

    /// <summary>Which register gave the number.</summary>
    public CopyrightRegister Register { get; }

    /// <summary>The year of registration; a software certificate does not tell it.</summary>
    public int? Year { get; }

    /// <summary>The letter A to L of the class of work (F: fine art, which garments are); software has none.</summary>
    public char? WorkClass { get; }

    internal static NumberReading FromFolded(string text)
    {
        if (Work.Match(text) is { Success: true } work)
            return Dated(text, work.Groups[1].Value == "国" ? CopyrightRegister.National : CopyrightRegister.Provincial,
                work.Groups[2].Value, work.Groups[3].Value[0]);
        if (Registration.Match(text) is { Success: true } software)
            return Dated(text, CopyrightRegister.SoftwareRegistration, software.Groups[1].Value, null);
        if (Certificate.IsMatch(text))
            return new NumberReading.Valid(new CopyrightNumber(text, CopyrightRegister.SoftwareCertificate, null, null));

        return NumberReading.Refuse(RightKind.Copyright, Mixed.IsMatch(text) ? NumberFault.CertificateAroundRegistration : NumberFault.Form);
    }

    // The Copyright Law entered into force in 1991; no register is older.
    private static NumberReading Dated(string text, CopyrightRegister register, string digits, char? workClass) =>
        int.Parse(digits) is var year and >= 1991 and <= 2099
            ? new NumberReading.Valid(new CopyrightNumber(text, register, year, workClass))
            : NumberReading.Refuse(RightKind.Copyright, NumberFault.Year);
}

/// <summary>Who keeps the entry of a registered copyright.</summary>
public enum CopyrightRegister
{
    /// <summary>国作登字: works, at the centre.</summary>
    National,

    /// <summary>A province's own register of works, such as 粤作登字.</summary>
    Provincial,

    /// <summary>软著登字: the number printed on a software certificate.</summary>
    SoftwareCertificate,

    /// <summary>SR: the number of a software registration.</summary>
    SoftwareRegistration,
}
