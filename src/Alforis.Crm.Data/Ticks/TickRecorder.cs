using Npgsql;

namespace Alforis.Crm.Data.Ticks;

/// <summary>Writes down that a workflow's time has come: once per workflow and moment, whoever says so and however often. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write ticks.</param>
public sealed class TickRecorder(NpgsqlDataSource dataSource)
{
    private const string Sql = "INSERT INTO workflow.ticks (workflow_id, fire_time) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    /// <summary>Records a firing.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="fireTime">The moment that it was due at, not the one at which somebody noticed.</param>
    /// <param name="ct">Cancels; it may be recorded all the same.</param>
    /// <returns>Whether nobody had recorded it before.</returns>
    /// <exception cref="PostgresException">There is no such workflow (23503), or the database refuses.</exception>
    public async Task<bool> RecordAsync(long workflowId, DateTimeOffset fireTime, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = workflowId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = fireTime.ToUniversalTime() });
        return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false) == 1;
    }
}
