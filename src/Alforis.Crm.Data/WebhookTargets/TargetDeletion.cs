using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>Deletes targets. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write targets.</param>
public sealed class TargetDeletion(NpgsqlDataSource dataSource)
{
    private const string Sql = "DELETE FROM public.webhooks w WHERE lower(w.name) = lower($1)";

    /// <summary>Deletes a target with its secrets. Workflows that name it fail from then on, and say so.</summary>
    /// <param name="name">The target, in any case.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(string name, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false) > 0;
    }
}
