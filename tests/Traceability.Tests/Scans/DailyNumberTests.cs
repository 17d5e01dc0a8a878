using System.Net;
using System.Text;
using Traceability.Scans;

namespace Traceability.Tests.Scans;

public sealed class DailyNumberTests
{
    private static readonly DateOnly Day = new(2026, 10, 1);
    private static readonly byte[] Address = IPAddress.Parse("198.51.100.7").GetAddressBytes();

    [Fact]
    public void An_address_has_one_number_a_day_and_another_the_next_day_and_under_another_key()
    {
        var numbers = new DailyNumber(new byte[32]);

        Assert.Equal(numbers.Of(Day, Address), new DailyNumber(new byte[32]).Of(Day, Address));
        Assert.Equal(
            5,
            new HashSet<ulong>
            {
                numbers.Of(Day, Address), numbers.Of(Day.AddDays(1), Address), numbers.Of(Day, IPAddress.Parse("198.51.100.8").GetAddressBytes()),
                numbers.Of(Day, [.. Address, 0]), new DailyNumber([.. Enumerable.Repeat((byte)1, 32)]).Of(Day, Address),
            }.Count);
    }

    [Fact]
    public void However_long_a_browser_calls_itself_there_is_a_number()
    {
        var numbers = new DailyNumber(new byte[32]);

        Assert.Equal(numbers.Of(Day, Encoding.UTF8.GetBytes(new string('稻', 9_000))), numbers.Of(Day, Encoding.UTF8.GetBytes(new string('稻', 9_001))));
        Assert.NotEqual(numbers.Of(Day, []), numbers.Of(Day, Encoding.UTF8.GetBytes(new string('稻', 9_000))));
    }
}
