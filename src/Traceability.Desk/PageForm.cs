using System.Globalization;
using Microsoft.Net.Http.Headers;
using Traceability.Desk.Access;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Parties;

namespace Traceability.Desk;

/// <summary>A form that a person sent, read field by field as a use case wants it. Every field that cannot be read is told at once, and what was typed is never lost.</summary>
internal sealed class PageForm
{
    private readonly HttpContext _context;
    private readonly IFormCollection _form;
    private readonly List<Problem> _faults = [];

    private PageForm(HttpContext context, IFormCollection form) => (_context, _form) = (context, form);

    /// <summary>What could not be read, if something could not: the use case is not asked then.</summary>
    public Problem? Fault => _faults.FirstOrDefault();

    /// <summary>Reads what was sent; <see cref="PageGate"/> has read it already, so nothing is waited for.</summary>
    public static async Task<PageForm> Of(HttpContext context) => new(context, await context.Request.ReadFormAsync(context.RequestAborted));

    /// <summary>A form that nobody has filled in yet.</summary>
    public static ShownForm New(HttpContext context) => new(PageGate.TokenOf(context));

    /// <summary>A form whose fields hold what is recorded, to be corrected.</summary>
    public static ShownForm Filled(HttpContext context, params IEnumerable<(string Field, string? Value)> recorded) => new(
        PageGate.TokenOf(context), recorded.Where(one => one.Value is not null).ToDictionary(one => one.Field, one => one.Value!));

    /// <summary>The form as it is shown again, with what is wrong if something is. A header is no field: what is wrong with it is about the whole form.</summary>
    public ShownForm Shown(Problem? problem = null) => Shown(problem is null ? null : AtField(problem) with { Others = problem == Fault ? [.. _faults.Skip(1).Select(AtField)] : [] });

    /// <summary>The same, with what is wrong in words of the page.</summary>
    public ShownForm Shown(FieldFault? fault) => new(PageGate.TokenOf(_context), _form.ToDictionary(field => field.Key, field => field.Value.ToString()), fault);

    /// <summary>Puts the version that the form was shown over where programs put it (<see cref="EntityTag"/>), so that one check serves both.</summary>
    public void TellVersion() => _context.Request.Headers.IfMatch = $"\"{Text("version")}\"";

    /// <summary>What was typed, for the use case to judge; empty when nothing was.</summary>
    public string Text(string field) => _form[field].ToString();

    /// <summary>What was typed; none when nothing was.</summary>
    public string? Optional(string field) => Text(field).Trim() is { Length: > 0 } text ? text : null;

    /// <summary>True for a box that was ticked.</summary>
    public bool IsTicked(string field) => Text(field) == "yes";

    /// <summary>The one file that is asked for; none, and a fault, when none or more than one was sent.</summary>
    public IFormFile? File(string field)
    {
        var files = Files(field);
        if (files is [var file])
            return file;
        Refuse(field, files.Count == 0 ? "请先选一个文件。" : "这里只收一个文件，请只选一个。", files.Count == 0 ? "Choose a file." : "Only one file is taken here: choose one alone.");
        return null;
    }

    /// <summary>The same, where no file may be sent either.</summary>
    public IFormFile? OptionalFile(string field) => Files(field).Count == 0 ? null : File(field);

    /// <summary>Files that were sent under one name, where several are meant.</summary>
    public IReadOnlyList<IFormFile> Files(string field) => [.. _form.Files.GetFiles(field).Where(file => file.Length > 0)];

    /// <summary>A whole number, as people type it: full-width digits, spaces and commas between thousands.</summary>
    public long Whole(string field) => Read(field, "请填一个整数。", "Give a whole number.", text =>
        long.TryParse(Digits(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (long?)null) ?? 0;

    /// <summary>A whole number that may be left out.</summary>
    public long? OptionalWhole(string field) => Optional(field) is null ? null : Whole(field);

    /// <summary>A number with a decimal point.</summary>
    public double Number(string field) => Read(field, "请填一个数，小数点用“.”。", "Give a number, with a decimal point.", text =>
        double.TryParse(Digits(text), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : (double?)null) ?? 0;

    /// <summary>A number that may be left out.</summary>
    public double? OptionalNumber(string field) => Optional(field) is null ? null : Number(field);

    /// <summary>A decimal number in whole parts of its unit: kilograms as grams with 1,000 parts, percent as thousandths with 10. What has more decimals is refused, never rounded.</summary>
    public long Parts(string field, int partsOfOne) => Read(field, $"请填一个数，最多 {partsOfOne.ToString(CultureInfo.InvariantCulture).Length - 1} 位小数。",
        $"Give a number with at most {partsOfOne.ToString(CultureInfo.InvariantCulture).Length - 1} decimals.", text =>
        decimal.TryParse(Digits(text), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= long.MaxValue / partsOfOne
            && decimal.IsInteger(number * partsOfOne) ? (long)(number * partsOfOne) : (long?)null) ?? 0;

    /// <summary>A day, as the browser's own calendar writes it.</summary>
    public DateOnly Day(string field) => Read(field, "请选一个日期，如 2026-10-01。", "Give a day, such as 2026-10-01.", text => LivingDay.TryParse(text, out var day) ? day : (DateOnly?)null) ?? default;

    /// <summary>A day that may be left out.</summary>
    public DateOnly? OptionalDay(string field) => Optional(field) is null ? null : Day(field);

    /// <summary>The identity of something of ours, chosen from a list.</summary>
    public Guid Id(string field) => Read(field, "请从列表里选一项。", "Choose one of the list.", text => Guid.TryParseExact(text, "D", out var id) ? id : (Guid?)null) ?? default;

    /// <summary>The identity of something of ours; none when nothing was chosen.</summary>
    public Guid? OptionalId(string field) => Optional(field) is null ? null : Id(field);

    /// <summary>The identities of two things of ours that are chosen as one.</summary>
    public (Guid First, Guid Second) IdPair(string field) => Read(field, "请从列表里选一项。", "Choose one of the list.", text =>
        text.Split(' ') is [var first, var second] && Guid.TryParseExact(first, "D", out var one) && Guid.TryParseExact(second, "D", out var other) ? (one, other) : ((Guid, Guid)?)null) ?? default;

    /// <summary>One of a few names.</summary>
    public T Name<T>(string field) where T : struct, Enum => Read(field, "请从列表里选一项。", "Choose one of the list.", text =>
        Enum.GetNames<T>().Contains(text) ? Enum.Parse<T>(text) : (T?)null) ?? default;

    /// <summary>One of a few names; none when nothing was chosen.</summary>
    public T? OptionalName<T>(string field) where T : struct, Enum => Optional(field) is null ? null : Name<T>(field);

    private static FieldFault AtField(Problem problem) => new(problem.Field == HeaderNames.IfMatch ? null : problem.Field, problem.Words);

    private T? Read<T>(string field, string zh, string en, Func<string, T?> read) where T : struct
    {
        var value = read(Text(field).Trim());
        if (value is null)
            Refuse(field, zh, en);
        return value;
    }

    private void Refuse(string field, string zh, string en)
    {
        if (!_faults.Exists(fault => fault.Field == field))
            _faults.Add(Problem.BadInput(field, en, zh: zh));
    }

    private static string Digits(string text) => TypedText.Fold(text).Replace(",", "", StringComparison.Ordinal);
}
