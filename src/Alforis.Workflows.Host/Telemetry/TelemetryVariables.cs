using Microsoft.Extensions.Configuration;

namespace Alforis.Workflows.Host.Telemetry;

/// <summary>The environment that the verb sees, as the OpenTelemetry library asks for it.</summary>
internal sealed class TelemetryVariables(Func<string, string?> variable) : ConfigurationProvider, IConfigurationSource
{
    public static IConfiguration Of(TelemetrySettings settings) => new ConfigurationBuilder().Add(new TelemetryVariables(settings.Variable)).Build();

    public override bool TryGet(string key, out string? value) => (value = variable(key)) is not null;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
