using Traceability.Labels;
using Traceability.Reading;
using Traceability.Tests.Labels;

namespace Traceability.Tests.Reading;

/// <summary>What leaves the house was read once by somebody else: who reads nothing, something else or more than one text does not agree.</summary>
public class ReadBackTests
{
    private static readonly string Code = Samples.Code(1);

    [Fact]
    public void An_installed_reader_reads_every_symbol_back()
    {
        Assert.SkipUnless(ZbarReader.TryCreate(out var zbar), "libzbar0 is not installed: tests/run installs it with zbar-tools.");
        foreach (var plan in LabelSvgTests.Plans())
        {
            for (var serial = 1u; serial <= 25; serial++)
                Assert.True(ReadBack.Agrees(plan, Samples.Code(serial), zbar));
        }
    }

    [Fact]
    public void A_reader_that_finds_what_is_there_at_any_scale_agrees()
    {
        Assert.True(Agrees(_ => [Samples.Prefix + Code]));
        var looks = 0;
        Assert.True(Agrees(_ => ++looks == 3 ? [Samples.Prefix + Code] : []));
    }

    [Fact]
    public void Nothing_another_code_and_a_second_text_do_not_agree()
    {
        Assert.False(Agrees(_ => []));
        Assert.False(Agrees(_ => [Samples.Prefix + Samples.Code(2)]));
        Assert.False(Agrees(_ => ["HTTPS://ELSEWHERE.EXAMPLE/" + Code]));
        Assert.False(Agrees(_ => [Samples.Prefix + Code, "more"]));
    }

    private static bool Agrees(Func<GreyPicture, IReadOnlyList<string>> read) =>
        ReadBack.Agrees(Samples.Plan(Samples.Content(), Samples.Wish(40, 30)), Code, new Reader(read));

    private sealed class Reader(Func<GreyPicture, IReadOnlyList<string>> read) : ILabelReader
    {
        public IReadOnlyList<string> Read(GreyPicture picture) => read(picture);
    }
}
