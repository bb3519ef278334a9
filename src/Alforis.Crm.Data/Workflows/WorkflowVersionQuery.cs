using Alforis.Crm.Data.Sql;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>A version of a workflow.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="IsCurrent">Whether it is the one that runs.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="CreatedBy">The number of the user who wrote it; <see langword="null"/> for the command line.</param>
/// <param name="CreatedByEmail">Their e-mail address.</param>
/// <param name="Definition">The definition as it was written; <see langword="null"/> in lists.</param>
public sealed record WorkflowVersion(int Version, bool IsCurrent, DateTimeOffset CreatedAt, long? CreatedBy, string? CreatedByEmail, string? Definition)
{
    /// <summary>
    /// The members of the definition that are others than in the version before, by name, however they are written; <see langword="null"/> for the first
    /// version, for one that is no JSON object, and outside lists.
    /// </summary>
    public IReadOnlyList<string>? Changed { get; init; }
}

/// <summary>Reads the versions of workflows. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may read workflows.</param>
public sealed class WorkflowVersionQuery(NpgsqlDataSource dataSource)
{
    // Versions are counted without gaps.
    private const string CountSql = """
        SELECT (SELECT max(v.version) FROM public.workflow_versions v WHERE v.workflow_id = w.id)
        FROM public.workflows w WHERE w.id = $1 AND w.deleted_at IS NULL
        """;

    private const string Rows = """
        FROM public.workflows w
        JOIN public.workflow_versions v ON v.workflow_id = w.id
        LEFT JOIN public.users u ON u.id = v.created_by
        WHERE w.id = $1 AND w.deleted_at IS NULL
        """;

    private const string ListSql = $"""
        SELECT v.version, v.version = w.current_version, v.created_at, v.created_by, u.email, v.definition::text
        {Rows}
        ORDER BY v.version DESC
        OFFSET $2 LIMIT $3
        """;

    private const string OneSql = $"SELECT v.version, v.version = w.current_version, v.created_at, v.created_by, u.email, v.definition::text {Rows} AND v.version = $2";

    /// <summary>A page of them, newest first, and how many there are; <see langword="null"/> when there is no such workflow.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<(long Total, IReadOnlyList<WorkflowVersion> Items)?> ListAsync(long workflowId, int skip, int limit, CancellationToken ct)
    {
        using var count = dataSource.CreateCommand(CountSql);
        count.Parameters.Add(new NpgsqlParameter<long> { TypedValue = workflowId });
        if (await count.ExecuteScalarAsync(ct).ConfigureAwait(false) is not int total) return null;
        // One more: the version before the last of the page, which that is compared with.
        var read = await ReadAsync(ListSql, workflowId, [skip, limit + 1], ct).ConfigureAwait(false);
        return (total, [.. read.Take(limit).Select((v, i) => v with { Definition = null, Changed = i + 1 < read.Count ? DefinitionDifference.Between(read[i + 1].Definition!, v.Definition!) : null })]);
    }

    /// <summary>One with its definition, or <see langword="null"/>.</summary>
    /// <param name="workflowId">The workflow's number.</param>
    /// <param name="version">The version's.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<WorkflowVersion?> FindAsync(long workflowId, int version, CancellationToken ct) =>
        (await ReadAsync(OneSql, workflowId, [version], ct).ConfigureAwait(false)).SingleOrDefault();

    private async Task<IReadOnlyList<WorkflowVersion>> ReadAsync(string sql, long workflowId, IEnumerable<int> numbers, CancellationToken ct)
    {
        using var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = workflowId });
        foreach (var number in numbers) command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = number });
        var reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using var disposal = reader.ConfigureAwait(false);
        var versions = new List<WorkflowVersion>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
            versions.Add(new WorkflowVersion(reader.GetInt32(0), reader.GetBoolean(1), reader.GetFieldValue<DateTimeOffset>(2), reader.Number(3), reader.Text(4), reader.Text(5)));
        return versions;
    }
}
