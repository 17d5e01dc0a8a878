namespace Traceability.Pages;

/// <summary>The privacy notice that comes with the program: what it keeps of people, and how long. Whoever changes what is kept changes it here (docs/verdicts.md says the same to buyers).</summary>
public static class PrivacyWords
{
    /// <summary>The notice in parts, each with its lines.</summary>
    /// <param name="operatorName">Who answers for it.</param>
    public static IReadOnlyList<(PlainWords Title, IReadOnlyList<PlainWords> Lines)> Of(string operatorName) =>
    [
        (new("查验时", "When you check a label"),
        [
            new("不用登录，不用手机号，不要位置。", "No login, no phone number and no place is asked for."),
            new("一次查验记下：哪个码、什么时间、什么结论；知道城市的，再记城市。里面没有您的名字。首次查验的时间和城市会给后来查这个码的人看。这些记录长期保存，作为证据。",
                "Of a check we keep which code, when, with what answer, and the city where it is known. None of it names you. Time and city of a first check are shown to those who check the same code later. These records are kept for good, as evidence."),
            new("愿意告诉我们位置的，记到约百米，最多 30 天，此后只留城市；具体位置从不公开。", "If you choose to say where you are, we keep it to some hundred metres for 30 days at most, then the city alone; the place itself is never shown."),
            new("您的网络地址和浏览器名称不保存，只存由它们算出的编号，每天换一个，隔天对不上。", "Your network address and the name of your browser are not kept: only numbers made of them, new ones every day, which cannot be matched from one day to the next."),
            new("照片通常只在您的手机上识别。手机认不出、由您送来时，我们读出里面的码，随即丢弃：不保存，也不记录照片里的拍摄地点和设备。",
                "Photos are usually read on your phone. If you send one because your phone cannot, we read the code in it and drop it at once: neither the photo nor the place and device in it are kept."),
        ]),
        (new("您的手机里", "On your phone"),
        [
            new("一个查验凭据（cookie，两年）：再查同一枚标签时认得是您。删掉它，结论照样看得到。", "A receipt (a cookie, two years): we know you when you check the same label again. Delete it and you still get every answer."),
            new("最近五十次查验的清单，只在您手机里；首页可以清除。", "A list of your newest fifty checks, on your phone only; the start page forgets it when told."),
            new("没有统计、广告或第三方的代码，页面不向别的网站要任何东西。", "No statistics, no advertising, no code of others: pages ask nothing of any other site."),
        ]),
        (new("业务端的工作人员", "People who work at the desk"),
        [
            new("记下：用户名、姓名、密码的散列、在哪个单位任什么职、登录的起止时间。", "Kept: user name, name, a hash of the password, for whom you work and as what, and when you signed in and out."),
            new("登录失败只按用户名的散列计数。", "Failures to sign in are counted under a hash of the user name only."),
            new("办过的事（登记、签发、启用、作废、认定等）连同经办人编号留在存证里，不删除：日后要能说清是谁办的。", "What was done (recording, issuing, activating, withdrawing, deciding) stays on record with the number of who did it and is not deleted: it must be possible to say later who it was."),
        ]),
        (new("谁负责", "Who answers for it"),
        [
            new($"本服务由“{operatorName}”运营。要查阅、更正或删除与您有关的信息，请与其联系。", $"This service is run by “{operatorName}”. Ask there to see, correct or delete what concerns you."),
            new("这个程序的日志不含码、凭据、位置和网络地址。", "The log of this program holds no code, receipt, place or address."),
        ]),
    ];
}
