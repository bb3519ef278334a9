using System.Text;
using Npgsql;

namespace Alforis.Workflows.EndToEnd.Crashes;

/// <summary>Says what has not come to its end, for the message of a test that fails.</summary>
internal static class StuckThings
{
    private const string Sql = """
        (SELECT format('event %s of %s %s: attempts %s, not before %s, parked %s, %s', event_id, entity_type, entity_id, attempts, not_before, parked_at, last_error)
         FROM workflow.event_queue ORDER BY event_id LIMIT 10)
        UNION ALL
        (SELECT format('execution %s of workflow %s for %s %s: %s at action %s, wakes %s, sleeps %s, attempts %s, %s', id, workflow_id, entity_type, entity_id, status,
           next_action, wake_at, sleeps, attempts, error)
         FROM workflow.live_executions ORDER BY id LIMIT 10)
        UNION ALL
        (SELECT format('step %s of execution %s: %s, attempts %s, losses %s, after %s, in line %s, leased by %s until %s, %s', id, execution_id, status, attempts, losses,
           run_after, waits_in_line, leased_by, leased_until, error)
         FROM workflow.steps ORDER BY id LIMIT 10)
        UNION ALL
        (SELECT format('session %s: %s since %s, %s', pid, state, xact_start, left(query, 80)) FROM pg_stat_activity
         WHERE state LIKE 'idle in transaction%' OR wait_event_type = 'Lock')
        """;

    public static string Describe(string connectionString)
    {
        var text = new StringBuilder();
        try
        {
            using var connection = new NpgsqlConnection(connectionString);
            connection.Open();
            using var command = new NpgsqlCommand(Sql, connection);
            using var reader = command.ExecuteReader();
            while (reader.Read()) text.AppendLine(reader.GetString(0));
        }
        catch (NpgsqlException e)
        {
            text.AppendLine(e.Message);
        }

        return text.ToString();
    }
}
