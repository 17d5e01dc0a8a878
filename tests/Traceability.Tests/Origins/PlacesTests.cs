using Traceability.Origins;

namespace Traceability.Tests.Origins;

public sealed class PlacesTests
{
    [Theory]
    [InlineData(180, 90, true)]
    [InlineData(-180, -90, true)]
    [InlineData(180.0001, 0, false)]
    [InlineData(0, -90.0001, false)]
    [InlineData(double.NaN, 0, false)]
    [InlineData(0, double.NaN, false)]
    [InlineData(double.PositiveInfinity, 0, false)]
    public void A_point_is_finite_and_on_the_earth(double longitude, double latitude, bool expected)
    {
        Assert.Equal(expected, GeoPoint.TryCreate(longitude, latitude, out _));
        Assert.Equal(expected, PointClaim.TryCreate(longitude, latitude, Datum.Gcj02, 5, out _));
        if (!expected)
            Assert.Throws<ArgumentOutOfRangeException>(() => GeoPoint.At(longitude, latitude));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(20_037_508, true)]
    [InlineData(-0.1, false)]
    [InlineData(1e9, false)]
    [InlineData(double.NaN, false)]
    public void A_claim_has_an_accuracy_that_can_mean_something(double accuracyMetres, bool expected) =>
        Assert.Equal(expected, PointClaim.TryCreate(122, 41, Datum.Wgs84, accuracyMetres, out _));

    [Fact]
    public void A_claim_has_a_known_datum() => Assert.False(PointClaim.TryCreate(122, 41, (Datum)9, 5, out _));

    [Theory]
    [InlineData(41.1, 122, true)]
    [InlineData(30, 85, true)]
    [InlineData(122, 41.1, false)]
    [InlineData(7.1, 46.2, false)]
    [InlineData(-75, 45, false)]
    [InlineData(300, 200, false)]
    [InlineData(double.NaN, 10, false)]
    public void Exchanged_numbers_are_recognised_where_only_the_exchange_makes_sense(double longitude, double latitude, bool expected) =>
        Assert.Equal(expected, GeoPoint.LooksSwapped(longitude, latitude));

    [Theory]
    [InlineData("wgs84", Datum.Wgs84)]
    [InlineData("cgcs2000", Datum.Cgcs2000)]
    [InlineData("gcj02", Datum.Gcj02)]
    [InlineData("bd09", Datum.Bd09)]
    public void A_datum_has_one_name_on_the_wire(string name, Datum expected)
    {
        Assert.True(Datums.TryParse(name, out var datum));
        Assert.Equal(expected, datum);
        Assert.Equal(name, datum.WireName());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("WGS84")]
    [InlineData("0")]
    [InlineData("wgs84 ")]
    public void Any_other_datum_name_is_refused(string? name) => Assert.False(Datums.TryParse(name, out _));

    [Theory]
    [InlineData(121.97, 41.12, 121.9, 41.1, 122.0, 41.2)]
    [InlineData(121.9, 41.1, 121.9, 41.1, 122.0, 41.2)]
    [InlineData(-0.05, -0.05, -0.1, -0.1, 0, 0)]
    [InlineData(180, 90, 179.9, 89.9, 180, 90)]
    public void The_public_sees_the_cell_and_not_the_place(
        double longitude, double latitude, double west, double south, double east, double north) =>
        Assert.Equal(new(west, south, east, north), PublicPlace.Of(GeoPoint.At(longitude, latitude)));

    [Theory]
    [InlineData(1234, 1200)]
    [InlineData(-1234, -1300)]
    [InlineData(99.9, 0)]
    [InlineData(-99.9, -100)]
    public void The_public_sees_metres_that_never_flatter(double metres, int expected) =>
        Assert.Equal(expected, PublicPlace.RoundMetres(metres));

    [Fact]
    public void Fifteen_mu_are_a_hectare()
    {
        Assert.Equal(15, Area.ToMu(10_000), 12);
        Assert.Equal(1, Area.ToHectares(10_000), 12);
    }
}
