using System.Text.Json;
using Alforis.Testing;

namespace Alforis.Workflows.Host.Tests.Commands.Templates;

/// <summary>E-mail templates where there is no database: the shipped ones, or those of a folder.</summary>
public sealed class KnownTemplatesTests : IDisposable
{
    private const string Unknown = "There is no e-mail template \"relance_deals\". There are: 'relance_deal', 'alerte_gros_deal', 'bienvenue_client'.";
    private const string Unfit = "The e-mail template \"relance_deal\" does not fit this workflow: subject, line 1, column 17: There is no field 'deal' here.";
    private const string Hint = "Only the shipped templates are known here; name the folder of yours with --templates DIR.";

    private readonly string folder = TestDirectories.Create("templates");

    [Theory]
    [InlineData("deal_created", "relance_deals", "warning WF2006", Unknown)]
    [InlineData("organisation_created", "relance_deal", "warning WF2007", Unfit)]
    public async Task Validate_NotAsShipped_WarnsAndSaysHowToNameOthers(string trigger, string template, string code, string said)
    {
        var console = new TestConsole { Input = Workflow(trigger, template) };

        Assert.Equal(0, await console.RunAsync("validate", "-"));

        Assert.StartsWith($"-:3:17: {code} /actions/0/config/template: {said}", console.Output, StringComparison.Ordinal);
        Assert.Contains(Hint + Environment.NewLine, console.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 file, 0 errors" + Environment.NewLine, console.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deal_created", "bienvenue_client", "error WF2006", "There is no e-mail template \"bienvenue_client\". There are: 'merci'.")]
    [InlineData("organisation_created", "merci", "error WF2007", "The e-mail template \"merci\" does not fit this workflow: html, line 2, column 7: There is no field 'deal' here.")]
    public async Task Validate_NotAsInTheFolder_IsAnError(string trigger, string template, string code, string said)
    {
        Add("merci.json", "{{ deal.nom }}");
        var console = new TestConsole { Input = Workflow(trigger, template) };

        Assert.Equal(1, await console.RunAsync("validate", "-", "--templates", folder));

        Assert.StartsWith($"-:3:17: {code} /actions/0/config/template: {said}", console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Hint, console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_TemplatesOfTheFolder_AreGoodWhateverTheCaseOfTheirNames()
    {
        Add("merci.json", "{{ deal.nom }}");
        var console = new TestConsole { Input = Workflow("deal_created", "MERCI") };

        Assert.Equal(0, await console.RunAsync("validate", "-", "--templates", folder));

        Assert.Equal("1 file, 0 errors" + Environment.NewLine, console.Output);
    }

    [Fact]
    public async Task Run_ShippedTemplate_ShowsItsTextsFilledIn()
    {
        var settings = await RunAsync("relance-deal-inactif");

        Assert.Equal("À relancer : Mandat dette privée 2026 (Mutuelle des Deux Rives)", settings.GetProperty("subject").GetString());
        Assert.StartsWith("Bonjour Claire,\n\nAucun échange récent", settings.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Contains("<li>Clôture prévue : 30/04/2026</li>", settings.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TemplateOfTheFolder_GoesInsteadOfTheShippedOne()
    {
        Add("relance.json", "{{ deal.nom }} & Cie", name: "relance_deal");

        var settings = await RunAsync("relance-deal-inactif", "--templates", folder);

        Assert.Equal(
            ("Merci", "<p>Merci</p>\n<p>Mandat dette privée 2026 & Cie</p>", "Merci !"),
            (settings.GetProperty("subject").GetString(), settings.GetProperty("html").GetString(), settings.GetProperty("body").GetString()));
    }

    [Fact]
    public async Task Run_UnknownName_WarnsAndShowsTheName()
    {
        var console = new TestConsole { Input = Workflow("deal_stage_changed", "relance_deals") };

        Assert.Equal(0, await console.RunAsync("run", "-", "--context", SampleFiles.Context("onboarding-client")));

        Assert.Contains("warning WF2006", console.Error, StringComparison.Ordinal);
        var settings = JsonElement.Parse(console.Output).GetProperty("actions")[0].GetProperty("settings");
        Assert.Equal("relance_deals", settings.GetProperty("template").GetString());
    }

    [Fact]
    public async Task Run_NameThatTheFolderHasNot_PrintsNoResult()
    {
        Add("merci.json", "Merci");
        var console = new TestConsole();

        Assert.Equal(1, await console.RunAsync(
            "run", SampleFiles.Workflow("onboarding-client"), "--context", SampleFiles.Context("onboarding-client"), "--templates", folder));

        Assert.Contains("error WF2006", console.Error, StringComparison.Ordinal);
        Assert.Empty(console.Output);
    }

    [Theory]
    [InlineData("missing", "which --templates names, cannot be read: there is no such folder. Name a folder of e-mail templates.")]
    [InlineData("", "which --templates names, has no e-mail templates: *.json files as in samples/templates.")]
    public async Task Validate_FolderWithoutTemplates_SaysSo(string below, string said)
    {
        var console = new TestConsole { Input = Workflow("deal_created", "merci") };

        Assert.Equal(1, await console.RunAsync("validate", "-", "--templates", Path.Combine(folder, below)));

        Assert.Contains(said, console.Error, StringComparison.Ordinal);
        Assert.Empty(console.Output);
    }

    [Fact]
    public async Task Validate_FolderWithBadFiles_SaysWhatIsWrongWithEach()
    {
        Add("a.json", "{{ deal.montent }}");
        Add("b.json", "Merci", name: "Deux");
        Add("c.json", "Merci", name: "DEUX");
        var console = new TestConsole { Input = Workflow("deal_created", "merci") };

        Assert.Equal(1, await console.RunAsync("validate", "-", "--templates", folder));

        var lines = console.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"{Path.Combine(folder, "a.json")}: html, line 2, column 7: ", lines[0], StringComparison.Ordinal);
        Assert.Equal($"{Path.Combine(folder, "c.json")}: {Path.Combine(folder, "b.json")} has the same name. Rename one.", lines[1]);
    }

    public void Dispose() => TestDirectories.Remove(folder);

    private static string Workflow(string trigger, string template) =>
        $$"""
        { "name": "x", "trigger_type": "{{trigger}}",
          "actions": [{ "type": "send_email", "config": { "to": "zoe@client.example",
            "template": "{{template}}" } }] }
        """;

    private static async Task<JsonElement> RunAsync(string sample, params string[] options)
    {
        var console = new TestConsole();
        Assert.Equal(0, await console.RunAsync(["run", SampleFiles.Workflow(sample), "--context", SampleFiles.Context(sample), .. options]));
        var settings = JsonElement.Parse(console.Output).GetProperty("actions")[0].GetProperty("settings");
        Assert.False(settings.TryGetProperty("template", out _));
        return settings;
    }

    private void Add(string file, string line, string name = "merci") => File.WriteAllText(
        Path.Combine(folder, file),
        $$"""{ "name": "{{name}}", "subject": "Merci", "html": ["<p>Merci</p>", "<p>{{line}}</p>"], "text": "Merci !" }""");
}
