using System.Globalization;
using System.Text;
using CsvHelper;
using Traceability.Desk.Access;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Parties;
using Traceability.Storage.Parties;

namespace Traceability.Desk.Parties;

/// <summary>
/// A table of parties as spreadsheets save it: CSV in UTF-8 (RFC 4180) with a line of names, Chinese or English. Cells are text and nothing else, whatever a spreadsheet would make of them.
/// </summary>
internal static class PartyTable
{
    /// <summary>Largest file, in bytes.</summary>
    public const int BytesMax = 1 << 20;

    /// <summary>Most lines of parties.</summary>
    public const int RowsMax = 5_000;

    // By the fields of a party's form.
    private static readonly (string Field, PlainWords Name, bool IsNeeded)[] Columns =
    [
        ("name", new("名称", "name"), true),
        ("uscc", new("统一社会信用代码", "uscc"), true),
        ("kind", new("做什么", "kind"), true),
        ("adcode", new("行政区划代码", "adcode"), false),
        ("capacityPerDay", new("每天最多标签数", "capacityPerDay"), false),
    ];

    // Invented households: no register of China has a division 000000.
    private static readonly (string Uscc, PlainWords Name, PartyKind Kind, string Others)[] Invented =
    [
        ("92000000MA00000154", new("示例农户一（请改成真的）", "Example farm 1 (put yours here)"), PartyKind.Producer, "211104,200"),
        ("92000000MA00000K07", new("示例农户二（请改成真的）", "Example farm 2 (put yours here)"), PartyKind.Mill, ","),
    ];

    /// <summary>A table to begin with, in one language, with invented households.</summary>
    public static string Sample(Language language) => "\uFEFF" + string.Join("\r\n", [
        string.Join(',', Columns.Select(column => language.Say(column.Name))),
        .. Invented.Select(one => $"{language.Say(one.Name)},{one.Uscc},{language.Say(PartyWords.Of(one.Kind))},{one.Others}"),
        ""]);

    /// <summary>True for a household of the sample, which is nobody's.</summary>
    public static bool IsOfSample(PartyCells cells) => TypedText.Fold(cells["uscc"]) is var uscc && Invented.Any(one => uscc == one.Uscc || cells["name"] == one.Name.Zh || cells["name"] == one.Name.En);

    /// <summary>The refusal of a table in which nothing stands but the sample's own lines; none for another.</summary>
    public static Problem? OnlySample(IReadOnlyList<PartyCells> rows) => rows.All(IsOfSample)
        ? Problem.BadInput("file", "This is the sample: put your own data in place of its lines.", "onlySample", "这是样表，请换成您自己的数据。")
        : null;

    /// <summary>The text of a file; the problem when it is too large or not UTF-8, as Chinese spreadsheets save CSV unless told otherwise.</summary>
    public static Problem? Decode(ReadOnlySpan<byte> file, out string text)
    {
        text = "";
        if (file.Length > BytesMax)
            return Problem.BadInput("file", "A table has at most 1 MB: send it in parts.", "tooLarge", "表格最大 1 MB，请分成几份上传。");
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
            return null;
        }
        catch (DecoderFallbackException)
        {
            return Problem.BadInput("file", "This file is no CSV in UTF-8. In the spreadsheet choose “Save as”, “CSV UTF-8 (comma separated)”, and send that file.", "notUtf8",
                "这个文件不是 UTF-8 编码的 CSV，读出来会是乱码。请在表格软件里选“另存为”，保存类型选“CSV UTF-8（逗号分隔）”，再上传那个文件。");
        }
    }

    /// <summary>Reads the lines below the names; empty lines do not count.</summary>
    public static Problem? Read(string text, out IReadOnlyList<PartyCells> rows)
    {
        var found = new List<PartyCells>();
        rows = found;
        var isBroken = false;
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            // No name runs over a line: so a quote that is never closed spoils its own line and not all that follow.
            AllowLineBreaksInQuotes = false,
            OnMalformedRecord = _ => isBroken = true,
        });
        if (!csv.Read() || csv.Current.ToArray() is not { } names || Places(names) is not { } places)
        {
            var needed = Columns.Where(column => column.IsNeeded).ToList();
            return Problem.BadInput("file", $"The first line must name the columns: {string.Join(", ", needed.Select(column => column.Name.En))}. Take the sample and fill it in.", "columnMissing",
                $"第一行要写列名：{string.Join("、", needed.Select(column => column.Name.Zh))}。请下载样表，照着填。");
        }

        for (isBroken = false; csv.Read(); isBroken = false)
        {
            var cells = csv.Current.ToArray();
            if (cells.All(string.IsNullOrWhiteSpace))
                continue;
            if (found.Count == RowsMax)
                return Problem.BadInput("file", $"A table has at most {RowsMax} parties: send it in parts.", "tooManyRows", $"一次最多 {RowsMax} 行，请分成几份上传。");
            found.Add(new(
                (int)csv.LineNumber, places.ToDictionary(place => place.Key, place => place.Value < cells.Length ? cells[place.Value].Trim() : ""),
                IsBroken: isBroken || cells.Skip(names.Length).Any(cell => !string.IsNullOrWhiteSpace(cell))));
        }

        return found.Count > 0 ? null : Problem.BadInput("file", "There is no party below the first line.", "noRows", "列名下面没有一行内容。");
    }

    // Where each field stands; none when a needed one is missing or one stands twice.
    private static Dictionary<string, int>? Places(string[] names)
    {
        var places = new Dictionary<string, int>();
        for (var at = 0; at < names.Length; at++)
        {
            var column = Columns.FirstOrDefault(column => names[at].Trim() is var name && (name == column.Name.Zh || name.Equals(column.Name.En, StringComparison.OrdinalIgnoreCase)));
            if (column.Field is not null && !places.TryAdd(column.Field, at))
                return null;
        }

        return Columns.All(column => !column.IsNeeded || places.ContainsKey(column.Field)) ? places : null;
    }
}

/// <summary>One line of a table, not judged yet.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Cells">What stands in it, by field.</param>
/// <param name="IsBroken">Its quotes are open or it has more cells than there are names.</param>
internal sealed record PartyCells(int Line, IReadOnlyDictionary<string, string> Cells, bool IsBroken)
{
    /// <summary>What stands in a field; nothing where there is no such column.</summary>
    public string this[string field] => Cells.GetValueOrDefault(field, "");

    /// <summary>Reads the line as a party that is not stored yet; the problem names the field.</summary>
    public Problem? Read(Caller caller, DateTimeOffset now, out PartyRow row)
    {
        row = null!;
        if (IsBroken)
            return Problem.BadInput("", "The line cannot be read: quotes are open, or it has too many cells.", zh: "这一行读不出来：引号不成对，或格子太多。");
        var kinds = Enum.GetValues<PartyKind>().Where(kind => PartyWords.Of(kind) is var words && (this["kind"] == words.Zh || this["kind"].Equals(words.En, StringComparison.OrdinalIgnoreCase) || this["kind"] == kind.ToString())).ToList();
        if (kinds.Count == 0)
            return Problem.BadInput("kind", $"Give one of: {string.Join(", ", Enum.GetValues<PartyKind>().Select(kind => PartyWords.Of(kind).En))}.", zh: $"请填其中一个：{string.Join("、", Enum.GetValues<PartyKind>().Select(kind => PartyWords.Of(kind).Zh))}。");
        long? capacity = null;
        if (this["capacityPerDay"] is { Length: > 0 } typed)
        {
            if (!long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return Problem.BadInput("capacityPerDay", "Give a whole number.", zh: "请填一个整数。");
            capacity = number;
        }

        return RecordParty.Read(new PartyRequest(this["name"], this["uscc"], kinds[0], this["adcode"] is { Length: > 0 } adcode ? adcode : null, null, capacity), caller, now, out row, out _);
    }
}
