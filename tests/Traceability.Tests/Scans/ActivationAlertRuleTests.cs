using Traceability.Origins;
using Traceability.Scans;

namespace Traceability.Tests.Scans;

public sealed class ActivationAlertRuleTests
{
    private static readonly AlertThresholds Limits = AlertThresholds.Default;

    [Theory]
    [InlineData(50_500, 0, true)]
    [InlineData(49_500, 0, false)]
    [InlineData(50_500, 1_000, false)]
    public void An_activation_far_from_the_site_by_certain_metres_is_told(double metres, double accuracyMetres, bool isAlert)
    {
        var site = GeoPoint.At(122, 41);
        var alert = ActivationAlertRule.ActivationFar(new ScanPlace(GeoPoint.At(122, 41 + (metres / 111_195)), accuracyMetres), site, Limits);

        Assert.Equal(isAlert ? AlertCause.ActivationFar : null, alert?.Cause);
        Assert.Equal(isAlert ? metres : 0, alert?.Metres ?? 0, tolerance: 10);
        Assert.Null(ActivationAlertRule.ActivationFar(null, site, Limits));
        Assert.Null(ActivationAlertRule.ActivationFar(new ScanPlace(site, 0), null, Limits));
    }

    [Theory]
    [InlineData(1_500, 0)]
    [InlineData(1_501, 501)]
    public void More_in_a_day_than_the_mill_fills_is_told(long activated, long labels)
    {
        Assert.Equal(labels, ActivationAlertRule.ActivationPace(activated, 1_000, Limits)?.Labels ?? 0);
        Assert.Null(ActivationAlertRule.ActivationPace(activated, null, Limits));
    }

    [Theory]
    [InlineData(1_000, 0)]
    [InlineData(1_001, 1)]
    public void Every_label_without_goods_is_told(long activated, long labels)
    {
        Assert.Equal(labels, ActivationAlertRule.ActivationWithoutStock(activated, 1_000)?.Labels ?? 0);
        Assert.Null(ActivationAlertRule.ActivationWithoutStock(activated, null));
    }
}
