using System.Collections.Immutable;
using System.Diagnostics;

namespace Alforis.Crm.Data.EmbeddedPostgres;

/// <summary>A program with its arguments, never passed through a shell's quoting.</summary>
internal sealed record CommandLine(string Program, ImmutableArray<string> Arguments)
{
    /// <summary>Whether the program starts without this process's environment: no PG* variable or locale of the user reaches it.</summary>
    internal bool CleanEnvironment { get; init; }

    /// <summary>The directory to run in, or null for this process's own.</summary>
    internal string? WorkingDirectory { get; init; }

    internal static CommandLine Of(string program, params ReadOnlySpan<string> arguments) => new(program, [.. arguments]);

    /// <summary>The same command, run by another program that takes a command as its last arguments.</summary>
    internal CommandLine Under(ImmutableArray<string> prefix) =>
        prefix.IsEmpty ? this : this with { Program = prefix[0], Arguments = [.. prefix[1..], Program, .. Arguments] };

    internal ProcessStartInfo ToStartInfo()
    {
        var start = new ProcessStartInfo(Program, Arguments) { UseShellExecute = false };
        if (WorkingDirectory is not null)
            start.WorkingDirectory = WorkingDirectory;
        if (CleanEnvironment)
        {
            start.Environment.Clear();
            start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
            start.Environment["HOME"] = "/";
            start.Environment["LC_ALL"] = "C";
        }

        return start;
    }
}
