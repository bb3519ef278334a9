namespace Alforis.Workflows.Host.Commands;

/// <summary>What a verb sees of the process that it runs in.</summary>
internal sealed record CommandSurroundings
{
    /// <summary>Takes results, and nothing else: scripts read it.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Takes what people read meanwhile: notes, warnings, errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens what is piped in.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Whether <see cref="Output"/> is a terminal that shows colours.</summary>
    public bool UseColours { get; init; }

    /// <summary>Reads an environment variable; an empty one counts as missing.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The console, the environment and the clock of this process.</summary>
    public static CommandSurroundings OfThisProcess() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        OpenInput = Console.OpenStandardInput,
        UseColours = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        Variable = name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
    };
}
