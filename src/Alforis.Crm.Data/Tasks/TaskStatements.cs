using Alforis.Crm.Data.Rows;

namespace Alforis.Crm.Data.Tasks;

/// <summary>How tasks are written.</summary>
internal static class TaskStatements
{
    public static readonly RowStatements Instance = new()
    {
        Subject = "task",
        Insert = """
            INSERT INTO public.tasks (
              title, description, status, priority, due_date, organisation_id, person_id, deal_id, assigned_to,
              created_by)
            SELECT
              n.title, n.description, n.status, n.priority, n.due_date, n.organisation_id, n.person_id, n.deal_id,
              n.assigned_to, n.created_by
            FROM jsonb_populate_record(NULL::public.tasks, $1) AS n
            RETURNING id
            """,
        Lock = """
            SELECT t.updated_at, t.xmin::text::bigint, to_jsonb(t)::text FROM public.tasks t WHERE t.id = $1 FOR UPDATE
            """,
        // What the object does not have is as it is in the row.
        Update = """
            UPDATE public.tasks t SET
              title = n.title, description = n.description, status = n.status, priority = n.priority,
              due_date = n.due_date, organisation_id = n.organisation_id, person_id = n.person_id, deal_id = n.deal_id,
              assigned_to = n.assigned_to
            FROM public.tasks x CROSS JOIN LATERAL jsonb_populate_record(x, $2) AS n
            WHERE t.id = $1 AND x.id = $1 AND n IS DISTINCT FROM x
            RETURNING to_jsonb(t)::text
            """,
        Delete = "DELETE FROM public.tasks t WHERE t.id = $1",
        Assignments = ["assigned_to"],
        ChecksDeal = true,
    };
}
