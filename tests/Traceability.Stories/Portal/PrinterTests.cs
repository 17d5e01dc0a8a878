using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Traceability.Stories.Portal;

/// <summary>Labels sent straight to a printer that the operator named, and to nothing else.</summary>
public sealed class PrinterTests
{
    [Fact]
    public async Task A_printer_that_the_operator_named_gets_the_labels_under_a_number()
    {
        using var printer = new TcpListener(IPAddress.Loopback, 0);
        printer.Start();
        await using var desk = await MillDesk.Open(("Labels:Printers:Packing", $"127.0.0.1:{((IPEndPoint)printer.LocalEndpoint).Port}"));
        var batch = await desk.Issue(40);
        var paper = Print(printer);
        var before = desk.House.Acts();
        var sent = await desk.Fill($"/batches/{batch}/labels?lang=en", Sending("Zpl", "Packing"));
        Assert.Equal($"/batches/{batch}/labels?done=sent&lang=en", sent.Location);
        Assert.Equal(before + 2, desk.House.Acts());
        Assert.Equal(1, desk.House.Count("SELECT count(*) FROM act WHERE facts LIKE '%\"printer\":\"Packing\"%'"));
        var commands = await paper;
        Assert.All(await desk.Village.Codes(batch, 1, 40), code => Assert.Contains(code, commands, StringComparison.Ordinal));
        Assert.Contains("No. 1 · ZPL", MillDesk.Words(await desk.Mill.Get($"/batches/{batch}?lang=en")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_printer_in_the_settings_none_is_offered_and_none_can_be_named()
    {
        await using var desk = await MillDesk.Open();
        var batch = await desk.Issue(40);
        Assert.DoesNotContain("name=\"printer\"", (await desk.Mill.Get($"/batches/{batch}/labels")).Text, StringComparison.Ordinal);
        var before = desk.House.Acts();
        foreach (var named in (string[])["Packing", "127.0.0.1:9100", ""])
            Assert.Contains("没有这台打印机", (await desk.Mill.Post($"/batches/{batch}/labels", Sending("Zpl", named))).Text, StringComparison.Ordinal);
        Assert.Equal(before, desk.House.Acts());
    }

    [Theory]
    [InlineData("Pdf", "只认 ZPL 或 TSPL")]
    [InlineData("Zpl", "打印机没有回应")]
    public async Task A_printer_that_is_off_or_would_not_understand_is_told_and_nothing_is_numbered(string form, string told)
    {
        // A port that nobody listens at.
        int port;
        using (var gone = new TcpListener(IPAddress.Loopback, 0))
        {
            gone.Start();
            port = ((IPEndPoint)gone.LocalEndpoint).Port;
        }

        await using var desk = await MillDesk.Open(("Labels:Printers:Packing", $"127.0.0.1:{port}"));
        var batch = await desk.Issue(40);
        var before = desk.House.Acts();
        var answer = await desk.Fill($"/batches/{batch}/labels", Sending(form, "Packing"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(told, answer.Text, StringComparison.Ordinal);
        Assert.Equal(before, desk.House.Acts());
    }

    [Theory]
    [InlineData("printer")]
    [InlineData("printer:0")]
    [InlineData("user@printer:9100")]
    [InlineData("printer:9100/path")]
    public async Task An_address_that_is_no_printer_stops_the_start(string address) =>
        Assert.Contains("Labels:Printers", (await Assert.ThrowsAsync<Storage.SettingException>(() => OpenHouse.Open(("Labels:Printers:Packing", address)))).Message, StringComparison.Ordinal);

    private static (string, string)[] Sending(string form, string printer) => [.. LabelPageTests.Usual.Where(one => one.Name is not ("form" or "act")), ("form", form), ("printer", printer), ("act", "send")];

    private static async Task<string> Print(TcpListener printer)
    {
        using var line = await printer.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var paper = new MemoryStream();
        await line.GetStream().CopyToAsync(paper, TestContext.Current.CancellationToken);
        return Encoding.Latin1.GetString(paper.ToArray());
    }
}
