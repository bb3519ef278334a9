-- Leasing of outside-world steps, and how executions end. One statement each: whatever happens to the caller, it is done or not.

-- Leases due steps to a worker: at most room[i] of action_types[i]. From each workflow in turn, so that many steps of one do not
-- hold up another's; hourly_limit calls per workflow in any 60 minutes at most; the executions of one workflow for one entity in order. The database's clock.
CREATE FUNCTION workflow.claim_steps(worker text, lease interval, action_types text[], room int[], hourly_limit int)
RETURNS SETOF workflow.steps
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- How many steps of one workflow are looked at; more behind one another in line are looked at later.
  most_seen CONSTANT int := 50;
BEGIN
  -- Claims take milliseconds, and two at once would both use what is left of a workflow's hour.
  PERFORM pg_advisory_xact_lock(hashtextextended('workflow.claim_steps', 0));
  RETURN QUERY
  WITH RECURSIVE kinds AS (
    SELECT k.action_type, k.room FROM unnest(action_types, room) AS k (action_type, room) WHERE k.room > 0
  ), queues AS (
    -- The workflows that have steps of a kind, from one to the next in the index.
    SELECT k.action_type, (
        SELECT s.workflow_id FROM workflow.steps s WHERE s.status = 'pending' AND s.action_type = k.action_type
        ORDER BY s.workflow_id LIMIT 1) AS workflow_id
    FROM kinds k
    UNION ALL
    SELECT q.action_type, (
        SELECT s.workflow_id FROM workflow.steps s
        WHERE s.status = 'pending' AND s.action_type = q.action_type AND s.workflow_id > q.workflow_id
        ORDER BY s.workflow_id LIMIT 1)
    FROM queues q WHERE q.workflow_id IS NOT NULL
  ), left_over AS MATERIALIZED (
    SELECT w.workflow_id, hourly_limit - coalesce(sum(r.begun), 0) AS calls
    FROM (SELECT DISTINCT q.workflow_id FROM queues q WHERE q.workflow_id IS NOT NULL) w
    LEFT JOIN workflow.step_rates r ON r.workflow_id = w.workflow_id AND r.minute > statement_timestamp() - interval '60 minutes'
    GROUP BY w.workflow_id
  ), seen AS MATERIALIZED (
    SELECT s.id, s.action_type, s.workflow_id, s.run_after, k.room, o.calls, EXISTS (
        SELECT FROM workflow.live_executions e
        WHERE e.workflow_id = s.workflow_id AND e.entity_id = s.entity_id AND e.entity_type = s.entity_type
          AND NOT e.sleeps AND e.id < s.execution_id) AS in_line
    FROM queues q
    JOIN kinds k ON k.action_type = q.action_type
    JOIN left_over o ON o.workflow_id = q.workflow_id AND o.calls > 0
    CROSS JOIN LATERAL (
      SELECT s.* FROM workflow.steps s
      WHERE s.status = 'pending' AND s.action_type = q.action_type AND s.workflow_id = q.workflow_id
        AND s.run_after <= statement_timestamp()
      ORDER BY s.run_after, s.id
      LIMIT most_seen) s
  ), put_off AS (
    UPDATE workflow.steps s SET run_after = statement_timestamp() + interval '2 seconds', waits_in_line = true
    FROM seen c WHERE c.in_line AND s.id = c.id AND s.status = 'pending'
  ), in_turn AS (
    SELECT c.id, c.action_type, c.room, c.run_after, c.calls,
      row_number() OVER (PARTITION BY c.action_type, c.workflow_id ORDER BY c.run_after, c.id) AS turn,
      row_number() OVER (PARTITION BY c.workflow_id ORDER BY c.run_after, c.id) AS call
    FROM seen c WHERE NOT c.in_line
  ), chosen AS (
    SELECT t.id, row_number() OVER (PARTITION BY t.action_type ORDER BY t.turn, t.run_after, t.id) AS place, t.room
    FROM in_turn t WHERE t.call <= t.calls
  ), leased AS (
    UPDATE workflow.steps s SET
      status = 'running', attempts = s.attempts + 1, waits_in_line = false, started_at = statement_timestamp(),
      lease_token = gen_random_uuid(), leased_by = worker, leased_until = statement_timestamp() + lease
    FROM chosen c WHERE c.place <= c.room AND s.id = c.id AND s.status = 'pending'
    RETURNING s.*
  ), counted AS (
    INSERT INTO workflow.step_rates AS r (workflow_id, minute, begun)
    SELECT l.workflow_id, date_trunc('minute', statement_timestamp()), count(*) FROM leased l GROUP BY l.workflow_id
    ON CONFLICT (workflow_id, minute) DO UPDATE SET begun = r.begun + excluded.begun
  )
  SELECT * FROM leased;
END
$$;

-- Takes back the steps whose lease has ended: their host is dead, frozen or cut off. Nobody knows whether the call was made, so it is
-- made again, with the same key; a step that ends its host each time must not go on for ever. Returns how many.
CREATE FUNCTION workflow.sweep_steps(most_losses int) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  WITH expired AS (
    SELECT s.id, s.leased_by, s.attempts, s.started_at FROM workflow.steps s
    WHERE s.status = 'running' AND s.leased_until < statement_timestamp()
    ORDER BY s.leased_until LIMIT 1000
    FOR NO KEY UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE workflow.steps s SET
      status = CASE WHEN s.losses + 1 >= most_losses THEN 'failed' ELSE 'pending' END,
      losses = s.losses + 1, run_after = statement_timestamp(), lease_token = NULL, leased_by = NULL, leased_until = NULL,
      error = CASE WHEN s.losses + 1 >= most_losses
        THEN format('Its host has not answered %s times while it was under way; it is not tried again.', s.losses + 1) END,
      completed_at = CASE WHEN s.losses + 1 >= most_losses THEN statement_timestamp() END
    FROM expired x WHERE s.id = x.id
    RETURNING s.id, s.execution_id, s.status, x.attempts, x.started_at, x.leased_by
  ), journaled AS (
    INSERT INTO workflow.step_attempts AS a (step_id, attempt, started_at, execution_id, outcome, worker, error)
    SELECT t.id, t.attempts, t.started_at, t.execution_id, 'lease_lost', t.leased_by, 'Its host did not answer before its lease ended.' FROM taken t
    ON CONFLICT (step_id, attempt, started_at) DO NOTHING
  ), woken AS (
    UPDATE workflow.live_executions e SET wake_at = statement_timestamp() FROM taken t WHERE t.status = 'failed' AND e.id = t.execution_id
  ), forgotten AS (
    DELETE FROM workflow.step_rates r WHERE r.minute < statement_timestamp() - interval '2 hours'
  )
  SELECT count(*) FROM taken;
$$;

-- Ends executions: they move to history and are counted. worked_us is what their last part took.
CREATE FUNCTION workflow.finish_executions(ids bigint[], statuses text[], all_actions text[], errors text[], worked_us bigint[]) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  WITH asked AS (
    SELECT x.* FROM unnest(ids, statuses, all_actions, errors, worked_us) AS x (id, status, actions, error, worked_us)
  ), gone AS (
    DELETE FROM workflow.live_executions e USING asked a WHERE e.id = a.id
    RETURNING e.id, e.created_at, e.workflow_id, e.workflow_version, e.event_id, e.trigger_type, e.entity_type, e.entity_id, a.status,
      e.started_at, e.worked_us + a.worked_us AS duration_us, e.conditions, a.actions, a.error, e.cause, e.depth
  ), next_in_line AS (
    UPDATE workflow.steps s SET run_after = statement_timestamp(), waits_in_line = false
    FROM gone g WHERE s.waits_in_line AND s.workflow_id = g.workflow_id AND s.entity_id = g.entity_id AND s.entity_type = g.entity_type
      AND s.execution_id <> ALL (ids)
  ), written AS (
    INSERT INTO public.workflow_executions
      (id, created_at, workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status,
       started_at, completed_at, duration_us, conditions, actions, error, cause, depth)
    -- One that slept longer than history is kept is found under the last days of it.
    SELECT g.id, greatest(g.created_at, statement_timestamp() - interval '80 days'), g.workflow_id, g.workflow_version, g.event_id, g.trigger_type,
      g.entity_type, g.entity_id, g.status, g.started_at, statement_timestamp(), g.duration_us, g.conditions, g.actions::json, g.error, g.cause, g.depth
    FROM gone g
  ), counted AS (
    INSERT INTO workflow.statistics_deltas
      (workflow_id, day, success, failed, skipped, cancelled, duration_us_sum, buckets, bucket_counts, last_execution_at)
    SELECT g.workflow_id, (coalesce(g.started_at, statement_timestamp()) AT TIME ZONE 'UTC')::date,
      (g.status = 'success')::int, (g.status = 'failed')::int, (g.status = 'skipped')::int, (g.status = 'cancelled')::int,
      CASE WHEN g.status IN ('success', 'failed') THEN g.duration_us ELSE 0 END,
      CASE WHEN g.status IN ('success', 'failed') THEN ARRAY[workflow.duration_bucket(g.duration_us)] ELSE '{}' END,
      CASE WHEN g.status IN ('success', 'failed') THEN ARRAY[1::bigint] ELSE '{}' END,
      CASE WHEN g.status IN ('success', 'failed') THEN statement_timestamp() END
    FROM gone g
  )
  SELECT count(*) FROM gone;
$$;

-- Ends executions that wait: what is done stays, what waits is not done any more.
CREATE FUNCTION workflow.cancel_executions(ids bigint[], reason text) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  WITH told AS (
    SELECT e.id, (e.actions::jsonb
        || CASE WHEN s.id IS NULL THEN '[]' ELSE jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
             'id', s.action_id, 'type', s.action_type, 'status', CASE WHEN s.status IN ('success', 'failed') THEN s.status ELSE 'cancelled' END,
             'settings', s.settings, 'attempts', s.attempts, 'idempotency_key', s.idempotency_key, 'result', s.result, 'error', s.error))) END
        || coalesce((
             SELECT jsonb_agg(jsonb_build_object('id', coalesce(a.action ->> 'id', 'action_' || a.position), 'type', a.action ->> 'type', 'status', 'not_run') ORDER BY a.position)
             FROM public.workflow_versions v
             CROSS JOIN LATERAL jsonb_array_elements(v.definition::jsonb -> 'actions') WITH ORDINALITY AS a (action, position)
             WHERE v.workflow_id = e.workflow_id AND v.version = e.workflow_version
               AND a.position > e.next_action + CASE WHEN s.id IS NULL THEN 0 ELSE 1 END), '[]'))::text AS actions
    FROM workflow.live_executions e LEFT JOIN workflow.steps s ON s.execution_id = e.id
    WHERE e.id = ANY (ids)
  )
  SELECT coalesce(workflow.finish_executions(
    array_agg(t.id), array_agg('cancelled'::text), array_agg(t.actions), array_agg(reason), array_agg(0::bigint)), 0)
  FROM told t;
$$;

-- Brings a failed execution back from history, to go on with the action that failed it: of database actions that are all or none,
-- with the first of them.
CREATE FUNCTION workflow.retry_execution(execution bigint) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  failed public.workflow_executions;
  event workflow.events;
  resume int;
BEGIN
  SELECT * INTO failed FROM public.workflow_executions x WHERE x.id = execution FOR UPDATE;
  IF NOT FOUND THEN
    RETURN CASE WHEN EXISTS (SELECT FROM workflow.live_executions l WHERE l.id = execution) THEN 'not_failed' ELSE 'unknown' END;
  END IF;
  IF failed.status <> 'failed' THEN
    RETURN 'not_failed';
  END IF;
  SELECT * INTO event FROM workflow.events e WHERE e.event_id = failed.event_id;
  IF NOT FOUND THEN
    RETURN 'no_event';
  END IF;
  PERFORM FROM public.workflows w WHERE w.id = failed.workflow_id AND w.deleted_at IS NULL;
  IF NOT FOUND THEN
    RETURN 'no_workflow';
  END IF;

  -- The first action that is not settled: the others of its transaction are not_run, and so are all behind it. Failures that do not
  -- stop, before it, are settled.
  SELECT coalesce(min(a.position) FILTER (WHERE a.action ->> 'status' = 'not_run'), max(a.position) FILTER (WHERE a.action ->> 'status' = 'failed'), 1) - 1
  INTO resume
  FROM jsonb_array_elements(failed.actions::jsonb) WITH ORDINALITY AS a (action, position);
  -- The action that failed it stands before the first that was not reached, unless its transaction began earlier.
  SELECT least(resume, coalesce(max(a.position) - 1, resume)) INTO resume
  FROM jsonb_array_elements(failed.actions::jsonb) WITH ORDINALITY AS a (action, position)
  WHERE a.action ->> 'status' = 'failed' AND starts_with(failed.error, (a.action ->> 'id') || ' (');

  DELETE FROM public.workflow_executions x WHERE x.id = execution AND x.created_at = failed.created_at;
  INSERT INTO workflow.live_executions
    (id, created_at, workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status, started_at, worked_us, conditions, actions,
     next_action, event, cause, depth, wake_at, has_slept, retry_key)
  VALUES
    (failed.id, failed.created_at, failed.workflow_id, failed.workflow_version, failed.event_id, failed.trigger_type, failed.entity_type, failed.entity_id,
     'running', failed.started_at, coalesce(failed.duration_us, 0), failed.conditions,
     coalesce((SELECT json_agg(a.action ORDER BY a.position) FROM json_array_elements(failed.actions) WITH ORDINALITY AS a (action, position)
       WHERE a.position <= resume), '[]'),
     resume,
     jsonb_build_object('event_id', event.event_id, 'occurred_at', event.occurred_at, 'types', to_jsonb(event.types), 'after', event.after,
       'before', event.before, 'changed_fields', to_jsonb(event.changed_fields), 'actor', event.actor),
     failed.cause, failed.depth, statement_timestamp(), true,
     (failed.actions::jsonb -> resume ->> 'idempotency_key')::uuid);
  -- It is counted when it ends again.
  INSERT INTO workflow.statistics_deltas (workflow_id, day, failed, duration_us_sum, buckets, bucket_counts)
  VALUES (failed.workflow_id, (coalesce(failed.started_at, statement_timestamp()) AT TIME ZONE 'UTC')::date, -1, -coalesce(failed.duration_us, 0),
    ARRAY[workflow.duration_bucket(coalesce(failed.duration_us, 0))], ARRAY[-1::bigint]);
  RETURN 'retried';
END
$$;
