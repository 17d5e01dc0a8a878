using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Traceability.MobileApi.Scans;
using Traceability.Pages.Doors;
using Traceability.Storage;
using Traceability.Storage.Scans;

namespace Traceability.MobileApi;

/// <summary>Sends what this door measures (scans, storage, requests and the process) to the operator's collector once a minute, when one is named. A collector that is away stops nothing.</summary>
internal static class Telemetry
{
    private const string Service = "traceability-public";

    private static readonly string[] Meters = [ScanMeter.Name, AlertMeter.Name, StorageWatch.MeterName, MissBudget.MeterName, .. DoorMeters.Names];

    /// <summary>Takes it up among the door's services, which end it with the door: what was not sent yet is sent then.</summary>
    public static void AddTo(IServiceCollection services, House house)
    {
        if (house.Settings.OtlpEndpoint is not { } collector)
            return;
        services.AddSingleton(door => Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService(Service, serviceVersion: DoorLog.Version, serviceInstanceId: DoorMeters.Instance))
            .AddMeter(Meters)
            .AddView(instrument => door.Serves(instrument, house.Owns) ? null : MetricStreamConfiguration.Drop)
            .AddOtlpExporter(otlp =>
            {
                otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
                otlp.Endpoint = new Uri($"{collector.ToString().TrimEnd('/')}/v1/metrics");
            })
            .Build());
    }

    /// <summary>Begins.</summary>
    public static void Start(IServiceProvider door) => door.GetService<MeterProvider>();
}
