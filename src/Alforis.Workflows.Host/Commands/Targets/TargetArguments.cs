using System.CommandLine;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Actions.CallWebhook.Targets;

namespace Alforis.Workflows.Host.Commands.Targets;

/// <summary>What the verbs on targets have in common.</summary>
internal static class TargetArguments
{
    /// <summary>Stands for the standard input, which nobody else on the machine can see.</summary>
    private const string Input = "-";

    public static Argument<string> Name() => new("NAME")
    {
        Description = "What definitions call the target.",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!TargetName.IsValid(text)) result.AddError($"'{text}' is no name of a target. {TargetName.Form}");
            return text;
        },
    };

    public static Argument<string> Url() => new("URL")
    {
        Description = "Its address, https:// or http://; - reads it from the standard input, for an address that is a secret itself.",
    };

    /// <summary>Reads the address that an argument gives; says what is wrong with it when there is none.</summary>
    public static async Task<Uri?> ReadUrlAsync(string argument, CommandSurroundings surroundings, CancellationToken ct)
    {
        var text = argument;
        if (argument == Input)
        {
            using var reader = new StreamReader(surroundings.OpenInput());
            text = (await reader.ReadToEndAsync(ct)).Trim();
        }

        var (url, problem) = TargetAddress.Read(text);
        if (url is null) await surroundings.Error.WriteLineAsync(problem);
        return url;
    }

    /// <summary>What became of executions that waited, as a sentence behind another one; nothing when there was none.</summary>
    public static string Cancelled(long executions) => executions switch
    {
        0 => "",
        1 => " 1 execution that waited is cancelled.",
        _ => FormattableString.Invariant($" {executions} executions that waited are cancelled."),
    };

    /// <summary>Says that there is no target of a name.</summary>
    public static async Task<int> SayUnknownAsync(string name, CommandSurroundings surroundings)
    {
        await surroundings.Error.WriteLineAsync($"There is no webhook target '{VisibleText.Line(name)}'. See: ./run.sh targets list");
        return ExitCodes.Failure;
    }
}
