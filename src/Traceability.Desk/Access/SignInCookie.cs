using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.DataProtection;
using Traceability.Storage;

namespace Traceability.Desk.Access;

/// <summary>
/// The cookie of a signed-in person: a sealed name of his sign-in and nothing else. It ends when it is not used for <see cref="IdleMax"/>, and at once with whatever it rests on
/// (<see cref="SignedIn.Find"/>).
/// </summary>
internal static partial class SignInCookie
{
    /// <summary>Without a request for so long, the person is signed out. The cookie is renewed in the second half only.</summary>
    public static readonly TimeSpan IdleMax = TimeSpan.FromHours(2);

    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Takes sign-in and form tokens up among the door's services.</summary>
    public static void AddTo(WebApplicationBuilder builder, House house, bool isSecure)
    {
        // Whichever process reads the key directory reads these cookies.
        var keys = new DirectoryInfo(Path.Combine(house.Settings.KeyDirectory, "sign-in"));
        if (OperatingSystem.IsWindows())
            keys.Create();
        else
            Directory.CreateDirectory(keys.FullName, OwnerOnly);
        builder.Services.AddDataProtection().SetApplicationName("traceability-desk").PersistKeysToFileSystem(keys);
        // It warns that its keys are not encrypted: like the sealing keys they are guarded by the mode of their directory.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // Nor does a stranger fill the log by sending forms without a token.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);

        builder.Services.AddAuthentication(Scheme).AddCookie(options =>
        {
            options.Cookie.Name = Named("desk", isSecure);
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            options.ExpireTimeSpan = IdleMax;
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = Look;
        });
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = Named("form", isSecure);
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.FormFieldName = "formToken";
            options.HeaderName = null;
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    /// <summary>Finds who asks, once it is known which endpoint is asked.</summary>
    public static void UseIn(WebApplication app, bool isSecure)
    {
        // The form's cookie, told to be secure, would refuse plain http even on loopback, where browsers take such a cookie.
        app.UseCookiePolicy(new CookiePolicyOptions { HttpOnly = HttpOnlyPolicy.Always, Secure = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None });
        app.UseAuthentication();
        if (!isSecure)
            app.Lifetime.ApplicationStarted.Register(() => LogPlain(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Traceability.Door")));
    }

    /// <summary>Browsers keep a secure cookie where there is TLS, and where nobody else could listen: behind a proxy of ours, or on this machine.</summary>
    public static bool CanBeSecure(string urls, HouseSettings settings) =>
        settings.TrustedProxies.Count > 0 || urls.Split(';').All(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && IsLoopback(uri)));

    /// <summary>Gives the browser the cookie of a sign-in that was begun.</summary>
    public static Task Give(HttpContext context, Guid signInId) =>
        context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, signInId.ToString())], Scheme)));

    /// <summary>Takes it away.</summary>
    public static Task Take(HttpContext context) => context.SignOutAsync(Scheme);

    private static async Task Look(CookieValidatePrincipalContext cookie)
    {
        var context = cookie.HttpContext;
        if (PageGate.IsPage(context) && Guid.TryParse(cookie.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            && await SignedIn.Find(context.RequestServices.GetRequiredService<Store>(), id, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), context.RequestAborted) is { } person)
            context.Features.Set(person);
        else
            cookie.RejectPrincipal();
    }

    // The prefix keeps a neighbouring host or a plain page from setting it (RFC 6265bis, 4.1.3.2).
    private static string Named(string name, bool isSecure) => isSecure ? $"__Host-{name}" : name;

    private static bool IsLoopback(Uri uri) => uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    [LoggerMessage(Level = LogLevel.Warning, Message = "People sign in over plain http: their passwords and cookies can be read on the way. Put a proxy that ends TLS in front and name it in Doors:TrustedProxies, or listen on this machine only")]
    private static partial void LogPlain(ILogger log);
}
