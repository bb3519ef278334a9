-- Row changes become events in the writer's own transaction, whichever program writes.

-- SECURITY DEFINER: whoever may write an organisation need not know the schema workflow.
-- TG_ARGV[0] is the entity type. Anybody may set a setting, so they count only from a session that may act as this
-- function's owner: alforis.capture = 'off' (imports, restores), alforis.actor (who did it, else the session's user) and
-- alforis.batch = 'on' (causes in pg_temp.batch_causes; a temporary view of that name made by somebody else would
-- otherwise run its functions with the owner's rights).
-- alforis.captured has a letter for each row of the transaction so far: those beyond the first 100 are a burst, which lets the
-- events of others go first. Whoever sets it himself chooses for nobody but himself.
CREATE FUNCTION workflow.capture_row_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  kind text := TG_ARGV[0];
  image jsonb;
  old_image jsonb;
  old_values jsonb;
  changed text[];
  event_types text[];
  event_cause jsonb := '[]';
  event_depth smallint := 0;
  is_bulk boolean := false;
  captured text;
  new_event_id bigint;
  event_actor text := nullif(current_setting('alforis.actor', true), '');
  in_batch boolean := current_setting('alforis.batch', true) IS NOT DISTINCT FROM 'on';
  is_off boolean := current_setting('alforis.capture', true) IS NOT DISTINCT FROM 'off';
BEGIN
  -- Looked at only when something is set: this runs for every row that anybody writes. current_user is the function's owner.
  IF (is_off OR in_batch OR event_actor IS NOT NULL) AND NOT pg_has_role(session_user, current_user, 'MEMBER') THEN
    is_off := false;
    in_batch := false;
    event_actor := NULL;
  END IF;
  IF is_off THEN
    RETURN NULL;
  END IF;

  image := to_jsonb(NEW);
  IF TG_OP = 'INSERT' THEN
    event_types := ARRAY[kind || '_created'];
  ELSE
    old_image := to_jsonb(OLD);
    SELECT array_agg(o.key), jsonb_object_agg(o.key, o.value) INTO changed, old_values
    FROM jsonb_each(old_image) o
    WHERE o.value IS DISTINCT FROM image -> o.key AND o.key <> 'updated_at';
    IF changed IS NULL THEN
      RETURN NULL;
    END IF;
    event_types := CASE WHEN kind = 'deal' AND 'stage' = ANY (changed)
      THEN ARRAY['deal_updated', 'deal_stage_changed'] ELSE ARRAY[kind || '_updated'] END;
  END IF;

  IF in_batch THEN
    SELECT b.cause, b.depth, b.bulk INTO event_cause, event_depth, is_bulk
    FROM pg_temp.batch_causes b WHERE b.entity_type = kind AND b.entity_id = NEW.id;
    event_cause := coalesce(event_cause, '[]');
    event_depth := coalesce(event_depth, 0);
    is_bulk := coalesce(is_bulk, false);
  END IF;
  IF NOT is_bulk THEN
    captured := coalesce(current_setting('alforis.captured', true), '');
    is_bulk := length(captured) >= 100;
    IF NOT is_bulk THEN
      captured := set_config('alforis.captured', captured || '.', true);
    END IF;
  END IF;

  new_event_id := nextval('workflow.event_ids');
  INSERT INTO workflow.events
    (event_id, types, entity_type, entity_id, after, before, changed_fields, actor, cause, depth)
  VALUES
    (new_event_id, event_types, kind, NEW.id, image, old_values, changed,
     coalesce(event_actor, session_user), event_cause, event_depth);
  INSERT INTO workflow.event_queue (event_id, lane, entity_type, entity_id, bulk, size)
  VALUES
    (new_event_id, workflow.lane_of(kind, NEW.id), kind, NEW.id, is_bulk,
     pg_column_size(image) + coalesce(pg_column_size(old_values), 0));
  RETURN NULL;
END
$$;
-- Nobody else may hang the function on a table of his own and forge events.
REVOKE ALL ON FUNCTION workflow.capture_row_change() FROM PUBLIC;

CREATE TRIGGER organisations_capture AFTER INSERT OR UPDATE ON public.organisations
  FOR EACH ROW EXECUTE FUNCTION workflow.capture_row_change('organisation');
CREATE TRIGGER deals_capture AFTER INSERT OR UPDATE ON public.deals
  FOR EACH ROW EXECUTE FUNCTION workflow.capture_row_change('deal');
