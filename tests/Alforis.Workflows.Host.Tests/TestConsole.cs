using System.Text;
using Alforis.Workflows.Host.Commands;

namespace Alforis.Workflows.Host.Tests;

/// <summary>Runs the command line in this process, with a console, an environment and an input of its own.</summary>
internal sealed class TestConsole
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string Input { get; init; } = "";

    public bool UseColours { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public string Output => Read(output);

    public string Error => Read(error);

    public Task<int> RunAsync(params string[] arguments) => RunAsync(TestContext.Current.CancellationToken, arguments);

    public Task<int> RunAsync(CancellationToken cancellationToken, params string[] arguments) => CommandLine.RunAsync(
        arguments,
        new CommandSurroundings
        {
            Output = new LockedWriter(output),
            Error = new LockedWriter(error),
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(Input)),
            UseColours = UseColours,
            TimeProvider = TimeProvider,
            Variable = name => Variables.GetValueOrDefault(name),
        },
        cancellationToken);

    private static string Read(StringBuilder text)
    {
        lock (text) return text.ToString();
    }

    /// <summary>Lets a test read while a verb writes.</summary>
    private sealed class LockedWriter(StringBuilder text) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            lock (text) text.Append(value);
        }

        public override void Write(string? value)
        {
            lock (text) text.Append(value);
        }
    }
}
