using Alforis.Workflows.Engine.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Alforis.Workflows.Host.Telemetry;

/// <summary>
/// Sends spans and measurements to a collector, in the background: nothing waits for it, and while it is away what was measured is
/// dropped. Started before all that is measured, and stopped after it.
/// </summary>
internal sealed class TelemetryExport(TelemetrySettings settings) : IHostedService, IDisposable
{
    private const string ServiceName = "alforis-workflows";

    /// <summary>What the last sending may take.</summary>
    private static readonly TimeSpan LastSending = TimeSpan.FromSeconds(4);

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var variables = TelemetryVariables.Of(settings);
        if (settings.SendsTraces)
        {
            traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(variables))
                .ConfigureResource(Describe)
                .AddSource(WorkflowTelemetry.Name)
                .AddOtlpExporter()
                .Build();
        }

        if (settings.SendsMetrics)
        {
            metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(variables))
                .ConfigureResource(Describe)
                .AddMeter(WorkflowTelemetry.Name)
                .AddOtlpExporter()
                .Build();
        }

        return Task.CompletedTask;
    }

    /// <param name="cancellationToken">The stop limit.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var limit = (int)LastSending.TotalMilliseconds;
        Task sending = Task.Run(
            () =>
            {
                traces?.Shutdown(limit / 2);
                metrics?.Shutdown(limit / 2);
            },
            CancellationToken.None);
        await sending.WaitAsync(LastSending, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        // After a shutdown there is nothing left to wait for.
        traces?.Dispose();
        metrics?.Dispose();
    }

    /// <summary>What the variables say of the service goes before what we do.</summary>
    private static void Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddService(ServiceName, serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
