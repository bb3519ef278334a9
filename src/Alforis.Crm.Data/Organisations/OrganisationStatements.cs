using Alforis.Crm.Data.Rows;

namespace Alforis.Crm.Data.Organisations;

/// <summary>How organisations are written.</summary>
internal static class OrganisationStatements
{
    public static readonly RowStatements Instance = new()
    {
        Subject = "organisation",
        Insert = """
            INSERT INTO public.organisations (
              nom, type, category, email, telephone, website, adresse, ville, code_postal, pays, country_code,
              pipeline_stage, montant_potentiel, date_signature, probabilite_signature, aum, aum_date, strategies,
              domicile, language, notes, tags, is_active, assigned_to, created_by)
            SELECT
              n.nom, n.type, n.category, n.email, n.telephone, n.website, n.adresse, n.ville, n.code_postal, n.pays,
              n.country_code, n.pipeline_stage, n.montant_potentiel, n.date_signature, n.probabilite_signature, n.aum,
              n.aum_date, n.strategies, n.domicile, n.language, n.notes, n.tags, n.is_active, n.assigned_to,
              n.created_by
            FROM jsonb_populate_record(NULL::public.organisations, $1) AS n
            RETURNING id
            """,
        Lock = """
            SELECT o.updated_at, o.xmin::text::bigint, to_jsonb(o)::text FROM public.organisations o WHERE o.id = $1 FOR UPDATE
            """,
        // What the object does not have is as it is in the row.
        Update = """
            UPDATE public.organisations o SET
              nom = n.nom, type = n.type, category = n.category, email = n.email, telephone = n.telephone,
              website = n.website, adresse = n.adresse, ville = n.ville, code_postal = n.code_postal, pays = n.pays,
              country_code = n.country_code, pipeline_stage = n.pipeline_stage,
              montant_potentiel = n.montant_potentiel, date_signature = n.date_signature,
              probabilite_signature = n.probabilite_signature, aum = n.aum, aum_date = n.aum_date,
              strategies = n.strategies, domicile = n.domicile, language = n.language, notes = n.notes, tags = n.tags,
              is_active = n.is_active, assigned_to = n.assigned_to
            FROM public.organisations x CROSS JOIN LATERAL jsonb_populate_record(x, $2) AS n
            WHERE o.id = $1 AND x.id = $1 AND n IS DISTINCT FROM x
            RETURNING to_jsonb(o)::text
            """,
        Delete = "DELETE FROM public.organisations o WHERE o.id = $1",
        // Deals are not lost on the way.
        Keep = "SELECT EXISTS (SELECT FROM public.deals d WHERE d.organisation_id = $1)",
        Assignments = ["assigned_to"],
    };
}
