using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Activities;

/// <summary>Which activities a list has; what is <see langword="null"/> does not matter.</summary>
public sealed record ActivityFilter
{
    /// <summary>The organisation that they were with.</summary>
    public long? OrganisationId { get; init; }

    /// <summary>The deal that they were about.</summary>
    public long? DealId { get; init; }

    /// <summary>What kind of activity.</summary>
    public string? Type { get; init; }
}

/// <summary>Reads activities. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read activities and users.</param>
public sealed class ActivityQuery(NpgsqlDataSource dataSource)
{
    private const string Columns = """
        a.id, a.organisation_id, a.deal_id, a.type, a.title, a.description, a.occurred_at, a.created_by,
          nullif(btrim(u.first_name || ' ' || u.last_name), ''), a.execution_id, a.created_at, a.updated_at, a.xmin::text::bigint
        """;

    private const string From = "FROM public.organisation_activities a LEFT JOIN public.users u ON u.id = a.created_by";

    /// <summary>The orders of the list.</summary>
    public static SortOrders Orders { get; } = new("a.id", ("-occurred_at", "a.occurred_at"), ("created_at", "a.created_at"), ("id", "a.id"));

    /// <summary>A part of the list.</summary>
    /// <param name="filter">Which activities.</param>
    /// <param name="part">Which part.</param>
    /// <param name="ct">Cancels the reading.</param>
    public Task<ListPage<ActivityDetail>> ReadAsync(ActivityFilter filter, ListPart part, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new ListStatement(Columns, From)
            .Where("a.organisation_id = ?", filter.OrganisationId, NpgsqlDbType.Bigint)
            .Where("a.deal_id = ?", filter.DealId, NpgsqlDbType.Bigint)
            .Where("a.type = ?", filter.Type, NpgsqlDbType.Text)
            .ReadAsync(dataSource, Orders, part, Read, ct);
    }

    /// <summary>The activity, or <see langword="null"/>.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<ActivityDetail?> FindAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand($"SELECT {Columns} {From} WHERE a.id = $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? Read(reader) : null;
    }

    private static ActivityDetail Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        OrganisationId = reader.GetInt64(1),
        DealId = reader.Number(2),
        Type = reader.GetString(3),
        Title = reader.GetString(4),
        Description = reader.Text(5),
        OccurredAt = reader.GetFieldValue<DateTimeOffset>(6),
        CreatedBy = reader.Number(7),
        CreatedByName = reader.Text(8),
        ExecutionId = reader.Number(9),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(10),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(11),
        Version = new RowVersion(reader.GetFieldValue<DateTimeOffset>(11), reader.GetInt64(12)),
    };
}
