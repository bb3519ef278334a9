using Alforis.Crm.Data.Rows;

namespace Alforis.Crm.Data.Activities;

/// <summary>How activities are written.</summary>
internal static class ActivityStatements
{
    public static readonly RowStatements Instance = new()
    {
        Subject = "activity",
        Insert = """
            INSERT INTO public.organisation_activities (
              organisation_id, deal_id, type, title, description, occurred_at, created_by)
            SELECT
              n.organisation_id, n.deal_id, n.type, n.title, n.description, coalesce(n.occurred_at, now()), n.created_by
            FROM jsonb_populate_record(NULL::public.organisation_activities, $1) AS n
            RETURNING id
            """,
        Lock = """
            SELECT a.updated_at, a.xmin::text::bigint, to_jsonb(a)::text FROM public.organisation_activities a WHERE a.id = $1 FOR UPDATE
            """,
        Delete = "DELETE FROM public.organisation_activities a WHERE a.id = $1",
        ChecksDeal = true,
    };
}
