using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>Tells readings of a stored workflow apart: whatever is changed of it, one of the two is another afterwards.</summary>
/// <param name="Version">Its current version.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record WorkflowRevision(int Version, DateTimeOffset UpdatedAt)
{
    private const string Sql = "SELECT w.current_version, w.updated_at FROM public.workflows w WHERE w.id = $1 AND w.deleted_at IS NULL FOR UPDATE";

    /// <summary>The revision that nobody else changes until the transaction ends; <see langword="null"/> when there is no such workflow.</summary>
    internal static async Task<WorkflowRevision?> LockAsync(NpgsqlTransaction transaction, long id, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(Sql, transaction.Connection, transaction) { Parameters = { new NpgsqlParameter<long> { TypedValue = id } } };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? new WorkflowRevision(reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1)) : null;
    }
}
