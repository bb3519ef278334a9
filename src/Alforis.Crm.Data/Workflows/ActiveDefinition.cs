using Dapper;
using Npgsql;

namespace Alforis.Crm.Data.Workflows;

/// <summary>The current definition of an active workflow.</summary>
/// <param name="Id">The workflow's number.</param>
/// <param name="Version">The definition's version.</param>
/// <param name="Text">The definition as written.</param>
/// <param name="ActivatedBy">Under whose authority it acts; <see langword="null"/> for the operator's.</param>
internal sealed record ActiveDefinition(long Id, int Version, string Text, long? ActivatedBy)
{
    private const string Sql = """
        SELECT w.id AS "Id", v.version AS "Version", v.definition::text AS "Text", w.activated_by AS "ActivatedBy"
        FROM public.workflows w
        JOIN public.workflow_versions v ON v.workflow_id = w.id AND v.version = w.current_version
        WHERE w.status = 'active' AND w.deleted_at IS NULL AND w.suspended_at IS NULL AND NOT w.is_template
        ORDER BY w.id
        """;

    /// <summary>The workflows that fire, by number: active, not deleted, not suspended, no template.</summary>
    public static async Task<IReadOnlyList<ActiveDefinition>> ReadAllAsync(NpgsqlTransaction transaction, CancellationToken ct)
    {
        var command = new CommandDefinition(Sql, transaction: transaction, cancellationToken: ct);
        return (await transaction.Connection!.QueryAsync<ActiveDefinition>(command).ConfigureAwait(false)).AsList();
    }
}
