using Alforis.Crm.Data.Audit;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Emails;
using Alforis.Crm.Data.Steps;
using Alforis.Crm.Data.Tests.Steps;
using Alforis.Crm.Data.Workflows;

namespace Alforis.Crm.Data.Tests.Emails;

/// <summary>What executions send when templates change under them.</summary>
public sealed class TemplatedExecutionTests
{
    private const string Mail = """{"id": "mail", "type": "send_email", "config": {"to": "a@example.com", "template": "Relance"}}""";
    private const string Later = """{"id": "mail", "type": "send_email", "delay": "2 days", "config": {"to": "a@example.com", "template": "relance"}}""";

    private static readonly EmailTemplate Template = new()
    {
        Name = "relance",
        Subject = "Deal {{ deal.nom }}",
        Html = "<p>{{ organisation.nom }}</p>",
        Text = "{{ organisation.nom }} & co",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Template_FillsEachPartForWhereItGoes()
    {
        await using var host = await StepHost.CreateAsync();
        await StoreAsync(host, Template);
        await host.Crm.Database.ExecuteAsync("UPDATE organisations SET nom = 'Étude <b> & fils'");
        await host.Crm.AddWorkflowAsync("Mail", "deal_stage_changed", $"[{Mail}]");

        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        var settings = Assert.Single(await host.ClaimAsync()).Call.Settings;
        var deal = await host.Crm.Database.ScalarAsync<string>("SELECT nom FROM deals WHERE id = @Deal", new { host.Crm.Deal });
        Assert.Equal($"Deal {deal}", settings["subject"]!.GetValue<string>());
        Assert.Equal("<p>Étude &lt;b&gt; &amp; fils</p>", settings["html"]!.GetValue<string>());
        Assert.Equal("Étude <b> & fils & co", settings["body"]!.GetValue<string>());
        Assert.Null(settings["template"]);
    }

    [Fact]
    public async Task Run_OwnSubject_GoesBeforeTheTemplates()
    {
        await using var host = await StepHost.CreateAsync();
        await StoreAsync(host, Template);
        await host.Crm.AddWorkflowAsync(
            "Mail", "deal_stage_changed", """[{"type": "send_email", "config": {"to": "a@example.com", "template": "relance", "subject": "Urgent"}}]""");

        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        Assert.Equal("Urgent", Assert.Single(await host.ClaimAsync()).Call.Settings["subject"]!.GetValue<string>());
    }

    [Fact]
    public async Task Edit_ActiveWorkflow_SendsTheNewTextFromThenOn()
    {
        await using var host = await StepHost.CreateAsync();
        await StoreAsync(host, Template);
        await host.Crm.AddWorkflowAsync("Mail", "deal_updated", $"[{Mail}]");
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET nom = 'un' WHERE id = @Deal", new { host.Crm.Deal });
        await host.Crm.DrainAsync();

        await StoreAsync(host, Template with { Subject = "Neuf : {{ deal.nom }}" });
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET nom = 'deux' WHERE id = @Deal", new { host.Crm.Deal });
        await host.Crm.DrainAsync();

        // The step that waited already was rendered once, and says what it said.
        Assert.Equal(["Deal un", "Neuf : deux"], await SubjectsAsync(host));
    }

    [Fact]
    public async Task Edit_ExecutionSleeps_SendsTheTextOfTheDayItWakes()
    {
        await using var host = await StepHost.CreateAsync();
        await StoreAsync(host, Template);
        await host.Crm.AddWorkflowAsync("Mail", "deal_updated", $"[{Later}]");
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET nom = 'un' WHERE id = @Deal", new { host.Crm.Deal });
        await host.Crm.DrainAsync();
        await host.HurryAsync();
        await host.ContinueAsync();
        await host.Crm.Database.ExecuteAsync("UPDATE deals SET nom = 'deux' WHERE id = @Deal", new { host.Crm.Deal });
        await host.Crm.DrainAsync();

        await StoreAsync(host, Template with { Subject = "Neuf : {{ deal.nom }}" });
        await host.HurryAsync();
        await host.ContinueAsync();

        Assert.Equal(["Deal un", "Neuf : deux"], await SubjectsAsync(host));
    }

    [Fact]
    public async Task Delete_ExecutionSleeps_FailsAndSaysWhyAndCanBeRetried()
    {
        await using var host = await StepHost.CreateAsync();
        await StoreAsync(host, Template);
        await host.Crm.AddWorkflowAsync("Mail", "deal_stage_changed", $"[{Later}]");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        await host.Crm.Database.ExecuteAsync("DELETE FROM email_templates");
        await host.HurryAsync();
        await host.ContinueAsync();

        var execution = Assert.Single(await host.Crm.ExecutionsAsync());
        Assert.Equal(("failed", "There is no e-mail template \"relance\"."), (execution.Status, execution.Error));
    }

    [Fact]
    public async Task Delete_ActiveWorkflow_IsSuspendedBeforeItsNextEvent()
    {
        await using var host = await StepHost.CreateAsync();
        await StoreAsync(host, Template);
        var id = await host.Crm.AddWorkflowAsync("Mail", "deal_stage_changed", $"[{Mail}]");

        await host.Crm.Database.ExecuteAsync("DELETE FROM email_templates");
        await host.Crm.SignAsync();
        await host.Crm.DrainAsync();

        Assert.Empty(await host.ClaimAsync());
        var reason = JsonNode.Parse(await host.Crm.Database.ScalarAsync<string>("SELECT suspended_reason::text FROM workflows WHERE id = @id", new { id }))!;
        Assert.Equal((CrmDiagnosticCodes.EmailTemplateUnknown, "/actions/0/config/template"), (reason[0]!["code"]!.GetValue<string>(), reason[0]!["pointer"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Import_TemplateThatAnActiveWorkflowCannotSend_ChangesNothingAndSaysWhere()
    {
        await using var host = await StepHost.CreateAsync();
        await StoreAsync(host, Template);
        var id = await host.Crm.AddWorkflowAsync("Mail", "organisation_created", """[{"type": "send_email", "config": {"to": "a@example.com", "template": "other"}}]""");
        var store = new EmailTemplateStore(host.Crm.Database.DataSource);
        Assert.Empty((await store.ImportAsync([Template with { Name = "other", Subject = "a" , Html = "b", Text = "c" }], Actor.CommandLine, Cancellation)).Broken);

        var import = await store.ImportAsync(
            [Template with { Text = "changed" }, Template with { Name = "OTHER", Subject = "a", Html = "<p>\"\t</p>\n<p>é{{ deal.nom }}</p>", Text = "c" }], Actor.CommandLine, Cancellation);

        var broken = Assert.Single(import.Broken);
        Assert.Equal((id, "Mail"), (broken.Id, broken.Name));
        var problem = Assert.Single(broken.Diagnostics);
        Assert.Equal((CrmDiagnosticCodes.EmailTemplateUnfit, "/actions/0/config/template"), (problem.Code, problem.Pointer));
        Assert.StartsWith("The e-mail template \"other\" does not fit this workflow: html, line 2, column 8: ", problem.Message, StringComparison.Ordinal);
        Assert.Equal(["b", Template.Html], (await store.ListAsync(Cancellation)).Select(t => t.Html));
        Assert.Equal(Template, await store.FindAsync("RELANCE", Cancellation));
    }

    [Fact]
    public async Task Import_SameAgain_IsUnchanged()
    {
        await using var host = await StepHost.CreateAsync();
        var store = new EmailTemplateStore(host.Crm.Database.DataSource);

        Assert.Equal([ImportOutcome.Created], (await store.ImportAsync([Template], Actor.CommandLine, Cancellation)).Outcomes);
        Assert.Equal([ImportOutcome.Unchanged], (await store.ImportAsync([Template], Actor.CommandLine, Cancellation)).Outcomes);
        Assert.Equal([ImportOutcome.Updated], (await store.ImportAsync([Template with { Name = "Relance" }], Actor.CommandLine, Cancellation)).Outcomes);
        Assert.Equal("Relance", (await store.FindAsync("relance", Cancellation))!.Name);
    }

    private static async Task StoreAsync(StepHost host, EmailTemplate template) =>
        Assert.Empty((await new EmailTemplateStore(host.Crm.Database.DataSource).ImportAsync([template], Actor.CommandLine, Cancellation)).Broken);

    private static async Task<IEnumerable<string>> SubjectsAsync(StepHost host) =>
        await host.Crm.Database.QueryAsync<string>("SELECT settings ->> 'subject' FROM workflow.steps ORDER BY id");
}
