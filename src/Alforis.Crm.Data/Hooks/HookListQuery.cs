using System.Text.Json.Serialization;
using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Hooks;

/// <summary>A hook as lists show it.</summary>
public sealed record HookSummary
{
    /// <summary>The last part of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>How its calls prove where they come from.</summary>
    public required HookKind Kind { get; init; }

    /// <summary>The event of calls whose payload names none.</summary>
    public required string Event { get; init; }

    /// <summary>Whether it takes calls.</summary>
    public required bool IsActive { get; init; }

    /// <summary>How many secrets are good.</summary>
    public required long Secrets { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was last called, as far as that is remembered: <see cref="HookCallRetention.Kept"/>.</summary>
    public DateTimeOffset? LastReceivedAt { get; init; }

    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The version of the row.</summary>
    [JsonIgnore]
    public RowVersion Version { get; init; }
}

/// <summary>Lists hooks by their slugs. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read hooks.</param>
public sealed class HookListQuery(NpgsqlDataSource dataSource)
{
    private const string Columns = """
        h.slug, h.name, h.description, h.kind, h.event, h.is_active,
          (SELECT count(*) FROM public.incoming_hook_secrets s WHERE s.hook_id = h.id), h.created_at,
          (SELECT c.received_at FROM workflow.hook_calls c WHERE c.hook_id = h.id ORDER BY c.received_at DESC LIMIT 1), h.updated_at, h.id, h.xmin::text::bigint
        """;

    private const string From = "FROM public.incoming_hooks h";

    private const string Sql = $"SELECT {Columns} {From} WHERE $1 IS NULL OR h.slug = $1 ORDER BY h.slug";

    /// <summary>The orders of the list.</summary>
    public static SortOrders Orders { get; } = new("h.id", ("slug", "h.slug"), ("name", "lower(h.name)"), ("id", "h.id"), ("created_at", "h.created_at"));

    /// <summary>A part of the hooks.</summary>
    /// <param name="isActive">Only those that take calls, or that do not; <see langword="null"/> for all.</param>
    /// <param name="part">Which part.</param>
    /// <param name="ct">Cancels the reading.</param>
    public Task<ListPage<HookSummary>> ReadAsync(bool? isActive, ListPart part, CancellationToken ct) =>
        new ListStatement(Columns, From).Where("h.is_active = ?", isActive, NpgsqlDbType.Boolean).ReadAsync(dataSource, Orders, part, Read, ct);

    /// <summary>All hooks.</summary>
    /// <param name="ct">Cancels the reading.</param>
    public Task<IReadOnlyList<HookSummary>> ListAsync(CancellationToken ct) => ReadAsync(null, ct);

    /// <summary>One hook, or <see langword="null"/>.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<HookSummary?> FindAsync(string slug, CancellationToken ct) => (await ReadAsync(slug, ct).ConfigureAwait(false)) is [var found] ? found : null;

    private async Task<IReadOnlyList<HookSummary>> ReadAsync(string? slug, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)slug ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var hooks = new List<HookSummary>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
            hooks.Add(Read(reader));

        return hooks;
    }

    private static HookSummary Read(NpgsqlDataReader reader) => new()
    {
        Slug = reader.GetString(0),
        Name = reader.GetString(1),
        Description = reader.GetString(2),
        Kind = HookKinds.Of(reader.GetString(3)),
        Event = reader.GetString(4),
        IsActive = reader.GetBoolean(5),
        Secrets = reader.GetInt64(6),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(7),
        LastReceivedAt = reader.Moment(8),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(9),
        Id = reader.GetInt64(10),
        Version = new RowVersion(reader.GetFieldValue<DateTimeOffset>(9), reader.GetInt64(11)),
    };
}
