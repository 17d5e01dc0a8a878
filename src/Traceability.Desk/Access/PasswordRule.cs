namespace Traceability.Desk.Access;

/// <summary>Which passwords are taken: long ones, that are not what everybody tries first. Nothing is asked about digits or signs, which only make people write them down.</summary>
internal static class PasswordRule
{
    public const int LengthMin = 10, LengthMax = 200;

    private const int DifferentMin = 4;

    // What lists of stolen passwords are led by, of those that are long enough, in China and elsewhere. Compared without case.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "1234567890", "0123456789", "0987654321", "9876543210", "12345678910", "123456789a", "a123456789", "a1234567890", "aa123456789", "123456789aa", "abc123456789", "abc1234567", "abcd123456", "abcd1234567",
        "qq123456789", "123456789qq", "1234567890a", "123123123123", "1231231234", "1122334455", "112233445566", "147258369a", "1472583690", "1qaz2wsx3edc", "1q2w3e4r5t", "1q2w3e4r5t6y", "q1w2e3r4t5", "q1w2e3r4t5y6",
        "qwertyuiop", "qwerty1234", "qwerty12345", "qwerty123456", "qazwsxedcrfv", "asdfghjkl1", "asdfghjkl;", "zxcvbnm123", "zaq12wsxcde3", "password12", "password123", "password1234", "password12345", "passw0rd123", "p@ssw0rd123",
        "p@ssword123", "admin12345", "admin123456", "administrator", "welcome123", "iloveyou12", "iloveyou123", "letmein123", "woaini1314", "woaini520", "woaini5201314", "woaini1314520", "5201314520", "52013145201314", "1314520520",
        "woaiwojia123", "zhongguo123", "beijing2008", "5845201314", "7758521521", "wang123456", "zhang123456", "changeme123", "abcdefghij", "abcdefghijk", "football123", "basketball", "monkey12345", "dragon12345", "sunshine123",
        "princess123", "superman123", "1234qwerasdf", "qwer1234asdf", "asdf1234qwer", "google12345", "computer123", "internet123",
    };

    /// <summary>Why a password is not taken, and what to do; none when it is.</summary>
    public static PlainWords? FaultOf(string password, string userName)
    {
        if (password.Length < LengthMin)
            return new($"至少要 {LengthMin} 个字符。", $"Give at least {LengthMin} characters.");
        if (password.Length > LengthMax)
            return new($"最多 {LengthMax} 个字符。", $"Give at most {LengthMax} characters.");
        if (password.Contains(userName.Split('@')[0], StringComparison.OrdinalIgnoreCase))
            return new("密码里不能有用户名。", "Leave your user name out of it.");
        return Common.Contains(password) || password.Distinct().Count() < DifferentMin
            ? new("这是最先被人猜到的密码之一，请换一个。", "This is among the first that anybody guesses: choose another.")
            : null;
    }
}
