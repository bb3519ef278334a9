using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Ticks;
using Alforis.Crm.Data.Triggers;
using Alforis.Workflows.Engine.Compilation;
using Npgsql;

namespace Alforis.Crm.Data.Silence;

/// <summary>What a sweep looks at: the entities that are silent since a moment or longer. Immutable.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="EntityType">The kind of entity.</param>
/// <param name="At">When it looks.</param>
/// <param name="Line">The moment: who had no activity after it is silent.</param>
/// <param name="Since">What the sweep before has seen; <see langword="null"/> when this one looks at everything.</param>
internal sealed record SilenceSweep(long WorkflowId, string EntityType, DateTimeOffset At, DateTimeOffset Line, EarlierSweep? Since)
{
    /// <summary>How often everything is looked at: for what moved across the line unseen, such as an activity that was deleted, or related rows that changed.</summary>
    private static readonly TimeSpan Whole = TimeSpan.FromDays(7) - TimeSpan.FromHours(1);

    private const string FindSql = "SELECT s.workflow_version, s.silent_since, s.swept_at, s.whole_at FROM workflow.inactivity_sweeps s WHERE s.workflow_id = $1";

    private const string RecordSql = """
        INSERT INTO workflow.inactivity_sweeps AS s (workflow_id, workflow_version, silent_since, swept_at, whole_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (workflow_id) DO UPDATE
        SET workflow_version = excluded.workflow_version, silent_since = excluded.silent_since, swept_at = excluded.swept_at,
          whole_at = greatest(s.whole_at, excluded.whole_at)
        WHERE s.swept_at < excluded.swept_at
        """;

    /// <summary>What a tick's sweep looks at. The same for all parts of the tick.</summary>
    public static async Task<SilenceSweep> FindAsync(NpgsqlTransaction transaction, OpenTick tick, CompiledWorkflow<CrmContext> workflow, CancellationToken ct)
    {
        var earlier = tick.IsWhole ? null : await FindEarlierAsync(transaction, tick, ct).ConfigureAwait(false);
        return new SilenceSweep(tick.WorkflowId, workflow.Entity!, tick.BegunAt, tick.BegunAt.AddDays(-InactivitySettings.DaysOf(workflow)), earlier);
    }

    /// <summary>Remembers that it has been made, so that the next one need not look at the same again.</summary>
    public NpgsqlBatchCommand Record(OpenTick tick) => new(RecordSql)
    {
        Parameters =
        {
            new NpgsqlParameter<long> { TypedValue = WorkflowId },
            new NpgsqlParameter<int> { TypedValue = tick.Version },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = Line.ToUniversalTime() },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = tick.BegunAt.ToUniversalTime() },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = (Since?.WholeAt ?? tick.BegunAt).ToUniversalTime() },
        },
    };

    /// <summary>The sweep before, unless it asked other conditions, or it is time to look at everything again.</summary>
    private static async Task<EarlierSweep?> FindEarlierAsync(NpgsqlTransaction transaction, OpenTick tick, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(FindSql, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = tick.WorkflowId } },
        };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false) || reader.GetInt32(0) != tick.Version) return null;
        var earlier = new EarlierSweep(reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<DateTimeOffset>(3));
        return tick.BegunAt - earlier.WholeAt < Whole ? earlier : null;
    }
}

/// <summary>The sweep before.</summary>
/// <param name="Line">The moment that it asked about.</param>
/// <param name="SweptAt">When it was.</param>
/// <param name="WholeAt">When everything was looked at.</param>
internal sealed record EarlierSweep(DateTimeOffset Line, DateTimeOffset SweptAt, DateTimeOffset WholeAt);
