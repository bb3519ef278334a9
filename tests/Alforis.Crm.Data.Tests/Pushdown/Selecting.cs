using System.Text.Json;
using System.Text.Json.Nodes;
using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Pushdown;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Tests.Pushdown;

/// <summary>Workflows that select, and what they select.</summary>
internal static class Selecting
{
    private const string Tag = """{"type": "add_tag", "config": {"tag": "x"}}""";

    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A daily workflow with one rule.</summary>
    public static CompiledWorkflow<CrmContext> ByRule(string rule, string entity = EntityNames.Organisation, string zone = "Europe/Paris") =>
        Compile(TriggerNames.Scheduled, $$"""{"schedule": "daily", "entity_type": "{{entity}}"}""", $$"""{"operator": "AND", "rules": [{{rule}}]}""", zone);

    /// <summary>A rule, of which the value is given as JSON.</summary>
    public static string Rule(string field, string @operator, string? value, bool ignoresCase = false)
    {
        var rule = new JsonObject { ["field"] = field, ["operator"] = @operator };
        if (value is not null) rule["value"] = JsonNode.Parse(value);
        if (ignoresCase) rule["ignore_case"] = true;
        return rule.ToJsonString();
    }

    public static CompiledWorkflow<CrmContext> Compile(string trigger, string config, string conditions, string zone = "Europe/Paris", string action = Tag)
    {
        var result = Compiler.Compile(
            $$$"""
            {"name": "Select", "trigger_type": "{{{trigger}}}", "trigger_config": {{{config}}}, "time_zone": {{{JsonSerializer.Serialize(zone)}}}, "conditions": {{{conditions}}},
             "actions": [{{{action}}}]}
            """);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Workflow;
    }

    public static async Task<SelectedPage> PageAsync(CrmDatabase database, EntitySelection selection, DateTimeOffset now, long afterId = 0, int most = 1000, EntityCandidates? among = null)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        return among is null
            ? await selection.PageAsync(transaction, afterId, most, now, Token)
            : await selection.AmongAsync(transaction, among, afterId, most, now, Token);
    }

    public static async Task<long> CountAsync(CrmDatabase database, EntitySelection selection, DateTimeOffset now)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        return await selection.CountAsync(transaction, now, Token);
    }
}
