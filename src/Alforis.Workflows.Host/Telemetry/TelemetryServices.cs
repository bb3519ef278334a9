using Alforis.Crm.Data.Telemetry;

namespace Alforis.Workflows.Host.Telemetry;

/// <summary>What makes the service visible from outside.</summary>
internal static class TelemetryServices
{
    /// <summary>To be added before all that is measured.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetrySettings settings) => services
        .AddSingleton(settings)
        .AddSingleton<ServiceGauges>()
        .AddHostedService<TelemetryExport>()
        .AddHostedService<GaugeService>();
}
