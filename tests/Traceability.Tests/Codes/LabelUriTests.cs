using Traceability.Codes;

namespace Traceability.Tests.Codes;

public sealed class LabelUriTests
{
    private const string Code = "7NGQSK7X7CMSPGMSN30E";
    private const string Mistyped = "7NGQSK7X7CMSPGMSN30F";
    private const string Gtin14 = "06901234567892";

    private static readonly LabelUri Ours = new("https://gi.example", ["old.example", "lab.example:8443", "bare.example:80"]);

    [Theory]
    [InlineData("https://gi.example", "HTTPS://GI.EXAMPLE/")]
    [InlineData("https://gi.example/", "HTTPS://GI.EXAMPLE/")]
    [InlineData("http://192.0.2.7:8080", "HTTP://192.0.2.7:8080/")]
    public void A_label_is_written_in_upper_case_under_the_public_address(string publicUrl, string prefix)
    {
        var labels = new LabelUri(publicUrl, []);
        Assert.True(SourceCode.TryParse(Code, out var code));
        Assert.True(Gtin.TryParse(Gtin14, out var gtin));
        Assert.Equal(prefix + Code, labels.Write(code));
        Assert.Equal($"{prefix}01/{Gtin14}/21/{Code}", labels.Write(code, gtin));
        Assert.Matches("^[0-9A-Z $%*+./:-]+$", labels.Write(code, gtin));
        Assert.Equal(new LabelUriReading.Label(code, null, null), labels.Read(labels.Write(code)));
        Assert.Equal(new LabelUriReading.Label(code, gtin, null), labels.Read(labels.Write(code, gtin)));
        Assert.True(DigitalLink.TryParse(labels.Write(code, gtin), out var link));
        Assert.Equal(Code, link.Serial);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gi.example")]
    [InlineData("ftp://gi.example")]
    [InlineData("https://gi.example/app")]
    [InlineData("https://gi.example?x=1")]
    [InlineData("https://user@gi.example")]
    [InlineData("https://gi.example:")]
    [InlineData("https://gi.example:65536")]
    [InlineData("https://0300.0250.1.1")]
    [InlineData("https://[2001:db8::1]")]
    [InlineData("https://gi_lab.example")]
    [InlineData("https://源.example")]
    public void An_address_that_no_label_can_carry_is_refused_at_the_start(string publicUrl) =>
        Assert.Throws<ArgumentException>(() => new LabelUri(publicUrl, []));

    [Theory]
    [InlineData("")]
    [InlineData("old.example/x")]
    [InlineData("user@old.example")]
    [InlineData("old.example:")]
    [InlineData("https://old.example")]
    public void A_former_authority_is_host_and_port_alone(string former) =>
        Assert.Throws<ArgumentException>(() => new LabelUri("https://gi.example", [former]));

    [Theory]
    [InlineData(Code)]
    [InlineData(" 7ngqs-k7x7c-mspgm-sn3oe ")]
    [InlineData("HTTPS://GI.EXAMPLE/" + Code)]
    [InlineData("HtTpS://Gi.Example/7ngqs-k7x7c-mspgm-sn30e")]
    [InlineData("http://gi.example/" + Code)]
    [InlineData("https://gi.example:443/" + Code)]
    [InlineData("http://gi.example:80/" + Code)]
    [InlineData("https://old.example/" + Code)]
    [InlineData("https://lab.example:8443/" + Code)]
    [InlineData("http://bare.example/" + Code)]
    [InlineData("https://gi.example/" + Code + "?from=chat&u=https://evil.example/#top")]
    public void A_code_is_read_bare_or_at_an_address_of_ours(string text) =>
        Assert.Equal(Code, Assert.IsType<LabelUriReading.Label>(Ours.Read(text)).Code.ToString());

    [Theory]
    [InlineData("https://gi.example/01/06901234567892/21/" + Code, null)]
    [InlineData("https://gi.example/01/06901234567892/10/LOT%2F7/21/" + Code, "LOT/7")]
    [InlineData("https://gi.example/01/06901234567892/22/V/10/LOT/21/7ngqs-k7x7c-mspgm" + "?17=301231", null, LabelUriKind.Malformed)]
    [InlineData("https://gi.example/01/06901234567892/21/" + Mistyped, null, LabelUriKind.Mistyped)]
    [InlineData("https://gi.example/01/06901234567893/21/" + Code, null, LabelUriKind.Malformed)]
    [InlineData("https://gi.example/01/6901234567892/21/" + Code, null, LabelUriKind.Malformed)]
    [InlineData("https://gi.example/01/06901234567892", null, LabelUriKind.Malformed)]
    [InlineData("https://gi.example/01/06901234567892/235/" + Code, null, LabelUriKind.Malformed)]
    [InlineData("https://gi.example/01/06901234567892/21/" + Code + "/10/LOT", null, LabelUriKind.Malformed)]
    [InlineData("https://gi.example/shop/01/06901234567892/21/" + Code, null, LabelUriKind.Malformed)]
    public void A_digital_link_of_ours_gives_code_gtin_and_lot(string text, string? lot, LabelUriKind kind = LabelUriKind.Label)
    {
        var reading = Ours.Read(text);
        Assert.Equal(kind.ToString(), reading.GetType().Name);
        if (reading is LabelUriReading.Label label)
            Assert.Equal((Code, Gtin14, lot), (label.Code.ToString(), label.Gtin.ToString(), label.Lot));
    }

    public enum LabelUriKind
    {
        Label,
        Mistyped,
        Malformed,
    }

    // Whatever a browser, a phone or a proxy would make of these, the code they carry says nothing about who shows it.
    [Theory]
    [InlineData("https://evil.example/" + Code)]
    [InlineData("https://gi.example@evil.example/" + Code)]
    [InlineData("https://user:word@gi.example/" + Code)]
    [InlineData("https://gi.example.evil.example/" + Code)]
    [InlineData("https://evilgi.example/" + Code)]
    [InlineData("https://www.gi.example/" + Code)]
    [InlineData("https://gi.example./" + Code)]
    [InlineData("https://gi.example:8443/" + Code)]
    [InlineData("https://gi.example:80/" + Code)]
    [InlineData("http://gi.example:443/" + Code)]
    [InlineData("https://gi.example:0443/" + Code)]
    [InlineData("https://gi.example:/" + Code)]
    [InlineData("https://lab.example/" + Code)]
    [InlineData("https://gі.example/" + Code)]
    [InlineData("https://gı.example/" + Code)]
    [InlineData("https://ｇｉ．example/" + Code)]
    [InlineData("https://gi。example/" + Code)]
    [InlineData("https://xn--g-8sb.example/" + Code)]
    [InlineData("https://gi%2eexample/" + Code)]
    [InlineData("https://evil.example\\@gi.example/" + Code)]
    [InlineData("https://gi.example\\.evil.example/" + Code)]
    [InlineData("https:\\\\gi.example\\" + Code)]
    [InlineData("https:/gi.example/" + Code)]
    [InlineData("https:gi.example/" + Code)]
    [InlineData("//gi.example/" + Code)]
    [InlineData("///" + Code)]
    [InlineData("https:///" + Code)]
    [InlineData("ftp://gi.example/" + Code)]
    [InlineData("weixin://gi.example/" + Code)]
    [InlineData("javascript:location='https://gi.example/" + Code + "'")]
    [InlineData("https://evil.example/?url=https://gi.example/" + Code)]
    [InlineData("https://evil.example/https://gi.example/" + Code)]
    [InlineData("https://evil.example/01/06901234567892/21/" + Code)]
    [InlineData("https://evil.example#https://gi.example/" + Code)]
    [InlineData("https://evil.example?@gi.example/" + Code)]
    [InlineData("https://gi.example#@evil.example\n/" + Code)]
    [InlineData("ht\ttps://gi.example/" + Code)]
    [InlineData("https://gi.exam\nple/" + Code)]
    [InlineData("https://gi.example\0/" + Code)]
    [InlineData("https://gi.example/\u202E" + Code)]
    [InlineData("https://gi.example/" + Code + "?a\r\nb")]
    public void An_address_that_is_not_exactly_ours_is_never_a_label(string text) =>
        Assert.IsType<LabelUriReading.NotOurAddress>(Ours.Read(text));

    [Theory]
    [InlineData(Mistyped)]
    [InlineData("https://gi.example/" + Mistyped)]
    public void A_slip_is_told_bare_or_at_our_address(string text) => Assert.IsType<LabelUriReading.Mistyped>(Ours.Read(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("盘锦大米")]
    [InlineData("https://gi.example")]
    [InlineData("https://gi.example/")]
    [InlineData("https://gi.example?" + Code)]
    [InlineData("https://gi.example/" + Code + "/x")]
    [InlineData("https://gi.example//" + Code)]
    [InlineData("https://gi.example/redirect?to=https://evil.example/" + Code)]
    [InlineData("https://gi.example/ARFKk4WW1iLWAA")]
    [InlineData("https://gi.example/01/06901234567892/ARFKk4WW1iLWAA")]
    public void What_names_no_label_is_malformed(string? text) => Assert.IsType<LabelUriReading.Malformed>(Ours.Read(text));

    [Theory]
    [InlineData(2_048, true)]
    [InlineData(2_049, false)]
    public void An_address_has_a_greatest_length(int length, bool read) =>
        Assert.Equal(read, Ours.Read($"https://gi.example/{Code}?".PadRight(length, 'x')) is LabelUriReading.Label);
}
