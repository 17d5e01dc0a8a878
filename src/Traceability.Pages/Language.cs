using System.Globalization;

namespace Traceability.Pages;

/// <summary>The languages in which pages speak; Chinese where nothing says otherwise.</summary>
public enum Language
{
    /// <summary>中文.</summary>
    Zh,
    /// <summary>English.</summary>
    En,
}

/// <summary>Chooses a language and speaks it.</summary>
public static class Languages
{
    // A browser sends a handful; a longer list is somebody trying us out.
    private const int RangesMax = 20;

    /// <summary>
    /// The language asked for (<c>zh</c> or <c>en</c>, with or without a region), else the better liked of the two by Accept-Language
    /// (RFC 9110 §12.5.4; the earlier one when both are liked alike), else Chinese. It never fails: what cannot be read does not count.
    /// </summary>
    public static Language Choose(string? asked, string? acceptLanguage)
    {
        if (Primary(asked) is { } wanted)
            return wanted;

        var (zh, en, any) = (-1.0, -1.0, 0.0);
        var englishFirst = false;
        foreach (var range in (acceptLanguage ?? "").Split(',', RangesMax + 1).Take(RangesMax))
        {
            var parts = range.Split(';', 2, StringSplitOptions.TrimEntries);
            if (QualityOf(parts) is not { } quality)
                continue;
            if (parts[0] == "*")
                any = Math.Max(any, quality);
            else if (Primary(parts[0]) == Language.Zh)
                zh = Math.Max(zh, quality);
            else if (Primary(parts[0]) == Language.En)
                (en, englishFirst) = (Math.Max(en, quality), englishFirst || zh < 0);
        }

        var (likesZh, likesEn) = (zh < 0 ? any : zh, en < 0 ? any : en);
        return likesEn > likesZh || (likesEn == likesZh && likesEn > 0 && englishFirst) ? Language.En : Language.Zh;
    }

    /// <summary>The tag of the language for links and the <c>lang</c> attribute.</summary>
    public static string Tag(this Language language) => language == Language.En ? "en" : "zh";

    /// <summary>The one of two texts that is in this language.</summary>
    public static string Say(this Language language, string zh, string en) => language == Language.En ? en : zh;

    /// <summary>The words in this language.</summary>
    public static string Say(this Language language, PlainWords words) => language.Say(words.Zh, words.En);

    /// <summary>The words in this language where they begin a line: with a capital in English.</summary>
    public static string Begin(this Language language, PlainWords words) => language.Say(words.Zh, $"{char.ToUpperInvariant(words.En[0])}{words.En[1..]}");

    /// <summary>The address of a page in this language; <paramref name="path"/> may carry a query.</summary>
    public static string Address(this Language language, string path) => $"{path}{(path.Contains('?') ? '&' : '?')}lang={language.Tag()}";

    /// <summary>For the <c>lang</c> attribute of a name from our records: Chinese on an English page, nothing where it would say what the page says.</summary>
    public static string? TagOf(this Language page, string? text) =>
        page == Language.En && text is not null && text.Any(character => character is >= '\u3400' and <= '\u9FFF') ? "zh" : null;

    private static Language? Primary(string? tag) => tag?.Trim().Split('-', 2)[0].ToLowerInvariant() switch
    {
        "zh" => Language.Zh,
        "en" => Language.En,
        _ => null,
    };

    private static double? QualityOf(string[] parts)
    {
        if (parts.Length == 1)
            return 1;
        return parts[1].StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(parts[1].AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality)
            && quality is >= 0 and <= 1 ? quality : null;
    }
}
