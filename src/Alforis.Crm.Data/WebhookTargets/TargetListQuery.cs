using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.WebhookTargets;

/// <summary>A target as lists show it: nothing that is secret.</summary>
public sealed record TargetSummary
{
    /// <summary>What definitions call it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>Scheme, host and port; the rest of the address is not shown.</summary>
    public required string Origin { get; init; }

    /// <summary>Whether it is called.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Why it is not, when the receiver was the reason.</summary>
    public string? InactiveReason { get; init; }

    /// <summary>Whether calls have headers of the target.</summary>
    public required bool HasHeaders { get; init; }

    /// <summary>How many secrets sign; 0 when nothing is signed.</summary>
    public required long Secrets { get; init; }

    /// <summary>The types of events that it is subscribed to.</summary>
    public required IReadOnlyList<string> EventTypes { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Lists targets by their names. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read targets.</param>
public sealed class TargetListQuery(NpgsqlDataSource dataSource)
{
    private const string Sql = """
        SELECT w.name, w.description, w.origin, w.is_active, w.inactive_reason, w.sealed_headers IS NOT NULL,
          (SELECT count(*) FROM public.webhook_secrets s WHERE s.webhook_id = w.id), w.created_at, w.updated_at, w.event_types
        FROM public.webhooks w
        WHERE $1 IS NULL OR lower(w.name) = lower($1)
        ORDER BY lower(w.name)
        """;

    /// <summary>All targets.</summary>
    /// <param name="ct">Cancels the reading.</param>
    public Task<IReadOnlyList<TargetSummary>> ListAsync(CancellationToken ct) => ReadAsync(null, ct);

    /// <summary>One target, or <see langword="null"/>.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<TargetSummary?> FindAsync(string name, CancellationToken ct) => (await ReadAsync(name, ct).ConfigureAwait(false)) is [var found] ? found : null;

    private async Task<IReadOnlyList<TargetSummary>> ReadAsync(string? name, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)name ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var targets = new List<TargetSummary>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            targets.Add(new TargetSummary
            {
                Name = reader.GetString(0),
                Description = reader.GetString(1),
                Origin = reader.GetString(2),
                IsActive = reader.GetBoolean(3),
                InactiveReason = reader.Text(4),
                HasHeaders = reader.GetBoolean(5),
                Secrets = reader.GetInt64(6),
                CreatedAt = reader.GetFieldValue<DateTimeOffset>(7),
                UpdatedAt = reader.GetFieldValue<DateTimeOffset>(8),
                EventTypes = reader.GetFieldValue<string[]>(9),
            });
        }

        return targets;
    }
}
