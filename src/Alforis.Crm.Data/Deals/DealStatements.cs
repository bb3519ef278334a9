using Alforis.Crm.Data.Rows;

namespace Alforis.Crm.Data.Deals;

/// <summary>How deals are written. A deal stays with its organisation.</summary>
internal static class DealStatements
{
    public static readonly RowStatements Instance = new()
    {
        Subject = "deal",
        Insert = """
            INSERT INTO public.deals (
              organisation_id, nom, montant, stage, probabilite, date_cloture_prevue, assigned_to, manager_id,
              description, tags, created_by)
            SELECT
              n.organisation_id, n.nom, n.montant, n.stage, n.probabilite, n.date_cloture_prevue, n.assigned_to,
              n.manager_id, n.description, n.tags, n.created_by
            FROM jsonb_populate_record(NULL::public.deals, $1) AS n
            RETURNING id
            """,
        Lock = """
            SELECT d.updated_at, d.xmin::text::bigint, to_jsonb(d)::text FROM public.deals d WHERE d.id = $1 FOR UPDATE
            """,
        // What the object does not have is as it is in the row.
        Update = """
            UPDATE public.deals d SET
              nom = n.nom, montant = n.montant, stage = n.stage, probabilite = n.probabilite,
              date_cloture_prevue = n.date_cloture_prevue, assigned_to = n.assigned_to, manager_id = n.manager_id,
              description = n.description, tags = n.tags
            FROM public.deals x CROSS JOIN LATERAL jsonb_populate_record(x, $2) AS n
            WHERE d.id = $1 AND x.id = $1 AND n IS DISTINCT FROM x
            RETURNING to_jsonb(d)::text
            """,
        Delete = "DELETE FROM public.deals d WHERE d.id = $1",
        Assignments = ["assigned_to", "manager_id"],
    };
}
