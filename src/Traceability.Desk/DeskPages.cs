using Microsoft.AspNetCore.Components;
using Traceability.Desk.Access;
using Traceability.Pages;
using Traceability.Pages.Doors;
using Traceability.Pages.Forms;
using Traceability.Pages.People;

namespace Traceability.Desk;

/// <summary>Answers people with pages, and with a page too where a program would get a problem.</summary>
internal static class DeskPages
{
    /// <summary>A page with its parameters.</summary>
    public static IResult Show<TPage>(HttpContext context, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK, string? scripts = null, string? images = null) where TPage : IComponent =>
        PageReply.Of<TPage>(context, status, parameters, scripts, images);

    /// <summary>A page of the desk for whoever signed in, with its form as it stands; a script of its own may run when it has one, and pictures of one more origin be shown.</summary>
    public static IResult Show<TPage>(HttpContext context, SignedIn person, ShownForm form, Dictionary<string, object?> parameters, string? scripts = null, string? images = null) where TPage : IComponent
    {
        (parameters["Visitor"], parameters["Form"]) = (person.Visitor, form);
        return Show<TPage>(context, parameters, form.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, scripts, images);
    }

    /// <summary>Words in the language of the page; none for none.</summary>
    public static string? Told(HttpContext context, PlainWords? words) => words is { } told ? PageReply.LanguageOf(context).Say(told) : null;

    /// <summary>Tells a person what is wrong; false where programs ask.</summary>
    public static async Task<bool> ShowProblem(HttpContext context, Problem problem)
    {
        if (!IsForPeople(context, problem))
            return false;
        if (problem.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (title, sentence) = WordsOf(problem);
        await Show<RefusalPage>(context, new() { [nameof(RefusalPage.Title)] = title, [nameof(RefusalPage.Sentence)] = sentence }, problem.Status).ExecuteAsync(context);
        return true;
    }

    // An address that leads nowhere, or only takes a form, belongs to nobody: what a browser types or opens again gets a page.
    private static bool IsForPeople(HttpContext context, Problem problem) => PageGate.IsPage(context)
        || (context.GetEndpoint() is null || problem.Status == StatusCodes.Status405MethodNotAllowed) && !context.Request.Path.StartsWithSegments("/api") && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static (PlainWords Title, PlainWords Sentence) WordsOf(Problem problem) => (problem.Code, problem.Status) switch
    {
        ("formTooOld", _) => (new("请重新打开页面", "Open the page again"),
            new("这张表单放得太久，或不是从我们的页面提交的；没有任何内容被更改。请回到工作台，重新填写。", "This form was left open too long, or was not sent from a page of ours; nothing was changed. Go back to the desk and fill it in again.")),
        ("noInvitation", _) => (new("邀请链接无效", "This invitation opens nothing"),
            new("链接可能已用过、已撤回或已过期（七天）。请向邀请您的人再要一个。", "It may have been used, withdrawn or be older than seven days. Ask whoever invited you for another.")),
        ("memberAlready", _) => (new("您已经在那里工作", "You work there already"), new("请在首页换到那家；链接仍可给别人用。", "Change to it on the first page; the link stays open for somebody else.")),
        ("notYourself", _) => (new("不能移除自己", "You cannot remove yourself"), new("请另一位管理成员的人来做，这样总有人能管。", "Ask somebody else who manages people, so that there is always one who does.")),
        (_, 403) => (new("您的身份不能做这件事", "Your role may not do that"), new("请找有权限的同事，或换一家工作。", "Ask a colleague who may, or change whom you work for.")),
        (_, 404) => (new("这里没有内容", "Nothing here"), new("它不在了，或不属于您现在工作的单位。", "It is gone, or does not belong to whom you work for now.")),
        (_, 405) => (new("这里不能直接打开", "This cannot be opened by itself"), new("它只接收页面上的表单；没有任何内容被更改。", "It only takes a form of a page; nothing was changed.")),
        (_, 413) => (new("内容太长", "Too long"), new("这个文件太大，没有保存。请按浏览器的“后退”回到刚才的页面，换一个小一点的文件：图片最大 2 MB，证书最大 15 MB。", "This file is too large and was not kept. Go back in your browser and send a smaller one: a picture has at most 2 MB, a certificate 15 MB.")),
        (_, 503) => (new("现在太忙", "Busy right now"), new("请过几秒再试；没有任何内容被更改。", "Please try again in a few seconds; nothing was changed.")),
        (_, >= 500) => (new("我们这边出错了", "Our fault"), new("没有任何内容被更改，请稍后再试。", "Nothing was changed. Please try again later.")),
        _ => (new("无法回答", "No answer to that"), new("请回到工作台再试。", "Go back to the desk and try again.")),
    };
}
