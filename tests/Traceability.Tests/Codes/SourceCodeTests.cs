using Traceability.Codes;

namespace Traceability.Tests.Codes;

public sealed class SourceCodeTests
{
    private const string Plain = "7NGQSK7X7CMSPGMSN30E";

    [Fact]
    public void Every_valid_vector_reads_as_itself()
    {
        Assert.Equal(30, Vectors.Valid.Count);
        foreach (var row in Vectors.Valid)
        {
            Assert.True(SourceCode.TryParse(row.Code, out var code));
            Assert.Equal(row.Code, code.ToString());
            Assert.Equal(row.Printed, code.Printed);
            Assert.Equal(row.KeySymbol, code.KeySymbol);
            Assert.Equal(new SourceCodeReading.Valid(code), SourceCode.Read(row.Printed));
        }
    }

    [Fact]
    public void Every_invalid_vector_is_refused_for_its_own_reason()
    {
        Assert.Equal(24, Vectors.Invalid.Count);
        Assert.All(Vectors.Invalid, row => Assert.Equal(row.Expect, Reason(row.Code)));

        static string Reason(string text) => SourceCode.Read(text) switch
        {
            SourceCodeReading.Malformed => "malformed",
            SourceCodeReading.Mistyped => "mistyped",
            SourceCodeReading.Valid valid => Vectors.Seal.Open(valid.Code) is SealOpening.NeverIssued ? "not sealed" : "ours",
            _ => "unknown reading",
        };
    }

    [Theory]
    [InlineData("7nGQSk7x7cmspgmsn30e")]
    [InlineData("7NGQS-K7X7C-MSPGM-SN30E")]
    [InlineData("  7NGQS K7X7C　MSPGM\u00A0SN30E ")]
    [InlineData("7NGQS－K7X7C—MSPGM‐SN30E")]
    [InlineData("7NGQS−K7X7C–MSPGM-SN30E")]
    [InlineData("７ＮＧＱＳＫ７Ｘ７ＣＭＳＰＧＭＳＮ３０Ｅ")]
    [InlineData("７ｎｇｑｓ－ｋ７ｘ７ｃ－ｍｓｐｇｍ－ｓｎ３０ｅ")]
    [InlineData("7NGQSK7X7CMSPGMSN3OE")]
    [InlineData("7NGQSK7X7CMSPGMSN3ｏE")]
    public void What_people_type_reads_as_the_code_they_mean(string typed)
    {
        Assert.True(SourceCode.TryParse(typed, out var code));
        Assert.Equal(Plain, code.ToString());
    }

    [Theory]
    [InlineData("117P9E5BZE2KP8MYY3MS")]
    [InlineData("Il7P9E5BZE2KP8MYY3MS")]
    [InlineData("iL7P9E5BZE2KP8MYY3MS")]
    public void I_and_L_are_read_as_one(string typed) =>
        Assert.Equal(SourceCode.Read("117P9E5BZE2KP8MYY3MS"), SourceCode.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7NGQSK7X7CMSPGMSN30")]
    [InlineData("7NGQSK7X7CMSPGMSN30EE")]
    [InlineData("7NGQSK7X7CMSPGMSN30U")]
    [InlineData("7NGQSK7X7CMSPGMSN30\0")]
    [InlineData("7NGQSK7X7CMSPGMSN30E\n")]
    [InlineData("7NGQS_K7X7C_MSPGM_SN30E")]
    [InlineData("７ＮＧＱＳＫ７Ｘ７ＣＭＳＰＧＭＳＮ３０Ｕ")]
    [InlineData("7NGQSK7X7CMSPGMSN3٠E")]
    [InlineData("7NGQSK7X7CMſPGMSN30E")]
    [InlineData("7NGQSK7X7CMSPGMSN30\u202EE")]
    public void What_cannot_be_a_code_is_malformed(string? text) => Assert.IsType<SourceCodeReading.Malformed>(SourceCode.Read(text));

    // The cap is met before folding: padding with what folding drops does not get past it.
    [Theory]
    [InlineData(44, true)]
    [InlineData(45, false)]
    public void Text_beyond_the_cap_is_not_looked_at(int spaces, bool read) =>
        Assert.Equal(read, SourceCode.TryParse(new string(' ', spaces) + Plain, out _));

    [Fact]
    public void One_wrong_symbol_anywhere_is_mistyped()
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        for (var at = 0; at < Plain.Length; at++)
        {
            foreach (var wrong in alphabet.Where(symbol => symbol != Plain[at]))
                Assert.IsType<SourceCodeReading.Mistyped>(SourceCode.Read(Plain.Remove(at, 1).Insert(at, wrong.ToString())));
        }
    }

    [Fact]
    public void Two_exchanged_symbols_anywhere_are_mistyped()
    {
        for (var first = 0; first < Plain.Length; first++)
        {
            for (var second = first + 1; second < Plain.Length; second++)
            {
                var swapped = Plain.ToCharArray();
                (swapped[first], swapped[second]) = (swapped[second], swapped[first]);
                var expected = Plain[first] == Plain[second] ? typeof(SourceCodeReading.Valid) : typeof(SourceCodeReading.Mistyped);
                Assert.IsType(expected, SourceCode.Read(swapped));
            }
        }
    }

    [Fact]
    public void Codes_are_equal_when_their_symbols_are()
    {
        Assert.True(SourceCode.TryParse(Plain, out var one));
        Assert.True(SourceCode.TryParse(Plain.ToLowerInvariant(), out var same));
        Assert.True(SourceCode.TryParse(Vectors.Valid[0].Code, out var other));
        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
    }
}
