using System.Diagnostics;

namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>The same three rows written by hand, without any workflow: one at a time, and by the thousand.</summary>
internal static class PlainSql
{
    /// <summary>Three inserts in one statement, for pgbench.</summary>
    public static string ForPgBench { get; } = "\\set n random(1, 1000000)\n" + Rows("(VALUES (:n::bigint)) AS v (n)");

    /// <summary>The same for a client that gives the number as its parameter.</summary>
    public static string ForOne { get; } = Rows("(VALUES ($1::bigint)) AS v (n)");

    /// <summary>The same for many at once, whose numbers are its parameter.</summary>
    public static string ForMany { get; } = Rows("unnest($1::bigint[]) AS v (n)");

    private static string ThousandRows { get; } = Rows("generate_series(1, 1000) AS v (n)");

    /// <summary>The limit: sets of 1,000 rows per table and transaction; gives executions per second.</summary>
    public static async Task<double> SetsAsync(PipelineDatabase database, int executions, int clients)
    {
        var sets = executions / 1000 / clients;
        var stopwatch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < sets; i++) await database.ExecuteAsync(ThousandRows);
        })));
        return sets * clients * 1000 / stopwatch.Elapsed.TotalSeconds;
    }

    private static string Rows(string source) => $$$"""
        WITH e AS (
          INSERT INTO public.workflow_executions
            (workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status, started_at, completed_at, duration_us, actions)
          SELECT 1, 1, v.n, 'organisation_created', 'organisation', 1, 'success', now(), now(), 10,
            '[{"id": "action_1", "type": "create_task", "status": "success", "settings": {"title": "Appeler Organisation", "due_date": "+7 days"}},
              {"id": "action_2", "type": "send_notification", "status": "success", "settings": {"message": "Organisation : 5000 €"}}]'
          FROM {{{source}}}
          RETURNING id, event_id
        ), t AS (
          INSERT INTO public.tasks (title, due_date, organisation_id, assigned_to, execution_id)
          SELECT 'Appeler Organisation ' || event_id, current_date + 7, 1, 1, id FROM e
        )
        INSERT INTO public.notifications (user_id, title, message, entity_type, entity_id, execution_id)
        SELECT 1, 'Nouvelle organisation', 'Organisation ' || event_id || ' : 5000 €', 'organisation', 1, id FROM e
        """;
}
