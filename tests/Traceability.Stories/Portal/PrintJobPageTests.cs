using System.Net;
using Traceability.Storage.Access;
using Traceability.Stories.People;

namespace Traceability.Stories.Portal;

/// <summary>A large run on pages: asked for, watched, taken in parts, cancelled.</summary>
public sealed class PrintJobPageTests
{
    [Fact]
    public async Task A_large_run_becomes_a_job_that_tells_how_far_it_is_and_is_taken_in_parts_and_cancelled()
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(1_200);
        var asked = await desk.Fill($"/batches/{batch}/labels?lang=en", [.. LabelPageTests.Usual.Where(one => one.Name != "count"), ("count", "1200")]);
        var job = asked.Location!.Split('?')[0];
        Assert.StartsWith("/print-jobs/", job, StringComparison.Ordinal);
        var page = await desk.Mill.Get($"{job}?lang=en");
        Assert.Contains("<progress id=\"bar\" max=\"1200\"", page.Text, StringComparison.Ordinal);
        for (var i = 0; i < 500 && !page.Text.Contains("/parts/1", StringComparison.Ordinal); i++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            page = await desk.Mill.Get($"{job}?lang=en");
        }

        Assert.Contains("1,200 of 1,200 labels", MillDesk.Words(page), StringComparison.Ordinal);
        Assert.Contains($"href=\"{job}?lang=en\"", (await desk.Mill.Get($"/batches/{batch}?lang=en")).Text, StringComparison.Ordinal);
        using var rival = await desk.House.Staffed("Rival", Role.Producer, "eve");
        Assert.Equal(HttpStatusCode.NotFound, (await rival.Get(job)).Status);
        foreach (var deed in (string[])["/cancel", "/parts/1"])
            Assert.Equal(HttpStatusCode.NotFound, (await rival.Post(job + deed)).Status);

        var before = desk.House.Acts();
        var part = await desk.Mill.Post($"{job}/parts/1?lang=en");
        // The manifest of a file is recorded once its last byte has left.
        Assert.True(desk.House.Acts() > before);
        Assert.Contains((await desk.Village.Codes(batch, 1_200, 1)).Single(), part.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Mill.Post($"{job}/parts/2")).Status);

        await desk.Mill.Get($"{job}?lang=en");
        var cancelled = await desk.Mill.Post($"{job}/cancel?lang=en");
        Assert.Contains("its files are deleted", (await desk.Mill.Get(cancelled.Location!)).Text, StringComparison.Ordinal);
        var gone = await desk.Mill.Post($"{job}/parts/1");
        Assert.Contains("文件", gone.Text.Split("role=\"alert\">")[1].Split('<')[0], StringComparison.Ordinal);
    }
}
