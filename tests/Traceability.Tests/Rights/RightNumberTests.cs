using Traceability.Rights;
using Traceability.Tests.Parties;

namespace Traceability.Tests.Rights;

public sealed class RightNumberTests
{
    [Theory]
    [InlineData(RightKind.InventionPatent, "ZL 2020 1 0288867.7", "202010288867.7")]
    [InlineData(RightKind.InventionPatent, "zl2013106997442", "201310699744.2")]
    [InlineData(RightKind.InventionPatent, "ＺＬ２０２０１０２８８８６７。７", "202010288867.7")]
    [InlineData(RightKind.InventionPatent, "CN97101765.4", "97101765.4")]
    [InlineData(RightKind.InventionPatent, "00801762.X", "00801762.X")]
    [InlineData(RightKind.UtilityModelPatent, "ZL201922113032.3", "201922113032.3")]
    [InlineData(RightKind.Trademark, "第9129815号", "9129815")]
    [InlineData(RightKind.Trademark, "g0733254", "G733254")]
    [InlineData(RightKind.Trademark, "１７８２４５６２ａ", "17824562A")]
    [InlineData(RightKind.Copyright, "国作登字－2021－f－00268255", "国作登字-2021-F-00268255")]
    [InlineData(RightKind.Copyright, "粤作登字—2022-F-00000123", "粤作登字-2022-F-00000123")]
    [InlineData(RightKind.Copyright, "2020sr0369466", "2020SR0369466")]
    [InlineData(RightKind.GeographicalIndication, "agi2012−02−869", "AGI2012-02-869")]
    [InlineData(RightKind.GeographicalIndication, "国家质量监督检验检疫总局公告（2011年第070号）", "国家质检总局2011年第70号公告")]
    [InlineData(RightKind.GeographicalIndication, "国家知识产权局公告第四七五号", "国家知识产权局公告第475号")]
    [InlineData(RightKind.GeographicalIndication, "国家知识产权局 2022年 第475号公告", "国家知识产权局公告第475号")]
    [InlineData(RightKind.GeographicalIndication, "第5612284号", "5612284")]
    [InlineData(RightKind.GeographicalIndication, "pdo-fr-a0106", "PDO-FR-A0106")]
    [InlineData(RightKind.GeographicalIndication, "ES/PGI/0005/0061", "ES/PGI/0005/0061")]
    [InlineData(RightKind.GeographicalIndication, "TH:50100022", "TH:50100022")]
    public void A_number_is_read_however_it_is_typed_and_kept_in_one_spelling(RightKind kind, string typed, string normalised) =>
        Assert.Equal(normalised, Assert.IsType<NumberReading.Valid>(RightNumber.Read(kind, typed)).Normalised);

    [Theory]
    [InlineData(RightKind.InventionPatent, null, NumberFault.Empty)]
    [InlineData(RightKind.Trademark, " \u3000", NumberFault.Empty)]
    [InlineData(RightKind.InventionPatent, "202010288867", NumberFault.Form)]
    [InlineData(RightKind.InventionPatent, "202010288867.7\n7", NumberFault.Form)]
    [InlineData(RightKind.InventionPatent, "٢٠٢٠10288867.7", NumberFault.Form)]
    [InlineData(RightKind.InventionPatent, "200210288867.7", NumberFault.Year)]
    [InlineData(RightKind.InventionPatent, "210010288867.7", NumberFault.Year)]
    [InlineData(RightKind.InventionPatent, "84101765.4", NumberFault.Year)]
    [InlineData(RightKind.InventionPatent, "04101765.4", NumberFault.Year)]
    [InlineData(RightKind.InventionPatent, "202040288867.7", NumberFault.PatentKindDigit)]
    [InlineData(RightKind.InventionPatent, "202010288867.X", NumberFault.CheckDigit)]
    [InlineData(RightKind.DesignPatent, "202010288867.7", NumberFault.OtherPatentKind)]
    [InlineData(RightKind.DesignPatent, "CN304567890S", NumberFault.PublicationNumber)]
    [InlineData(RightKind.InventionPatent, "CN110000000B", NumberFault.PublicationNumber)]
    [InlineData(RightKind.Trademark, "1234", NumberFault.Form)]
    [InlineData(RightKind.Trademark, "00001234", NumberFault.Form)]
    [InlineData(RightKind.Trademark, "123456789", NumberFault.Form)]
    [InlineData(RightKind.Copyright, "国作登字-2021-M-00268255", NumberFault.Form)]
    [InlineData(RightKind.Copyright, "作登字-2021-F-00268255", NumberFault.Form)]
    [InlineData(RightKind.Copyright, "国作登字-1990-F-00268255", NumberFault.Year)]
    [InlineData(RightKind.Copyright, "2100SR0369466", NumberFault.Year)]
    [InlineData(RightKind.Copyright, "软著登字第2016SR172900号", NumberFault.CertificateAroundRegistration)]
    [InlineData(RightKind.GeographicalIndication, "国家质检总局第70号公告", NumberFault.Year)]
    [InlineData(RightKind.GeographicalIndication, "国家质检总局1998年第70号公告", NumberFault.Year)]
    [InlineData(RightKind.GeographicalIndication, "AGI1998-02-869", NumberFault.Year)]
    [InlineData(RightKind.GeographicalIndication, "AGI2012-02", NumberFault.Form)]
    [InlineData(RightKind.GeographicalIndication, "CN:50100022", NumberFault.Form)]
    [InlineData(RightKind.GeographicalIndication, "PDO-CN-A0106", NumberFault.Form)]
    public void A_refusal_names_the_fault(RightKind kind, string? typed, NumberFault expected)
    {
        var refused = Assert.IsType<NumberReading.Refused>(RightNumber.Read(kind, typed));
        Assert.Equal(expected, refused.Code);
        Assert.Equal(NumberWords.Of(kind, expected), refused.Message);
    }

    [Fact]
    public void Text_beyond_the_limit_is_refused_unread()
    {
        var padded = new string(' ', RightNumber.MaxTypedLength - 7) + "9129815";

        Assert.IsType<NumberReading.Valid>(RightNumber.Read(RightKind.Trademark, padded));
        Assert.Equal(NumberFault.TooLong, Assert.IsType<NumberReading.Refused>(RightNumber.Read(RightKind.Trademark, " " + padded)).Code);
    }

    [Theory]
    [InlineData("97101765.4", RightKind.InventionPatent, 1997)]
    [InlineData("00801762.X", RightKind.InventionPatent, 2000)]
    [InlineData("201922113032.3", RightKind.UtilityModelPatent, 2019)]
    public void A_patent_number_tells_its_kind_and_year(string text, RightKind kind, int year)
    {
        var patent = Read<PatentNumber>(kind, text);
        Assert.Equal((kind, year), (patent.Kind, patent.Year));
    }

    [Fact]
    public void The_national_phase_counts_as_the_patent_it_asks_for()
    {
        var digit = (string body) => Enumerable.Range(0, 10).Select(check => $"{body}.{check}").Append($"{body}.X");
        Assert.Single(digit("201980012345"), text => RightNumber.Read(RightKind.InventionPatent, text) is NumberReading.Valid);
        Assert.Single(digit("201990012345"), text => RightNumber.Read(RightKind.UtilityModelPatent, text) is NumberReading.Valid);
    }

    [Theory]
    [InlineData("202010288867.7")]
    [InlineData("97101765.4")]
    public void No_single_mistyped_digit_of_a_patent_number_goes_unnoticed(string text)
    {
        for (var place = 0; place < text.Length; place++)
            foreach (var digit in "0123456789".Where(digit => text[place] != '.' && digit != text[place]))
                Assert.IsType<NumberReading.Refused>(
                    RightNumber.Read(RightKind.InventionPatent, $"{text[..place]}{digit}{text[(place + 1)..]}"));
    }

    [Theory]
    [InlineData("国作登字-2021-F-00268255", CopyrightRegister.National, 2021, 'F')]
    [InlineData("粤作登字-2022-F-00000123", CopyrightRegister.Provincial, 2022, 'F')]
    [InlineData("2020SR0369466", CopyrightRegister.SoftwareRegistration, 2020, null)]
    [InlineData("软著登字第0671096号", CopyrightRegister.SoftwareCertificate, null, null)]
    public void A_copyright_number_tells_its_register_year_and_class(string text, CopyrightRegister register, int? year, char? workClass)
    {
        var copyright = Read<CopyrightNumber>(RightKind.Copyright, text);
        Assert.Equal((register, year, workClass), (copyright.Register, copyright.Year, copyright.WorkClass));
    }

    [Theory]
    [InlineData("国家质检总局2011年第70号公告", GiRegime.ProtectedProduct, 2011)]
    [InlineData("国家知识产权局公告第475号", GiRegime.ProtectedProduct, null)]
    [InlineData("5612284", GiRegime.Mark, null)]
    [InlineData("AGI2012-02-869", GiRegime.AgriculturalProduct, 2012)]
    [InlineData("PGI-IT-0505", GiRegime.Foreign, null)]
    public void The_form_of_an_indication_number_tells_its_regime(string text, GiRegime regime, int? year)
    {
        var indication = Read<GiNumber>(RightKind.GeographicalIndication, text);
        Assert.Equal((regime, year), (indication.Regime, indication.Year));
    }

    [Theory]
    [InlineData("G733254", true)]
    [InlineData("9129815", false)]
    public void A_trademark_number_tells_an_international_registration(string text, bool expected) =>
        Assert.Equal(expected, Read<TrademarkNumber>(RightKind.Trademark, text).IsInternational);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(45, true)]
    [InlineData(46, false)]
    public void Nice_classes_run_from_1_to_45(int number, bool exists)
    {
        Assert.Equal(exists, NiceClass.Exists(number));
        if (exists)
            Assert.Equal(number, new NiceClass(number).Number);
        else
            Assert.Throws<ArgumentOutOfRangeException>(() => new NiceClass(number));
    }

    [Fact]
    public void A_default_value_is_no_class() => Assert.Throws<InvalidOperationException>(() => default(NiceClass).Number);

    [Fact]
    public void Every_fault_of_every_kind_is_said_in_both_languages() => Assert.All(
        from kind in Enum.GetValues<RightKind>() from fault in Enum.GetValues<NumberFault>() select NumberWords.Of(kind, fault),
        Words.AreInBothLanguages);

    // Sound numbers with up to three places overwritten: each gets an answer, and an accepted one has no second spelling.
    [Fact]
    public void Any_text_is_answered_and_an_accepted_one_reads_as_itself()
    {
        const string Alphabet = "0123456789XZLCNGASRIPDO国作登字第号软著公告年七-.:/ 。０Ｚ\0\uD800";
        string[] sound =
        [
            "ZL202010288867.7", "97101765.4", "G0733254A", "第9129815号", "国作登字-2021-F-00268255", "软著登字第0671096号", "2020SR0369466",
            "国家质检总局2011年第70号公告", "国家知识产权局公告第四七五号", "AGI2012-02-869", "PDO-FR-A0106", "TH:50100022",
        ];
        var (random, accepted) = (new Random(20261122), 0);
        for (var round = 0; round < 20_000; round++)
        {
            var text = random.GetItems(sound, 1)[0].ToCharArray();
            for (var place = random.Next(0, 4); place > 0; place--)
                text[random.Next(text.Length)] = Alphabet[random.Next(Alphabet.Length)];

            foreach (var kind in Enum.GetValues<RightKind>())
                if (RightNumber.Read(kind, new string(text)) is NumberReading.Valid valid)
                {
                    accepted++;
                    Assert.Equal(valid, RightNumber.Read(kind, valid.Normalised));
                }
        }

        Assert.InRange(accepted, 5_000, 60_000);
    }

    private static T Read<T>(RightKind kind, string text) where T : RightNumber =>
        Assert.IsType<T>(Assert.IsType<NumberReading.Valid>(RightNumber.Read(kind, text)).Number);
}
