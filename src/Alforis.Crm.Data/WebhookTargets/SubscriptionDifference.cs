using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>A subscription that the row of a target has, and the workflow of it, where these do not agree.</summary>
/// <param name="Target">The target; <see langword="null"/> when the row does not have the subscription any more.</param>
/// <param name="EventType">The type of events.</param>
/// <param name="Workflow">The workflow; <see langword="null"/> when there is none yet.</param>
internal sealed record SubscriptionDifference(SubscribedTarget? Target, string EventType, SubscriptionWorkflow? Workflow)
{
    // A definition is compared by the target that it names alone: hosts of two versions would write theirs by turns for ever.
    private const string Sql = """
        WITH wanted AS (
          SELECT t.id, t.name, t.is_active, e.event_type
          FROM public.webhooks t CROSS JOIN unnest(t.event_types) AS e (event_type)
          WHERE $1 IS NULL OR t.id = $1
        ), present AS (
          SELECT w.id, w.name, w.webhook_id, w.trigger_type, w.status, v.definition -> 'actions' -> 0 -> 'config' ->> 'target' AS target
          FROM public.workflows w JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
          WHERE w.webhook_id IS NOT NULL AND w.deleted_at IS NULL AND ($1 IS NULL OR w.webhook_id = $1)
        )
        SELECT t.id, t.name, t.is_active, coalesce(t.event_type, p.trigger_type), p.id, p.name, coalesce(p.target = t.name, false)
        FROM wanted t FULL JOIN present p ON p.webhook_id = t.id AND p.trigger_type = t.event_type
        WHERE t.id IS NULL OR p.id IS NULL OR p.target IS DISTINCT FROM t.name OR (p.status = 'active') <> t.is_active
          OR t.event_type = $2
        ORDER BY coalesce(t.id, p.webhook_id), 4
        """;

    /// <summary>Reads them.</summary>
    /// <param name="connection">An open connection, with its transaction if it has one.</param>
    /// <param name="target">Only this target's; <see langword="null"/> for all.</param>
    /// <param name="always">A type of events whose subscription is read although it agrees; <see langword="null"/> for none.</param>
    /// <param name="ct">Cancels the reading.</param>
    public static async Task<IReadOnlyList<SubscriptionDifference>> ReadAllAsync(NpgsqlConnection connection, long? target, string? always, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = (object?)target ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                new NpgsqlParameter { Value = (object?)always ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var found = new List<SubscriptionDifference>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            found.Add(new SubscriptionDifference(
                reader.IsDBNull(0) ? null : new SubscribedTarget(reader.GetInt64(0), reader.GetString(1), reader.GetBoolean(2)),
                reader.GetString(3),
                reader.IsDBNull(4) ? null : new SubscriptionWorkflow(reader.GetInt64(4), reader.GetString(5), reader.GetBoolean(6))));
        }

        return found;
    }
}

/// <summary>A target that has a subscription.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsActive">Whether it is called.</param>
internal sealed record SubscribedTarget(long Id, string Name, bool IsActive);

/// <summary>The workflow of a subscription.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="NamesTarget">Whether its definition names the target as that is called now.</param>
internal sealed record SubscriptionWorkflow(long Id, string Name, bool NamesTarget);
