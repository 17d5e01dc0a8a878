namespace Traceability.Desk.Access;

/// <summary>What people type to say who they are: letters and digits of every keyboard, so that no two names look alike; an e-mail address is one.</summary>
internal static class UserName
{
    public const int LengthMin = 3, LengthMax = 64;

    /// <summary>As it is kept and looked for: without case.</summary>
    public static string Fold(string typed) => typed.Trim().ToLowerInvariant();

    /// <summary>Reads a name that somebody chooses; false when it cannot be one.</summary>
    public static bool TryChoose(string typed, out string userName)
    {
        userName = Fold(typed);
        return userName.Length is >= LengthMin and <= LengthMax && userName.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-' or '+' or '@') && char.IsAsciiLetterOrDigit(userName[0]);
    }
}
