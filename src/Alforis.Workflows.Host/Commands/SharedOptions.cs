using System.CommandLine;
using Alforis.Workflows.Host.Commands.Definitions;
using Alforis.Workflows.Host.Database;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Commands;

/// <summary>Options and arguments that several verbs have.</summary>
internal static class SharedOptions
{
    public static Option<string?> Data() => new("--data")
    {
        Description = $"The data directory; default: ${DatabaseSettings.DataVariable}, else {DatabaseSettings.DefaultDataDirectory} in the current directory.",
        HelpName = "DIR",
    };

    public static Option<int?> DatabaseTimeout() => new("--database-timeout")
    {
        Description = "How many seconds to try to reach a database that does not answer; default: "
            + $"${DatabaseSettings.TimeoutVariable}, else {DatabaseSettings.DefaultTimeout.TotalSeconds:0}. Ends with 3 after that.",
        HelpName = "SECONDS",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DatabaseSettings.ParseSeconds(text) is { } seconds) return seconds;
            result.AddError($"--database-timeout is '{text}'; it must be a number of seconds from 0 to {DatabaseSettings.MostSeconds}.");
            return null;
        },
    };

    /// <summary>Where the keys are that secrets of hooks are encrypted with.</summary>
    public static Option<string?> Keys() => new("--keys")
    {
        Description = $"The directory of the keys that the secrets of webhooks are encrypted with, those that come in and those that go out; default: ${KeyRing.KeysVariable}, else, with the embedded database, beside it.",
        HelpName = "DIR",
    };

    /// <summary>Definition files; a mistyped option must not pass for one of them.</summary>
    public static Argument<string[]> DefinitionFiles()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = $"Definitions; {InputFile.StandardInput} reads the standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        files.Validators.Add(result =>
        {
            var names = result.Tokens.Select(t => t.Value).ToList();
            foreach (var name in names.Where(n => n.Length > 1 && n[0] == '-'))
                result.AddError($"There is no option '{name}'. (A file of that name is written ./{name}.)");
            if (names.Count(n => n == InputFile.StandardInput) > 1) result.AddError("The standard input can be read only once.");
        });
        return files;
    }
}
