using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>Reads one target with what is needed to call it. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read targets and their secrets.</param>
public sealed class TargetQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT w.id, w.name, w.description, w.origin, w.sealed_url, w.sealed_headers, w.is_active, w.inactive_reason,
          ARRAY(SELECT s.sealed_secret FROM public.webhook_secrets s WHERE s.webhook_id = w.id ORDER BY s.id DESC)
        FROM public.webhooks w
        WHERE lower(w.name) = lower($1)
        """;

    /// <summary>The target, or <see langword="null"/> when there is none of this name.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<WebhookTarget?> FindAsync(string name, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        if (!await reader.ReadAsync(ct).ConfigureAwait(false)) return null;
        return new WebhookTarget
        {
            Id = reader.GetInt64(0),
            Name = reader.GetString(1),
            Description = reader.GetString(2),
            Origin = reader.GetString(3),
            SealedUrl = reader.GetString(4),
            SealedHeaders = reader.Text(5),
            IsActive = reader.GetBoolean(6),
            InactiveReason = reader.Text(7),
            SealedSecrets = [.. reader.GetFieldValue<string[]>(8)],
        };
    }
}
