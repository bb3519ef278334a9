using Alforis.Crm.Data.Rows;
using Alforis.Crm.Data.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Alforis.Crm.Data.Emails;

/// <summary>Reads stored templates, also those that may not be used. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read templates.</param>
public sealed class EmailTemplateQuery(NpgsqlDataSource dataSource)
{
    private const string Columns = "t.id, t.name, t.description, t.language, t.subject, t.is_active, t.created_at, t.updated_at";
    private const string From = "FROM public.email_templates t";

    private const string OneSql = """
        SELECT t.id, t.name, t.description, t.language, t.subject, t.body_html, t.body_text, t.is_active, t.created_by, t.created_at, t.updated_at, t.xmin::text::bigint
        FROM public.email_templates t WHERE t.id = $1
        """;

    /// <summary>The orders of the list.</summary>
    public static SortOrders Orders { get; } = new("t.id", ("name", "lower(t.name)"), ("id", "t.id"), ("created_at", "t.created_at"), ("updated_at", "t.updated_at"));

    /// <summary>A part of the list.</summary>
    /// <param name="search">Only those whose name, description or subject has this part, accents and case ignored; <see langword="null"/> for all.</param>
    /// <param name="isActive">Only those that may be sent, or that may not; <see langword="null"/> for all.</param>
    /// <param name="part">Which part.</param>
    /// <param name="ct">Cancels the reading.</param>
    public Task<ListPage<EmailTemplateSummary>> ReadAsync(string? search, bool? isActive, ListPart part, CancellationToken ct) => new ListStatement(Columns, From)
        .Where("t.is_active = ?", isActive, NpgsqlDbType.Boolean)
        .Where("position(btrim(public.search_normalise(?)) IN public.search_normalise(concat_ws(' ', t.name, t.description, t.subject))) > 0", search, NpgsqlDbType.Text)
        .ReadAsync(dataSource, Orders, part, Summary, ct);

    /// <summary>The template, or <see langword="null"/>.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<EmailTemplateDetail?> FindAsync(long id, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(OneSql);
        return await ReadAsync(command, id, ct).ConfigureAwait(false);
    }

    /// <summary>The template, which nobody else changes until the transaction ends.</summary>
    internal static async Task<EmailTemplateDetail?> LockAsync(NpgsqlTransaction transaction, long id, CancellationToken ct)
    {
        using var command = new NpgsqlCommand(OneSql + " FOR UPDATE", transaction.Connection, transaction);
        return await ReadAsync(command, id, ct).ConfigureAwait(false);
    }

    private static async Task<EmailTemplateDetail?> ReadAsync(NpgsqlCommand command, long id, CancellationToken ct)
    {
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        return await reader.ReadAsync(ct).ConfigureAwait(false) ? Detail(reader) : null;
    }

    private static EmailTemplateSummary Summary(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Name = reader.GetString(1),
        Description = reader.GetString(2),
        Language = reader.GetString(3),
        Subject = reader.GetString(4),
        IsActive = reader.GetBoolean(5),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(6),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(7),
    };

    private static EmailTemplateDetail Detail(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Name = reader.GetString(1),
        Description = reader.GetString(2),
        Language = reader.GetString(3),
        Subject = reader.GetString(4),
        Html = reader.GetString(5),
        Text = reader.GetString(6),
        IsActive = reader.GetBoolean(7),
        CreatedBy = reader.Number(8),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(9),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(10),
        Version = new RowVersion(reader.GetFieldValue<DateTimeOffset>(10), reader.GetInt64(11)),
    };
}
