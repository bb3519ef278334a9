using Alforis.Workflows.Host.Commands;

namespace Alforis.Workflows.Host.Telemetry;

/// <summary>Whether spans and measurements are sent to a collector. All else that the standard's variables say is read by its library.</summary>
internal sealed record TelemetrySettings
{
    /// <summary>Names the collector; its presence switches the export on.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string TracesEndpointVariable = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string MetricsEndpointVariable = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string TracesExporterVariable = "OTEL_TRACES_EXPORTER";
    private const string MetricsExporterVariable = "OTEL_METRICS_EXPORTER";
    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string DisabledVariable = "OTEL_SDK_DISABLED";

    /// <summary>Nothing is sent.</summary>
    public static readonly TelemetrySettings None = new();

    private TelemetrySettings()
    {
    }

    /// <summary>Whether spans are sent.</summary>
    public bool SendsTraces { get; private init; }

    /// <summary>Whether measurements are sent.</summary>
    public bool SendsMetrics { get; private init; }

    /// <summary>Reads a variable of the standard.</summary>
    public Func<string, string?> Variable { get; private init; } = _ => null;

    /// <summary>The settings of an environment.</summary>
    /// <exception cref="VariableException">A variable has no usable value.</exception>
    public static TelemetrySettings Read(CommandSurroundings surroundings)
    {
        if (string.Equals(surroundings.Variable(DisabledVariable), "true", StringComparison.OrdinalIgnoreCase)) return None;
        var all = HasAddress(surroundings, EndpointVariable);
        var traces = HasAddress(surroundings, TracesEndpointVariable);
        var metrics = HasAddress(surroundings, MetricsEndpointVariable);
        if (surroundings.Variable(ProtocolVariable) is { } protocol && protocol is not ("grpc" or "http/protobuf"))
            throw new VariableException($"{ProtocolVariable} is '{protocol}'; it must be grpc or http/protobuf.");
        return new TelemetrySettings
        {
            SendsTraces = (all || traces) && IsWanted(surroundings, TracesExporterVariable),
            SendsMetrics = (all || metrics) && IsWanted(surroundings, MetricsExporterVariable),
            Variable = surroundings.Variable,
        };
    }

    private static bool IsWanted(CommandSurroundings surroundings, string variable) => surroundings.Variable(variable) switch
    {
        null or "otlp" => true,
        "none" => false,
        var other => throw new VariableException($"{variable} is '{other}'; it must be otlp or none."),
    };

    private static bool HasAddress(CommandSurroundings surroundings, string variable)
    {
        if (surroundings.Variable(variable) is not { } text) return false;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? true
            : throw new VariableException($"{variable} is '{text}'; it must be the address of a collector, such as http://localhost:4317.");
    }
}
