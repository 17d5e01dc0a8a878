namespace Traceability.Storage.Access;

/// <summary>How long nothing is tried under a name after its n-th failure in a row: a slip of the finger costs nothing, guessing soon does.</summary>
public static class SignInDelayRule
{
    /// <summary>So many failures cost nothing.</summary>
    public const int FreeFailures = 2;

    /// <summary>The longest wait. Whoever keeps a stranger out by failing under his name keeps him out no longer at once.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(15);

    /// <summary>After this long without a failure the former ones are forgotten.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(1);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    // Doubled so often the wait is beyond the longest.
    private const int DoublingsMax = 8;

    /// <summary>The wait, which doubles with each failure.</summary>
    public static TimeSpan After(int failures)
    {
        if (failures <= FreeFailures)
            return TimeSpan.Zero;
        var wait = First * (1 << Math.Min(failures - FreeFailures - 1, DoublingsMax));
        return wait < WaitMax ? wait : WaitMax;
    }
}
