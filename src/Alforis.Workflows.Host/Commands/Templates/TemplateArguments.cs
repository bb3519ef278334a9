using System.CommandLine;
using Alforis.Crm.Data.Printing;

namespace Alforis.Workflows.Host.Commands.Templates;

/// <summary>What the verbs on one template have in common.</summary>
internal static class TemplateArguments
{
    public static Argument<string> Name() => new("NAME") { Description = "The template's name, whatever its case." };

    /// <summary>Says that there is no template of a name.</summary>
    public static async Task<int> SayUnknownAsync(string name, CommandSurroundings surroundings)
    {
        await surroundings.Error.WriteLineAsync($"There is no e-mail template '{VisibleText.Line(name)}'. See: ./run.sh templates list");
        return ExitCodes.Failure;
    }
}
