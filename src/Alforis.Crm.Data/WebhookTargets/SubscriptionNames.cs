using Npgsql;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>The names of workflows that are subscriptions of targets: no definition of somebody else may take them.</summary>
public static class SubscriptionNames
{
    private const string Sql = """
        SELECT n.name, t.name, w.trigger_type
        FROM unnest($1) AS n (name)
        JOIN public.workflows w ON lower(w.name) = lower(n.name) AND w.deleted_at IS NULL
        JOIN public.webhooks t ON t.id = w.webhook_id
        """;

    /// <summary>Which of some names they are.</summary>
    /// <param name="connection">An open connection, with its transaction if it has one.</param>
    /// <param name="names">Names of workflows.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <returns>By the name as it was given: the target, and the type of events.</returns>
    public static async Task<IReadOnlyDictionary<string, (string Target, string EventType)>> FindAsync(NpgsqlConnection connection, IEnumerable<string> names, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. names] } } };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) found[reader.GetString(0)] = (reader.GetString(1), reader.GetString(2));
        return found;
    }
}
