using System.Text.Json.Serialization;
using Alforis.Crm.Data.Rows;
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

    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The version of the row.</summary>
    [JsonIgnore]
    public RowVersion Version { get; init; }
}

/// <summary>Lists targets by their names. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read targets.</param>
public sealed class TargetListQuery(NpgsqlDataSource dataSource)
{
    private const string Columns = """
        w.name, w.description, w.origin, w.is_active, w.inactive_reason, w.sealed_headers IS NOT NULL,
          (SELECT count(*) FROM public.webhook_secrets s WHERE s.webhook_id = w.id), w.created_at, w.updated_at, w.event_types, w.id, w.xmin::text::bigint
        """;

    private const string From = "FROM public.webhooks w";

    private const string Sql = $"SELECT {Columns} {From} WHERE ($1 IS NULL OR lower(w.name) = lower($1)) AND ($2 IS NULL OR w.id = $2) ORDER BY lower(w.name)";

    /// <summary>The orders of the list.</summary>
    public static SortOrders Orders { get; } = new("w.id", ("name", "lower(w.name)"), ("id", "w.id"), ("created_at", "w.created_at"), ("updated_at", "w.updated_at"));

    /// <summary>A part of the targets.</summary>
    /// <param name="isActive">Only those that are called, or that are not; <see langword="null"/> for all.</param>
    /// <param name="part">Which part.</param>
    /// <param name="ct">Cancels the reading.</param>
    public Task<ListPage<TargetSummary>> ReadAsync(bool? isActive, ListPart part, CancellationToken ct) =>
        new ListStatement(Columns, From).Where("w.is_active = ?", isActive, NpgsqlDbType.Boolean).ReadAsync(dataSource, Orders, part, Read, ct);

    /// <summary>One target, or <see langword="null"/>.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<TargetSummary?> FindAsync(long id, CancellationToken ct) => (await SelectAsync(null, id, ct).ConfigureAwait(false)) is [var found] ? found : null;

    /// <summary>All targets.</summary>
    /// <param name="ct">Cancels the reading.</param>
    public Task<IReadOnlyList<TargetSummary>> ListAsync(CancellationToken ct) => SelectAsync(null, null, ct);

    /// <summary>One target, or <see langword="null"/>.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<TargetSummary?> FindAsync(string name, CancellationToken ct) => (await SelectAsync(name, null, ct).ConfigureAwait(false)) is [var found] ? found : null;

    private async Task<IReadOnlyList<TargetSummary>> SelectAsync(string? name, long? id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)name ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var targets = new List<TargetSummary>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false)) targets.Add(Read(reader));

        return targets;
    }

    private static TargetSummary Read(NpgsqlDataReader reader) => new()
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
        Id = reader.GetInt64(10),
        Version = new RowVersion(reader.GetFieldValue<DateTimeOffset>(8), reader.GetInt64(11)),
    };
}
