using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Tests.Dispatching;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Tests.Hooks;

/// <summary>Workflows that say what payloads are like.</summary>
public sealed class DescribedPayloadTests
{
    private const string Task = """[{"type": "create_task", "config": {"title": "{{ webhook.client.nom }} {{ webhook.montant | math.format \"N2\" \"fr-FR\" }}"}}]""";

    private const string Schema = """
        {"type": "object", "required": ["client", "montant"], "properties": {
          "client": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer", "minimum": 1}, "nom": {"type": "string"}}},
          "montant": {"type": "number"}, "echeance": {"type": "string", "format": "date"}, "statut": {"enum": ["payée", "en attente"]},
          "lignes": {"type": "array", "items": {"type": "object", "properties": {"quantite": {"type": "integer"}}}}}}
        """;

    [Theory]
    [InlineData("webhook.montant", ">", "100", null)]
    [InlineData("webhook.montant", ">", "\"beaucoup\"", "/conditions/rules/0/value")]
    [InlineData("webhook.montants", ">", "100", "Did you mean 'montant'")]
    [InlineData("webhook.client.siren", "==", "\"1\"", "/conditions/rules/0/field")]
    [InlineData("webhook.client.nom", "contains", "\"SA\"", null)]
    [InlineData("webhook.statut", "==", "\"PAYEE\"", null)]
    [InlineData("webhook.statut", "==", "\"perdue\"", "/conditions/rules/0/value")]
    [InlineData("webhook.echeance", "<", "{\"today\": \"+30 days\"}", null)]
    [InlineData("webhook.echeance", "<", "\"demain\"", "/conditions/rules/0/value")]
    [InlineData("webhook.event", "==", "\"e\"", "/conditions/rules/0/field")]
    public void Compile_PathIntoADescribedPayload_IsTyped(string field, string op, string value, string? problem)
    {
        var result = Compile($$"""{"event": "e", "payload_schema": {{Schema}}}""", $$"""{"rules": [{"field": "{{field}}", "operator": "{{op}}", "value": {{value}}}]}""");

        if (problem is null)
        {
            Assert.Empty(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
            return;
        }

        Assert.False(result.Succeeded);
        Assert.Contains(problem, string.Join('\n', result.Diagnostics), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type": "object", "properties": {"a": {"if": {}}}}""", "'if' is not supported")]
    [InlineData("""{"type": "array"}""", "what it describes is an object")]
    [InlineData("\"texte\"", "schema")]
    [InlineData("\"{\"", "A JSON Schema is an object")]
    [InlineData("7", "schema")]
    [InlineData("true", "what it describes is an object")]
    [InlineData("[]", "schema")]
    public void Compile_SchemaThatCannotBeUsed_IsADiagnosticAtIt(string schema, string problem)
    {
        var result = Compile($$"""{"payload_schema": {{schema}}}""");

        Assert.False(result.Succeeded);
        var error = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
        Assert.StartsWith("/trigger_config/payload_schema", error.Pointer, StringComparison.Ordinal);
        Assert.Contains(problem, string.Join('\n', result.Diagnostics), StringComparison.Ordinal);
    }

    /// <summary>A member with the name of an id is no entity that actions could change.</summary>
    [Fact]
    public void Compile_DescribedPayloadWithAnId_IsNoTarget() => Assert.Contains(
        Compile("""{"payload_schema": {"type": "object", "properties": {"id": {"type": "integer"}}}}""", actions: """[{"type": "add_tag", "config": {"tag": "x"}}]""").Diagnostics,
        d => d.Code == "WF1303");

    [Fact]
    public async Task Dispatch_PayloadsAsTheyShouldBeAndNot_RunOrSayWhyNot()
    {
        await using var host = await DispatchHost.CreateAsync();
        var workflow = await host.AddWorkflowAsync(
            "Facture", "webhook_received", Task, """{"field": "webhook.montant", "operator": ">", "value": 1000}""", $$"""{"event": "e", "payload_schema": {{Schema}}}""");
        await InsertAsync(host, """{"event": "e", "client": {"id": 1, "nom": "ACME"}, "montant": 1234.5}""");
        await InsertAsync(host, """{"event": "e", "client": {"id": 1, "nom": "ACME"}, "montant": 12}""");
        await InsertAsync(host, """{"event": "e", "client": {"id": 0}, "montant": 1234.5}""");
        await InsertAsync(host, """{"event": "e", "client": {"id": 1}, "montant": "1234.5"}""");
        await InsertAsync(host, """{"event": "autre", "n": 1}""");

        await host.DrainAsync();

        Assert.Equal(
            [
                (workflow, "success", null),
                (workflow, "skipped", "The payload is not as 'payload_schema' wants it, at /client/id: it must be at least 1."),
                (workflow, "skipped", "The payload is not as 'payload_schema' wants it, at /montant: it is a string; it must be number."),
            ],
            (await host.ExecutionsAsync()).Select(e => (e.WorkflowId, e.Status, e.Error)));
        Assert.Equal("ACME 1\u202f234,50", await host.Database.ScalarAsync<string>("SELECT title FROM tasks"));
        Assert.Equal(1, await host.CountAsync("workflow.skips"));
    }

    /// <summary>The same path means different things in different workflows: what is compiled for one must not serve the other.</summary>
    [Fact]
    public async Task Dispatch_SamePathOfDifferentTypes_EachAsItsWorkflowSays()
    {
        await using var host = await DispatchHost.CreateAsync();
        string Config(string type) => """{"payload_schema": {"type": "object", "properties": {"valeur": {"type": TYPE}}}}""".Replace("TYPE", type, StringComparison.Ordinal);
        const string tag = """[{"type": "create_task", "config": {"title": "{{ trigger.type }}"}}]""";
        var number = await host.AddWorkflowAsync("Nombre", "webhook_received", tag, """{"field": "webhook.valeur", "operator": "==", "value": 7}""", Config("\"number\""));
        var text = await host.AddWorkflowAsync("Texte", "webhook_received", tag, """{"field": "webhook.valeur", "operator": "==", "value": "7"}""", Config("\"string\""));
        var free = await host.AddWorkflowAsync("Libre", "webhook_received", tag, """{"field": "webhook.valeur", "operator": "==", "value": "7"}""");
        await InsertAsync(host, """{"valeur": 7}""");
        await host.DrainAsync();
        await InsertAsync(host, """{"valeur": "7"}""");
        await host.DrainAsync();

        var ran = (await host.ExecutionsAsync()).Where(e => e.Status == "success").Select(e => e.WorkflowId);

        Assert.Equal([number, text, free], ran);
    }

    private static CompilationResult<CrmContext> Compile(string config, string conditions = "{}", string actions = Task)
    {
        if (!config.Contains("montant", StringComparison.Ordinal) && actions == Task) actions = """[{"type": "create_task", "config": {"title": "t"}}]""";
        return new WorkflowCompiler<CrmContext>(CrmSchema.Instance).Compile(
            $$"""{"name": "x", "trigger_type": "webhook_received", "trigger_config": {{config}}, "conditions": {{conditions}}, "actions": {{actions}}}""");
    }

    private static Task InsertAsync(DispatchHost host, string payload) => host.Database.ExecuteAsync(
        """
        WITH e AS (INSERT INTO workflow.events (types, payload, actor) VALUES ('{webhook_received}', jsonb_build_object('webhook', @payload::jsonb), 'hook:erp') RETURNING event_id)
        INSERT INTO workflow.event_queue (event_id, lane) SELECT event_id, workflow.lane_of(NULL, NULL) FROM e
        """,
        new { payload });
}
