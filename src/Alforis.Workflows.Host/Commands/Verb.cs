using System.CommandLine;

namespace Alforis.Workflows.Host.Commands;

/// <summary>A command with examples, which its help shows.</summary>
internal sealed class Verb(string name, string description, params (string Line, string Meaning)[] examples) : Command(name, description)
{
    public IReadOnlyList<(string Line, string Meaning)> Examples => examples;
}
