using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Storage.Access;

namespace Traceability.Desk.Access;

/// <summary>
/// Lets people to pages by their sign-in, and a form through only with the token of a page of ours. A cookie opens pages and nothing else: the API takes keys only, so no foreign site can make a
/// browser use it (docs/decisions/0019).
/// </summary>
internal static class PageGate
{
    private const int FormBytesMax = 16 << 10;

    /// <summary>A page or form for people who signed in under one of the roles.</summary>
    public static RouteHandlerBuilder ForPeople(this RouteHandlerBuilder builder, params Role[] roles) => builder.WithMetadata(new PageDoor(roles, MustManage: false)).AsPage();

    /// <summary>A page or form for people who invite and remove others; a print shop never does.</summary>
    public static RouteHandlerBuilder ForManagers(this RouteHandlerBuilder builder) => builder.WithMetadata(new PageDoor(Everyone.Readers, MustManage: true)).AsPage();

    /// <summary>A page or form for whoever comes.</summary>
    public static RouteHandlerBuilder ForAnyone(this RouteHandlerBuilder builder) => builder.WithMetadata(new PageDoor(null, MustManage: false)).AsPage();

    /// <summary>True for the address of a page.</summary>
    public static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<PageDoor>() is not null;

    /// <summary>The token for the forms of a page that is about to be shown.</summary>
    public static FormToken TokenOf(HttpContext context)
    {
        var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return new(tokens.FormFieldName, tokens.RequestToken!);
    }

    /// <summary>Runs before every page, after <see cref="SignInCookie"/> has found who asks.</summary>
    public static async Task LetIn(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PageDoor>() is not { } door)
        {
            await next(context);
            return;
        }

        context.Response.Headers.CacheControl = "no-cache, no-store";
        context.Response.Headers.Vary = "Accept-Language, Cookie";
        var person = context.Features.Get<SignedIn>();
        if (door.Roles is not null && person is null)
        {
            var back = HttpMethods.IsGet(context.Request.Method) && context.Request.Path != "/" ? $"/sign-in?to={Uri.EscapeDataString(context.Request.Path)}" : "/sign-in";
            await SeeOther(context, back).ExecuteAsync(context);
            return;
        }

        // Read here first: the check of the token would wrap a body that is cut short or too large in an error of its own.
        if (context.Request.HasFormContentType)
            await context.Request.ReadFormAsync(context.RequestAborted);
        if (!await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            await new Problem(StatusCodes.Status400BadRequest, "formTooOld", "This form was not filled in on a page of ours, or too long ago: open the page again.") { Zh = "这张表单放得太久，或不是从我们的页面提交的：请重新打开页面。" }.ExecuteAsync(context);
            return;
        }

        if (door.Roles is not null && (!door.Roles.Contains(person!.Role) || door.MustManage && !person.ManagesPeople))
        {
            await new Problem(StatusCodes.Status403Forbidden, "notAllowed", "Your role may not do that.") { Zh = "您的身份不能做这件事。" }.ExecuteAsync(context);
            return;
        }

        if (person is not null)
            context.Features.Set(person.Caller);
        await next(context);
    }

    /// <summary>Sends a browser on to an address of this door, in the language of the request.</summary>
    public static IResult SeeOther(HttpContext context, string path) => new Redirection(PageReply.LanguageOf(context).Address(path));

    private static RouteHandlerBuilder AsPage(this RouteHandlerBuilder builder) => builder.WithMetadata(new RequestSizeLimitAttribute(FormBytesMax)).ExcludeFromDescription();

    private sealed record PageDoor(Role[]? Roles, bool MustManage);

    // 303: whatever the request was, the next one is a GET (RFC 9110, 15.4.4).
    private sealed record Redirection(string Address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = Address;
            return Task.CompletedTask;
        }
    }
}
