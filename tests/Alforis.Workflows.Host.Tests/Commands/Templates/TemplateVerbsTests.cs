using Alforis.Testing;
using Alforis.Workflows.Host.Samples;
using Alforis.Workflows.Host.Tests.Actions.SendEmail;
using Alforis.Workflows.Host.Tests.Serving;
using Alforis.Workflows.Host.Tests.Stored;

namespace Alforis.Workflows.Host.Tests.Commands.Templates;

public sealed class TemplateVerbsTests
{
    private const string Template =
        """
        { "name": "merci", "subject": "Merci, {{ organisation.nom }} 🎉", "html": ["<p>Chère équipe {{ organisation.nom }},</p>", "<p>à bientôt</p>"], "text": "À bientôt, {{ organisation.nom }}" }
        """;

    private const string Workflow =
        """
        { "name": "Merci", "status": "active", "trigger_type": "organisation_created",
          "actions": [{ "type": "send_email", "config": { "to": "{{ organisation.email }}", "template": "merci" } }] }
        """;

    [Fact]
    public async Task Serve_WorkflowWithATemplate_ArrivesAsHtmlAndText()
    {
        await using var mail = await MailServer.StartAsync();
        await using var crm = await StoredCrm.CreateAsync();
        Assert.Equal((0, "created 'merci'"), await RunAsync(crm, Template, "templates", "import", "-"));
        Assert.Equal(0, (await RunAsync(crm, Workflow, "import", "-")).ExitCode);
        var console = crm.Console();
        console.Variables["ALFORIS_SMTP"] = $"smtp://127.0.0.1:{mail.Port}";
        console.Variables["ALFORIS_MAIL_FROM"] = "Équipe <crm@alforis.example>";
        await using var service = await RunningService.StartAsync(console);

        await crm.ExecuteAsync("INSERT INTO organisations (nom, email) VALUES ('Été <b> & Cie', 'zoe@client.example')");

        var email = await mail.NextAsync();
        Assert.Equal("Merci, Été <b> & Cie 🎉", email.Header("Subject"));
        Assert.Equal("multipart/alternative", email.Type);
        Assert.Equal(
            [("text/plain", "À bientôt, Été <b> & Cie"), ("text/html", "<p>Chère équipe Été &lt;b&gt; &amp; Cie,</p>\n<p>à bientôt</p>")],
            email.Parts.Select(p => (p.Type, p.Text.ReplaceLineEndings("\n"))));
    }

    [Fact]
    public async Task Import_WorkflowWhoseTemplateIsMissing_IsRefusedWithACureAndStoredAsDraft()
    {
        await using var crm = await StoredCrm.CreateAsync();

        var (refused, _) = await RunAsync(crm, Workflow, "import", "-");
        var console = crm.Console(Workflow);
        Assert.Equal(1, await console.RunAsync("import", "-"));
        Assert.Equal(0, (await RunAsync(crm, Workflow, "import", "--as-draft", "-")).ExitCode);

        Assert.Equal(1, refused);
        Assert.Contains(
            "-:2:97: error WF2006 /actions/0/config/template: There is no e-mail template \"merci\". None is stored; import it: ./run.sh templates import FILE.",
            console.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was imported: 1 file of 1 cannot be. With --as-draft they are stored, and do not run.", console.Error, StringComparison.Ordinal);
        var activation = crm.Console();
        Assert.Equal(1, await activation.RunAsync("workflows", "activate", "1"));
        Assert.Contains("error WF2006", activation.Error, StringComparison.Ordinal);
        var execution = crm.Console();
        Assert.Equal(1, await execution.RunAsync("workflows", "execute", "1", "--entity", "organisation:1"));
        Assert.Contains("There is no e-mail template", execution.Error, StringComparison.Ordinal);
        Assert.Equal("draft", await crm.ScalarAsync<string>("SELECT status FROM workflows WHERE id = 1"));

        Assert.Equal(0, (await RunAsync(crm, Template, "templates", "import", "-")).ExitCode);
        Assert.Equal(0, (await RunAsync(crm, "", "workflows", "activate", "1")).ExitCode);
    }

    [Fact]
    public async Task Import_ManyTemplatesStored_NamesTheNearestFirst()
    {
        await using var crm = await StoredCrm.CreateAsync();
        foreach (var name in new[] { "alerte", "bienvenue", "cloture", "devis", "echeance", "Merci_client" })
            Assert.Equal(0, (await RunAsync(crm, Template.Replace("\"merci\"", $"\"{name}\"", StringComparison.Ordinal), "templates", "import", "-")).ExitCode);
        var console = crm.Console(Workflow);

        Assert.Equal(1, await console.RunAsync("import", "-"));

        Assert.Contains("There is no e-mail template \"merci\". There are: 'Merci_client', ", console.Error, StringComparison.Ordinal);
        Assert.Contains(", ….", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_TemplateInUse_IsRefusedUnlessForced()
    {
        await using var crm = await StoredCrm.CreateAsync();
        Assert.Equal(0, (await RunAsync(crm, Template, "templates", "import", "-")).ExitCode);
        Assert.Equal(0, (await RunAsync(crm, Workflow, "import", "-")).ExitCode);
        var refused = crm.Console();

        Assert.Equal(1, await refused.RunAsync("templates", "delete", "MERCI"));
        Assert.Equal(
            "The e-mail template 'merci' is sent by active workflows: 1 'Merci'. Deactivate or change them first, or give --force: then they are suspended.",
            refused.Error.TrimEnd());
        Assert.Equal(0, (await RunAsync(crm, "", "templates", "show", "merci")).ExitCode);

        Assert.Equal(
            (0, "The e-mail template 'merci' is deleted.\nSuspended before the next event: 1 'Merci'. When it is there again: ./run.sh workflows activate ID"),
            await RunAsync(crm, "", "templates", "delete", "merci", "--force"));
        var unknown = crm.Console();
        Assert.Equal(1, await unknown.RunAsync("templates", "delete", "merci"));
        Assert.Equal("There is no e-mail template 'merci'. See: ./run.sh templates list", unknown.Error.TrimEnd());
    }

    [Fact]
    public async Task Delete_TemplateThatNoActiveWorkflowSends_IsGone()
    {
        await using var crm = await StoredCrm.CreateAsync();
        Assert.Equal(0, (await RunAsync(crm, Template, "templates", "import", "-")).ExitCode);
        Assert.Equal(0, (await RunAsync(crm, Workflow, "import", "--as-draft", "-")).ExitCode);

        Assert.Equal((0, "The e-mail template 'merci' is deleted."), await RunAsync(crm, "", "templates", "delete", "merci"));

        Assert.Equal(0, await crm.ScalarAsync<long>("SELECT count(*) FROM email_templates WHERE name = 'merci'"));
    }

    [Fact]
    public async Task Import_OtherTemplatesStored_NamesThem()
    {
        await using var crm = await StoredCrm.CreateAsync();
        Assert.Equal(0, (await RunAsync(crm, Template.Replace("\"merci\"", "\"mercis\"", StringComparison.Ordinal), "templates", "import", "-")).ExitCode);
        var console = crm.Console(Workflow);

        Assert.Equal(1, await console.RunAsync("import", "-"));

        Assert.Contains("There is no e-mail template \"merci\". There are: 'mercis'.", console.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_ShippedTemplates_CanBeImportedAsTheyArePrinted()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var files = SampleFiles.Templates();
        Assert.Equal(EmailTemplateLibrary.Read().Count, files.Length);
        Assert.Equal(0, (await RunAsync(crm, "", ["templates", "import", .. files])).ExitCode);

        foreach (var template in EmailTemplateLibrary.Read())
        {
            var (exitCode, printed) = await RunAsync(crm, "", "templates", "show", template.Name.ToUpperInvariant());
            Assert.Equal(0, exitCode);
            Assert.Equal((0, $"unchanged '{template.Name}'"), await RunAsync(crm, printed, "templates", "import", "-"));
        }

        var (_, list) = await RunAsync(crm, "", "templates", "list");
        Assert.All(EmailTemplateLibrary.Read(), t => Assert.Contains(t.Name, list, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_UnknownName_SaysSo()
    {
        await using var crm = await StoredCrm.CreateAsync();
        var console = crm.Console();

        Assert.Equal(1, await console.RunAsync("templates", "show", "rien"));

        Assert.StartsWith("There is no e-mail template 'rien'. See: ./run.sh templates list", console.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "-: This is no template: 'name' is missing. 'subject' is missing. 'html' is missing. 'text' is missing. It has 'name'")]
    [InlineData("[]", "-: This is no template: It is no JSON object. It has 'name'")]
    [InlineData("""{"\ud800":1}""", "-: This is no template: ", "It has half a character")]
    [InlineData("""{"name":"\ud800","subject":"b","html":"c","text":"d"}""", "-: This is no template: ", "It has half a character")]
    [InlineData("null", "-: This is no template: It is no JSON object. It has 'name'")]
    [InlineData("{\n\"name\": }", "-: This is no template: ", ", in line 2. It has 'name'")]
    [InlineData("", "-: The file is empty.")]
    [InlineData("""{"name":"a","subject":"b","html":"c"}""", "-: This is no template: 'text' is missing. It has 'name'")]
    [InlineData("""{"name":"a","subject":"b","html":"c","text":"d","sujet":"e"}""", "-: This is no template: There is no member 'sujet'. It has 'name'")]
    [InlineData("""{"name":"a","subject":"b","html":["c",1],"text":"d"}""", "-: This is no template: 'html' must be a text, or a list of its lines. It has 'name'")]
    [InlineData("""{"name":1,"subject":null,"html":"c","text":"d"}""", "-: This is no template: 'name' must be a text. 'subject' must be a text. It has 'name'")]
    [InlineData("""{"name":"a","name":"b","subject":"b","html":"c","text":"d"}""", "-: This is no template: ", "'name'")]
    [InlineData("""{"name":"a","subject":"{{ deal.montent }}","html":"c","text":"d"}""", "-: subject, line 1, column 4: ")]
    [InlineData("""{"name":"a","subject":"b\nc","html":"c","text":"d"}""", "-: 'name' and 'subject' are one line each")]
    public async Task Import_FileThatIsNoTemplate_SaysWhyAndStoresNothing(string file, string said, string alsoSaid = "")
    {
        await using var crm = await StoredCrm.CreateAsync();
        var console = crm.Console(file);

        Assert.Equal(1, await console.RunAsync("templates", "import", "-"));

        Assert.StartsWith(said, console.Error, StringComparison.Ordinal);
        Assert.Contains(alsoSaid, console.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", console.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was imported." + Environment.NewLine, console.Error, StringComparison.Ordinal);
        Assert.Equal(0, await crm.ScalarAsync<int>("SELECT count(*)::int FROM email_templates"));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(StoredCrm crm, string input, params string[] arguments)
    {
        var console = crm.Console(input);
        var exitCode = await console.RunAsync(arguments);
        return (exitCode, console.Output.Trim());
    }
}
