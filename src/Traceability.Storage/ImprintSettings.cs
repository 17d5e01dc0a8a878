using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Traceability.Storage;

/// <summary>Reads from configuration what pages say of their operator; anything wrong says what to do.</summary>
internal static partial class ImprintSettings
{
    private const int NameCharactersMax = 40, PrivacyBytesMax = 64 << 10;

    /// <summary>The imprint.</summary>
    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static Imprint Read(IConfiguration configuration) => new(Name(configuration["Pages:OperatorName"]))
    {
        IcpNumber = Matching(configuration["Pages:IcpNumber"], "Pages:IcpNumber", IcpNumber(), "Give the number as it was granted, such as 京ICP备12345678号-1 or 京ICP证030173号."),
        ReportUrl = PageOf(configuration["Pages:ReportUrl"]),
        ReportPhone = Matching(configuration["Pages:ReportPhone"], "Pages:ReportPhone", Phone(), "Give a number to call, such as 0427-1234567 or +86 427 1234567."),
        PrivacyText = TextOf(configuration["Pages:PrivacyFile"]),
    };

    private static string Name(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? Imprint.Unsigned.OperatorName
        : typed.Length <= NameCharactersMax && !typed.Any(char.IsControl) ? typed.Trim()
        : throw new SettingException("Pages:OperatorName", typed, $"Give the name as it is to stand on every page, in one line of at most {NameCharactersMax} characters.");

    private static string? Matching(string? typed, string setting, Regex form, string whatToDo) =>
        string.IsNullOrWhiteSpace(typed) ? null : form.IsMatch(typed) ? typed : throw new SettingException(setting, typed, whatToDo);

    private static Uri? PageOf(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : typed.Length <= 60 && Uri.TryCreate(typed, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0 ? uri
        : throw new SettingException("Pages:ReportUrl", typed, "Give a page that begins with https:, of at most 60 characters and without a password.");

    private static string? TextOf(string? file)
    {
        if (string.IsNullOrWhiteSpace(file))
            return null;
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > 0 and <= PrivacyBytesMax }
                && new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF').Trim() is { Length: > 0 } text)
                return text;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            // Answered below.
        }

        throw new SettingException("Pages:PrivacyFile", file, $"Name a text file in UTF-8 of at most {PrivacyBytesMax / 1024} KB that this program may read, or leave it out for the notice that comes with the program.");
    }

    [GeneratedRegex(@"^[\u4e00-\u9fff]ICP[备证]\d{6,8}号(-\d{1,3})?$")]
    private static partial Regex IcpNumber();

    [GeneratedRegex(@"^\+?[0-9][0-9 -]{2,18}[0-9]$")]
    private static partial Regex Phone();
}
