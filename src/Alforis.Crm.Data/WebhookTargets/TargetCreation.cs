using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>Makes targets. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write targets.</param>
public sealed class TargetCreation(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        WITH made AS (
          INSERT INTO public.webhooks (name, description, origin, sealed_url, sealed_headers) VALUES ($1, $2, $3, $4, $5)
          ON CONFLICT (lower(name)) DO NOTHING
          RETURNING id
        ), signing AS (
          INSERT INTO public.webhook_secrets (webhook_id, sealed_secret) SELECT m.id, s.secret FROM made m, unnest($6::text[]) AS s(secret)
        )
        SELECT count(*) FROM made
        """;

    /// <summary>Makes a target with its secrets.</summary>
    /// <param name="target">The target.</param>
    /// <param name="ct">Cancels; nothing is made then.</param>
    /// <returns>Whether it was made: no, when there is one of this name.</returns>
    public async Task<bool> CreateAsync(WebhookTarget target, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var command = dataSource.CreateCommand(Sql);
        foreach (var text in (string[])[target.Name, target.Description, target.Origin, target.SealedUrl])
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)target.SealedHeaders ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. target.SealedSecrets] });
        return await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is > 0L;
    }
}
