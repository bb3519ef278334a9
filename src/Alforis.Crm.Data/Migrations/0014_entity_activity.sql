-- When somebody last dealt with an organisation or deal. A side table: a column of the entity would rewrite its row
-- (and fire its capture trigger) for every activity. Activities made by workflows do not count: they end no silence.

CREATE TABLE workflow.entity_activity (
  entity_type text NOT NULL CHECK (entity_type IN ('organisation', 'deal')),
  entity_id bigint NOT NULL,
  last_activity_at timestamptz NOT NULL,
  PRIMARY KEY (entity_type, entity_id)
) WITH (fillfactor = 80);
CREATE INDEX entity_activity_silence_index ON workflow.entity_activity (entity_type, last_activity_at, entity_id);

-- The moment that an activity counts as of: when it took place; while it is planned, when it was planned. Sweeps for silence
-- note those that have taken place since, for nobody need touch their rows then. What an import
-- says it made long ago takes nothing from what has taken place since.
CREATE FUNCTION workflow.activity_moment(occurred_at timestamptz, created_at timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE
RETURN CASE WHEN occurred_at <= now() THEN occurred_at ELSE least(created_at, now()) END;

-- New activities: set-based, in key order so that two imports cannot deadlock.
CREATE FUNCTION workflow.note_activity() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO workflow.entity_activity AS e (entity_type, entity_id, last_activity_at)
  SELECT t.entity_type, t.entity_id, max(workflow.activity_moment(a.occurred_at, a.created_at))
  FROM added a
  CROSS JOIN LATERAL (VALUES ('organisation', a.organisation_id), ('deal', a.deal_id)) AS t (entity_type, entity_id)
  WHERE a.execution_id IS NULL AND t.entity_id IS NOT NULL
  GROUP BY t.entity_type, t.entity_id
  ORDER BY t.entity_type, t.entity_id
  ON CONFLICT (entity_type, entity_id) DO UPDATE SET last_activity_at = excluded.last_activity_at
  WHERE e.last_activity_at < excluded.last_activity_at;
  RETURN NULL;
END
$$;

-- Corrected or deleted activities: what they said is computed again from those that remain.
CREATE FUNCTION workflow.recompute_activity() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  organisation_ids bigint[];
  deal_ids bigint[];
BEGIN
  IF TG_OP = 'DELETE' THEN
    SELECT array_agg(DISTINCT organisation_id), array_agg(DISTINCT deal_id) FILTER (WHERE deal_id IS NOT NULL)
    INTO organisation_ids, deal_ids FROM removed;
  ELSE
    SELECT array_agg(DISTINCT organisation_id), array_agg(DISTINCT deal_id) FILTER (WHERE deal_id IS NOT NULL)
    INTO organisation_ids, deal_ids
    FROM (SELECT organisation_id, deal_id FROM removed UNION SELECT organisation_id, deal_id FROM added) touched;
  END IF;

  DELETE FROM workflow.entity_activity
  WHERE entity_type = 'organisation' AND entity_id = ANY (organisation_ids)
     OR entity_type = 'deal' AND entity_id = ANY (deal_ids);
  INSERT INTO workflow.entity_activity AS e (entity_type, entity_id, last_activity_at)
  SELECT 'organisation', a.organisation_id, max(workflow.activity_moment(a.occurred_at, a.created_at))
  FROM public.organisation_activities a
  WHERE a.execution_id IS NULL AND a.organisation_id = ANY (organisation_ids)
  GROUP BY a.organisation_id
  UNION ALL
  SELECT 'deal', a.deal_id, max(workflow.activity_moment(a.occurred_at, a.created_at))
  FROM public.organisation_activities a
  WHERE a.execution_id IS NULL AND a.deal_id = ANY (deal_ids)
  GROUP BY a.deal_id
  ORDER BY 1, 2
  ON CONFLICT (entity_type, entity_id) DO UPDATE SET last_activity_at = excluded.last_activity_at
  WHERE e.last_activity_at < excluded.last_activity_at;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION workflow.note_activity() FROM PUBLIC;
REVOKE ALL ON FUNCTION workflow.recompute_activity() FROM PUBLIC;

CREATE TRIGGER organisation_activities_noted AFTER INSERT ON public.organisation_activities
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION workflow.note_activity();
CREATE TRIGGER organisation_activities_corrected AFTER UPDATE ON public.organisation_activities
  REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION workflow.recompute_activity();
CREATE TRIGGER organisation_activities_removed AFTER DELETE ON public.organisation_activities
  REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION workflow.recompute_activity();
