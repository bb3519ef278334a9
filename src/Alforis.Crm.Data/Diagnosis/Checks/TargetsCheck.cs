using System.Globalization;
using Alforis.Crm.Data.Printing;
using Alforis.Crm.Data.WebhookTargets;
using Npgsql;

namespace Alforis.Crm.Data.Diagnosis.Checks;

/// <summary>Whether workflows call targets that are switched off, and whether there is a workflow for each subscription.</summary>
internal sealed class TargetsCheck(NpgsqlDataSource dataSource) : ICheck
{
    // Subscriptions rest with a target that the operator switched off; one that its receiver gave up was meant to go on.
    private const string Sql = """
        SELECT t.name, t.inactive_reason, array_agg(format('workflow %s ''%s''', w.id, w.name) ORDER BY w.id)
        FROM public.webhooks t
        JOIN public.workflows w ON w.deleted_at IS NULL AND CASE WHEN w.webhook_id IS NULL THEN w.status = 'active' ELSE w.webhook_id = t.id AND t.inactive_reason IS NOT NULL END
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        WHERE NOT t.is_active AND EXISTS (
          SELECT FROM json_array_elements(CASE WHEN json_typeof(v.definition -> 'actions') = 'array' THEN v.definition -> 'actions' ELSE '[]' END) AS a (action)
          WHERE lower(a.action -> 'config' ->> 'target') = lower(t.name))
        GROUP BY t.id
        ORDER BY lower(t.name)
        """;

    public string Name => "targets";

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        var connection = await dataSource.OpenConnectionAsync(ct).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var off = await ReadAsync(connection, ct).ConfigureAwait(false);
        var differences = await SubscriptionDifference.ReadAllAsync(connection, null, null, ct).ConfigureAwait(false);
        if (off.Count + differences.Count == 0) return new Finding(Name, FindingState.Ok, "No workflow calls a target that is switched off.");
        var (says, advice) = (new List<string>(), new List<string>());
        if (off.Count > 0)
        {
            says.Add($"{CountText.Of(off.Count, "target")} that workflows call switched off.");
            advice.Add("Once the receiver is ready: ./run.sh targets enable NAME. What failed goes on with ./run.sh executions retry ID.");
        }

        if (differences.Count > 0)
        {
            says.Add($"{CountText.Of(differences.Count, "subscription")} not in step.");
            advice.Add("A host with the role dispatcher mends that within seconds. Does one run, and what does its log say (3602, 3603)?");
        }

        return new Finding(Name, FindingState.Warning, string.Join(' ', says)) { Advice = string.Join(' ', advice), Details = [.. off, .. differences.Select(Describe)] };
    }

    private static async Task<List<string>> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(Sql, connection);
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<string>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            var reason = reader.IsDBNull(1) ? "" : $" ({reader.GetString(1).TrimEnd('.')})";
            found.Add($"target '{reader.GetString(0)}'{reason}: called by {string.Join(", ", reader.GetFieldValue<string[]>(2))}");
        }

        return found;
    }

    private static string Describe(SubscriptionDifference difference) => difference switch
    {
        { Target: { } target, Workflow: null } => $"target '{target.Name}', {difference.EventType}: no workflow sends it",
        { Target: { } target, Workflow: { } workflow } =>
            string.Create(CultureInfo.InvariantCulture, $"target '{target.Name}', {difference.EventType}: workflow {workflow.Id} is not as the target is now"),
        _ => string.Create(CultureInfo.InvariantCulture, $"workflow {difference.Workflow!.Id} '{difference.Workflow.Name}' still sends {difference.EventType}, though the subscription has ended"),
    };
}
