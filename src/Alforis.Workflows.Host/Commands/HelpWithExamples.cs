using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Alforis.Workflows.Host.Commands;

/// <summary>The usual help, followed by examples.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const string Program = "./run.sh";

    private static readonly (string Line, string Meaning)[] RootExamples =
    [
        ("", "start the service with a database of its own"),
        ("validate samples/workflows/*.json", "check definitions"),
        ("db-url", "say how to connect to the database"),
        ("import --help", "explain a verb"),
    ];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command is Verb verb ? verb.Examples : RootExamples;
        if (examples.Count == 0) return exitCode;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var (line, meaning) in examples)
        {
            output.WriteLine($"  {Program} {line}".TrimEnd());
            output.WriteLine($"      {meaning}");
        }

        output.WriteLine();
        return exitCode;
    }
}
