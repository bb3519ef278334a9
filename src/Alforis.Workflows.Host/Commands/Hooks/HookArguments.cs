using System.CommandLine;
using Alforis.Crm.Data.Hooks;
using Alforis.Crm.Data.Printing;

namespace Alforis.Workflows.Host.Commands.Hooks;

/// <summary>What the verbs on hooks have in common.</summary>
internal static class HookArguments
{
    public static Argument<string> Slug() => new("SLUG")
    {
        Description = "The last part of the hook's address.",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!HookSlug.IsValid(text)) result.AddError($"'{text}' is no slug. {HookSlug.Form}");
            return text;
        },
    };

    /// <summary>A text that a hook is described with.</summary>
    public static Option<string?> Text(string name, string description, int most)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "TEXT" };
        option.Validators.Add(result =>
        {
            var text = result.Tokens is [{ Value: var value }] ? value : "";
            if (string.IsNullOrWhiteSpace(text) || text.Length > most || text.Contains('\0', StringComparison.Ordinal))
                result.AddError(FormattableString.Invariant($"{name} must have 1 to {most} characters."));
        });
        return option;
    }

    /// <summary>Says that there is no hook of a slug.</summary>
    public static async Task<int> SayUnknownAsync(string slug, CommandSurroundings surroundings)
    {
        await surroundings.Error.WriteLineAsync($"There is no hook '{VisibleText.Line(slug)}'. See: ./run.sh hooks list");
        return ExitCodes.Failure;
    }
}
