using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Tests.Scans;

public sealed class ScanPlaceTests
{
    [Fact]
    public void A_coarse_place_is_as_much_less_accurate_as_it_may_have_moved()
    {
        var random = new Random(26);
        for (var i = 0; i < 10_000; i++)
        {
            var exact = new ScanPlace(GeoPoint.At((random.NextDouble() * 360) - 180, (random.NextDouble() * 180) - 90), random.Next(5_000));

            var coarse = exact.Coarse();

            Assert.InRange(coarse.MetresTo(exact.Point), 0, coarse.AccuracyMetres - exact.AccuracyMetres);
            Assert.InRange(coarse.AccuracyMetres - exact.AccuracyMetres, 0, 80);
            Assert.Equal(coarse.Point, coarse.Coarse().Point);
        }
    }

    [Fact]
    public void A_place_that_says_nothing_still_says_nothing() =>
        Assert.Equal(PointClaim.MaxAccuracyMetres, new ScanPlace(GeoPoint.At(180, 90), PointClaim.MaxAccuracyMetres).Coarse().AccuracyMetres);
}
