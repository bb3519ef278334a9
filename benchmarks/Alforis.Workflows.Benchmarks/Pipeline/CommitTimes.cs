namespace Alforis.Workflows.Benchmarks.Pipeline;

/// <summary>How long events took from the commit of who made them to the commit that finished their execution, by the database's own notes.</summary>
internal static class CommitTimes
{
    /// <summary>Milliseconds, of all executions of events after one of them, shortest first.</summary>
    /// <param name="database">Keeps commit times.</param>
    /// <param name="after">The event.</param>
    /// <param name="trigger">The executions' trigger.</param>
    public static Task<List<double>> ReadAsync(PipelineDatabase database, long after, string trigger) => database.QueryAsync<double>(
        """
        SELECT extract(epoch FROM pg_xact_commit_timestamp(x.xmin) - pg_xact_commit_timestamp(e.xmin))::float8 * 1000 AS ms
        FROM public.workflow_executions x JOIN workflow.events e ON e.event_id = x.event_id
        WHERE x.event_id > @after AND x.trigger_type = @trigger
        ORDER BY ms
        """,
        new { after, trigger });

    /// <summary>The value below which a share of the ordered ones lies.</summary>
    public static double Quantile(IReadOnlyList<double> ordered, double share) => ordered[Math.Min((int)(ordered.Count * share), ordered.Count - 1)];
}
