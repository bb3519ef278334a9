namespace Alforis.Workflows.Host.Commands.Templates;

/// <summary><c>templates</c>: the e-mails that workflows name.</summary>
internal static class TemplatesCommand
{
    public static Verb Make(CommandSurroundings surroundings) => new(
        "templates", "Lists, shows, stores and deletes the e-mail templates that workflows name.",
        ("templates list", "all of them"),
        ("templates import samples/templates/*.json", "store the samples"))
    {
        ListTemplatesCommand.Make(surroundings),
        ShowTemplateCommand.Make(surroundings),
        ImportTemplatesCommand.Make(surroundings),
        DeleteTemplateCommand.Make(surroundings),
    };
}
