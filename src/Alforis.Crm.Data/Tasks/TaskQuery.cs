using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Tasks;

/// <summary>Which tasks a list has; what is <see langword="null"/> does not matter.</summary>
public sealed record TaskFilter
{
    /// <summary>Whether they are done.</summary>
    public string? Status { get; init; }

    /// <summary>How pressing they are.</summary>
    public string? Priority { get; init; }

    /// <summary>The number of the user who is to do them.</summary>
    public long? AssignedTo { get; init; }

    /// <summary>The organisation that they are about.</summary>
    public long? OrganisationId { get; init; }

    /// <summary>The deal that they are about.</summary>
    public long? DealId { get; init; }

    /// <summary>The first day until which they are to be done.</summary>
    public DateOnly? DueFrom { get; init; }

    /// <summary>The last day until which they are to be done.</summary>
    public DateOnly? DueUntil { get; init; }

    /// <summary>A part of their title, accents and case ignored.</summary>
    public string? Search { get; init; }

    /// <summary>Only those that are open although their day is past.</summary>
    public bool IsOverdue { get; init; }
}

/// <summary>Reads tasks. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read tasks, organisations, deals and users.</param>
public sealed class TaskQuery(NpgsqlDataSource dataSource)
{
    private const string Columns = """
        t.id, t.title, t.description, t.status, t.priority, t.due_date, t.completed_at, t.organisation_id, o.nom, t.deal_id, d.nom, t.person_id,
          t.assigned_to, nullif(btrim(u.first_name || ' ' || u.last_name), ''), t.created_by, t.execution_id,
          t.status IN ('todo', 'in_progress') AND coalesce(t.due_date < (now() AT TIME ZONE 'Europe/Paris')::date, false), t.created_at,
          t.updated_at, t.xmin::text::bigint
        """;

    private const string From = """
        FROM public.tasks t
        LEFT JOIN public.organisations o ON o.id = t.organisation_id
        LEFT JOIN public.deals d ON d.id = t.deal_id
        LEFT JOIN public.users u ON u.id = t.assigned_to
        """;

    // Those of the view that everybody sees.
    private const string Overdue = "t.id IN (SELECT v.id FROM public.v_tasks_overdue v) = ?";

    /// <summary>The orders of the list.</summary>
    public static SortOrders Orders { get; } = new(
        "t.id", ("due_date", "t.due_date"), ("created_at", "t.created_at"), ("updated_at", "t.updated_at"), ("id", "t.id"), ("title", "lower(t.title)"), ("status", "t.status"),
        ("priority", "array_position(ARRAY['low', 'normal', 'high', 'urgent'], t.priority)"));

    /// <summary>A part of the list.</summary>
    /// <param name="filter">Which tasks.</param>
    /// <param name="part">Which part.</param>
    /// <param name="ct">Cancels the reading.</param>
    public Task<ListPage<TaskDetail>> ReadAsync(TaskFilter filter, ListPart part, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new ListStatement(Columns, From)
            .Where("t.status = ?", filter.Status, NpgsqlDbType.Text)
            .Where("t.priority = ?", filter.Priority, NpgsqlDbType.Text)
            .Where("t.assigned_to = ?", filter.AssignedTo, NpgsqlDbType.Bigint)
            .Where("t.organisation_id = ?", filter.OrganisationId, NpgsqlDbType.Bigint)
            .Where("t.deal_id = ?", filter.DealId, NpgsqlDbType.Bigint)
            .Where("t.due_date >= ?", filter.DueFrom, NpgsqlDbType.Date)
            .Where("t.due_date <= ?", filter.DueUntil, NpgsqlDbType.Date)
            .Where("position(btrim(public.search_normalise(?)) IN public.search_normalise(t.title)) > 0", filter.Search, NpgsqlDbType.Text)
            .Where(Overdue, filter.IsOverdue ? true : null, NpgsqlDbType.Boolean)
            .ReadAsync(dataSource, Orders, part, Read, ct);
    }

    /// <summary>The task, or <see langword="null"/>.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<TaskDetail?> FindAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand($"SELECT {Columns} {From} WHERE t.id = $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? Read(reader) : null;
    }

    private static TaskDetail Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Title = reader.GetString(1),
        Description = reader.Text(2),
        Status = reader.GetString(3),
        Priority = reader.GetString(4),
        DueDate = reader.Date(5),
        CompletedAt = reader.Moment(6),
        OrganisationId = reader.Number(7),
        OrganisationNom = reader.Text(8),
        DealId = reader.Number(9),
        DealNom = reader.Text(10),
        PersonId = reader.Number(11),
        AssignedTo = reader.Number(12),
        AssignedToName = reader.Text(13),
        CreatedBy = reader.Number(14),
        ExecutionId = reader.Number(15),
        IsOverdue = reader.GetBoolean(16),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(17),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(18),
        Version = new RowVersion(reader.GetFieldValue<DateTimeOffset>(18), reader.GetInt64(19)),
    };
}
