using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Alforis.Crm.Data.Rows;
using Npgsql;

namespace Alforis.Crm.Data.Hooks;

/// <summary>Changes what hooks are called, and whether they take calls. Thread-safe.</summary>
/// <param name="dataSource">Connects as a role that may write them and the trail.</param>
public sealed class HookChange(NpgsqlDataSource dataSource)
{
    private static readonly RowStatements Statements = new()
    {
        Subject = "incoming_hook",
        Lock = """
            SELECT h.updated_at, h.xmin::text::bigint, to_jsonb(h)::text FROM public.incoming_hooks h WHERE h.id = $1 FOR UPDATE
            """,
        // What the object does not have is as it is in the row.
        Update = """
            UPDATE public.incoming_hooks h SET name = n.name, description = n.description, event = n.event, is_active = n.is_active
            FROM public.incoming_hooks x CROSS JOIN LATERAL jsonb_populate_record(x, $2) AS n
            WHERE h.id = $1 AND x.id = $1 AND n IS DISTINCT FROM x
            RETURNING to_jsonb(h)::text
            """,
    };

    private readonly Rows rows = new(dataSource);

    /// <summary>Changes a row. A change that changes nothing leaves no trace.</summary>
    /// <param name="id">The row.</param>
    /// <param name="values">The new values by their columns; what is not there stays as it is.</param>
    /// <param name="isExpected">Whether the version that there is may be changed.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <exception cref="PostgresException">The table does not take a value; see <see cref="RefusedValue.Of"/>.</exception>
    public Task<RowResult> UpdateAsync(long id, JsonObject values, Func<RowVersion, bool> isExpected, Actor actor, CancellationToken ct) =>
        rows.UpdateAsync(id, values, isExpected, actor, mayAssign: false, ct);

    private sealed class Rows(NpgsqlDataSource dataSource) : RowWriting(dataSource, Statements);
}
