-- Leasing of outside-world steps, and how executions end. One statement each: whatever happens to the caller, it is done or not.

-- Leases due steps to a worker: at most room[i] of action_types[i]. From each workflow in turn, whoever has made fewest calls in the last minutes
-- first, so that many steps of one do not hold up another's; hourly_limit calls per workflow in any 60 minutes at most, besides those that somebody
-- has let go; the executions of one workflow for one entity in order. Rows that somebody holds are passed over: it waits for nobody. The database's clock.
CREATE FUNCTION workflow.claim_steps(worker text, lease interval, action_types text[], room int[], hourly_limit int)
RETURNS SETOF workflow.steps
-- A plan is kept longer than the table stays as small as it was when the plan was made.
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  -- How many steps are looked at, and of one workflow at least and at most; more behind one another in line are looked at later.
  most_seen CONSTANT int := 1000;
  least_of_one CONSTANT int := 2;
  most_of_one CONSTANT int := 50;
BEGIN
  -- Claims take milliseconds, and two at once would both use what is left of a workflow's hour.
  PERFORM pg_advisory_xact_lock(hashtextextended('workflow.claim_steps', 0));
  RETURN QUERY
  WITH RECURSIVE kinds AS (
    SELECT k.action_type, k.room FROM unnest(action_types, room) AS k (action_type, room) WHERE k.room > 0
  ), queues AS (
    -- The workflows that have steps of a kind, from one to the next in the index.
    (SELECT s.action_type, s.workflow_id FROM workflow.steps s WHERE s.status = 'pending' ORDER BY s.action_type, s.workflow_id LIMIT 1)
    UNION ALL
    SELECT n.action_type, n.workflow_id
    FROM queues q
    CROSS JOIN LATERAL (
      SELECT s.action_type, s.workflow_id FROM workflow.steps s
      WHERE s.status = 'pending' AND (s.action_type, s.workflow_id) > (q.action_type, q.workflow_id)
      ORDER BY s.action_type, s.workflow_id LIMIT 1) n
  ), open_queues AS MATERIALIZED (
    SELECT q.action_type, q.workflow_id, greatest(least_of_one, least(most_of_one, most_seen / count(*) OVER ())) AS most
    FROM queues q
    WHERE q.action_type IN (SELECT k.action_type FROM kinds k)
      AND EXISTS (SELECT FROM public.workflows w WHERE w.id = q.workflow_id AND w.deleted_at IS NULL)
  ), seen AS MATERIALIZED (
    -- A minute counts until its last call is an hour old.
    SELECT s.id, s.action_type, s.workflow_id, s.run_after, s.released, b.calls, b.lately, EXISTS (
        SELECT FROM workflow.live_executions e
        WHERE e.workflow_id = s.workflow_id AND e.entity_id = s.entity_id AND e.entity_type = s.entity_type
          AND NOT e.sleeps AND e.id < s.execution_id) AS in_line
    FROM open_queues q
    CROSS JOIN LATERAL (
      SELECT hourly_limit - coalesce(sum(r.begun - r.released), 0) AS calls,
        coalesce(sum(r.begun) FILTER (WHERE r.minute > statement_timestamp() - interval '2 minutes'), 0) AS lately
      FROM workflow.step_rates r
      WHERE r.workflow_id = q.workflow_id AND r.minute > statement_timestamp() - interval '61 minutes') b
    CROSS JOIN (VALUES (true), (false)) AS h (released)
    CROSS JOIN LATERAL (
      SELECT s.id, s.action_type, s.workflow_id, s.run_after, s.released, s.execution_id, s.entity_type, s.entity_id FROM workflow.steps s
      WHERE s.status = 'pending' AND s.action_type = q.action_type AND s.workflow_id = q.workflow_id AND s.released = h.released
        AND s.run_after <= statement_timestamp() AND (h.released OR b.calls > 0)
      ORDER BY s.run_after, s.id
      LIMIT q.most) s
  ), put_off AS (
    -- Whoever ends before it wakes it; only when it was marked just now may that have been missed.
    UPDATE workflow.steps s SET
      run_after = statement_timestamp() + CASE WHEN s.waits_in_line THEN interval '10 seconds' ELSE interval '2 seconds' END, waits_in_line = true
    WHERE s.id = ANY (ARRAY(
      SELECT f.id FROM seen c
      CROSS JOIN LATERAL (SELECT s.id FROM workflow.steps s WHERE s.id = c.id AND s.status = 'pending' FOR NO KEY UPDATE SKIP LOCKED) f
      WHERE c.in_line))
  ), in_turn AS MATERIALIZED (
    SELECT c.id, c.action_type, c.run_after, c.released, c.calls,
      c.lately + row_number() OVER (PARTITION BY c.action_type, c.workflow_id ORDER BY c.run_after, c.id) AS turn,
      row_number() OVER (PARTITION BY c.workflow_id, c.released ORDER BY c.run_after, c.id) AS call
    FROM seen c WHERE NOT c.in_line
  ), chosen AS MATERIALIZED (
    SELECT c.id
    FROM kinds k
    CROSS JOIN LATERAL (
      SELECT f.id
      FROM (SELECT t.id, t.turn, t.run_after FROM in_turn t WHERE t.action_type = k.action_type AND (t.released OR t.call <= t.calls) ORDER BY t.turn, t.run_after, t.id) t
      CROSS JOIN LATERAL (SELECT s.id FROM workflow.steps s WHERE s.id = t.id AND s.status = 'pending' FOR NO KEY UPDATE SKIP LOCKED) f
      ORDER BY t.turn, t.run_after, t.id
      LIMIT k.room) c
  ), leased AS (
    UPDATE workflow.steps s SET
      status = 'running', attempts = s.attempts + 1, waits_in_line = false, started_at = statement_timestamp(),
      lease_token = gen_random_uuid(), leased_by = worker, leased_until = statement_timestamp() + lease
    WHERE s.id = ANY (ARRAY(SELECT c.id FROM chosen c)) AND s.status = 'pending'
    RETURNING s.*
  ), counted AS (
    INSERT INTO workflow.step_rates AS r (workflow_id, minute, begun, released)
    SELECT l.workflow_id, date_trunc('minute', statement_timestamp()), count(*), count(*) FILTER (WHERE l.released) FROM leased l GROUP BY l.workflow_id
    ON CONFLICT (workflow_id, minute) DO UPDATE SET begun = r.begun + excluded.begun, released = r.released + excluded.released
  )
  SELECT * FROM leased;
END
$$;

-- Takes back the steps whose lease has ended: their host is dead, frozen or cut off. Nobody knows whether the call was made, so it is
-- made again, with the same key; a step that ends its host each time must not go on for ever. Also gives up what still waits for a workflow
-- that was deleted. Rows that somebody holds are left for the next time. Returns how many leases had ended.
CREATE FUNCTION workflow.sweep_steps(most_losses int) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  WITH expired AS (
    SELECT s.id, s.leased_by, s.attempts, s.started_at
    FROM workflow.steps s JOIN workflow.live_executions e ON e.id = s.execution_id
    WHERE s.status = 'running' AND s.leased_until < statement_timestamp()
    ORDER BY s.leased_until LIMIT 1000
    FOR NO KEY UPDATE OF s, e SKIP LOCKED
  ), taken AS (
    UPDATE workflow.steps s SET
      status = CASE WHEN s.losses + 1 >= most_losses THEN 'failed' ELSE 'pending' END,
      losses = s.losses + 1, run_after = statement_timestamp(), lease_token = NULL, leased_by = NULL, leased_until = NULL,
      error = CASE WHEN s.losses + 1 >= most_losses
        THEN format('Its host has not answered %s times while it was under way; it is not tried again.', s.losses + 1) END,
      error_code = CASE WHEN s.losses + 1 >= most_losses THEN 'host_lost' END,
      completed_at = CASE WHEN s.losses + 1 >= most_losses THEN statement_timestamp() END
    FROM expired x WHERE s.id = x.id
    RETURNING s.id, s.execution_id, s.status, x.attempts, x.started_at, x.leased_by
  ), journaled AS (
    INSERT INTO workflow.step_attempts AS a (step_id, attempt, started_at, execution_id, outcome, worker, error, error_code)
    SELECT t.id, t.attempts, t.started_at, t.execution_id, 'lease_lost', t.leased_by, 'Its host did not answer before its lease ended.', 'host_lost' FROM taken t
    ON CONFLICT (step_id, attempt, started_at) DO NOTHING
  ), ownerless AS (
    SELECT f.id FROM public.workflows w
    CROSS JOIN LATERAL (
      SELECT s.id FROM workflow.steps s JOIN workflow.live_executions e ON e.id = s.execution_id
      WHERE s.workflow_id = w.id AND s.status = 'pending'
      LIMIT 1000
      FOR NO KEY UPDATE OF s, e SKIP LOCKED) f
    WHERE w.deleted_at IS NOT NULL
  ), given_up AS (
    UPDATE workflow.steps s SET status = 'failed', error = 'Its workflow was deleted.', error_code = 'workflow_deleted', completed_at = statement_timestamp()
    FROM ownerless o WHERE s.id = o.id
    RETURNING s.execution_id
  ), woken AS (
    UPDATE workflow.live_executions e SET wake_at = statement_timestamp()
    FROM (SELECT t.execution_id FROM taken t WHERE t.status = 'failed' UNION ALL SELECT g.execution_id FROM given_up g) f
    WHERE e.id = f.execution_id
  ), forgotten AS (
    DELETE FROM workflow.step_rates r WHERE r.minute < statement_timestamp() - interval '2 hours'
  )
  SELECT count(*) FROM taken;
$$;

-- Ends executions: they move to history and are counted. worked_us is what their last part took.
CREATE FUNCTION workflow.finish_executions(ids bigint[], statuses text[], all_actions text[], errors text[], error_codes text[], worked_us bigint[]) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  WITH asked AS (
    SELECT x.* FROM unnest(ids, statuses, all_actions, errors, error_codes, worked_us) AS x (id, status, actions, error, error_code, worked_us)
  ), gone AS (
    DELETE FROM workflow.live_executions e USING asked a WHERE e.id = a.id
    RETURNING e.id, e.created_at, e.workflow_id, e.workflow_version, e.event_id, e.trigger_type, e.entity_type, e.entity_id, a.status,
      e.started_at, e.worked_us + a.worked_us AS duration_us, e.conditions, a.actions, a.error, a.error_code, e.cause, e.depth
  ), next_in_line AS (
    -- Of each line the first: it wakes the one behind it.
    UPDATE workflow.steps s SET run_after = statement_timestamp(), waits_in_line = false
    FROM (SELECT DISTINCT g.workflow_id, g.entity_type, g.entity_id FROM gone g) g
    CROSS JOIN LATERAL (
      SELECT n.id FROM workflow.steps n
      WHERE n.waits_in_line AND n.workflow_id = g.workflow_id AND n.entity_id = g.entity_id AND n.entity_type = g.entity_type
        AND n.execution_id <> ALL (ids)
      ORDER BY n.execution_id LIMIT 1
      FOR NO KEY UPDATE SKIP LOCKED) n
    WHERE s.id = n.id
  ), written AS (
    INSERT INTO public.workflow_executions
      (id, created_at, workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status,
       started_at, completed_at, duration_us, conditions, actions, error, error_code, cause, depth)
    -- One that slept longer than history is kept is found under the last days of it.
    SELECT g.id, greatest(g.created_at, statement_timestamp() - interval '80 days'), g.workflow_id, g.workflow_version, g.event_id, g.trigger_type,
      g.entity_type, g.entity_id, g.status, g.started_at, statement_timestamp(), g.duration_us, g.conditions, g.actions::json, g.error, g.error_code, g.cause, g.depth
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
CREATE FUNCTION workflow.cancel_executions(ids bigint[], reason text, code text) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  WITH told AS (
    SELECT e.id, (e.actions::jsonb
        || CASE WHEN s.id IS NULL THEN '[]' ELSE jsonb_build_array(jsonb_build_object(
             'id', s.action_id, 'type', s.action_type, 'status', CASE WHEN s.status IN ('success', 'failed') THEN s.status ELSE 'cancelled' END,
             'settings', s.settings, 'attempts', s.attempts, 'idempotency_key', s.idempotency_key)
             || CASE WHEN s.result IS NULL THEN '{}' ELSE jsonb_build_object('result', s.result) END
             || CASE WHEN s.error IS NULL THEN '{}' ELSE jsonb_strip_nulls(jsonb_build_object('error', s.error, 'error_code', s.error_code)) END) END
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
    array_agg(t.id), array_agg('cancelled'::text), array_agg(t.actions), array_agg(reason), array_agg(code), array_agg(0::bigint)), 0)
  FROM told t;
$$;

-- Brings a failed execution back from history, to go on with the action that failed it: of database actions that are all or none,
-- with the first of them.
CREATE FUNCTION workflow.retry_execution(execution bigint) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  failed public.workflow_executions;
  event workflow.events;
  told int;
  stopped int;
  unreached int;
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

  -- The action that has stopped it, or the first that was not reached: an action before it in its own transaction is not_run, too. Failures
  -- that do not stop are settled, and of an execution whose version cannot be read everything is.
  SELECT count(*),
    max(a.position) FILTER (WHERE a.action ->> 'status' = 'failed' AND starts_with(failed.error, (a.action ->> 'id') || ' (')) - 1,
    min(a.position) FILTER (WHERE a.action ->> 'status' = 'not_run') - 1
  INTO told, stopped, unreached
  FROM jsonb_array_elements(failed.actions::jsonb) WITH ORDINALITY AS a (action, position);
  resume := coalesce(least(stopped, unreached), told);

  DELETE FROM public.workflow_executions x WHERE x.id = execution AND x.created_at = failed.created_at;
  INSERT INTO workflow.live_executions
    (id, created_at, workflow_id, workflow_version, event_id, trigger_type, entity_type, entity_id, status, started_at, worked_us, conditions, actions,
     next_action, event, cause, depth, wake_at, sleeps, has_slept, retry_key)
  VALUES
    (failed.id, failed.created_at, failed.workflow_id, failed.workflow_version, failed.event_id, failed.trigger_type, failed.entity_type, failed.entity_id,
     'running', failed.started_at, coalesce(failed.duration_us, 0), failed.conditions,
     coalesce((SELECT json_agg(a.action ORDER BY a.position) FROM json_array_elements(failed.actions) WITH ORDINALITY AS a (action, position)
       WHERE a.position <= resume), '[]'),
     resume,
     jsonb_build_object('event_id', event.event_id, 'occurred_at', event.occurred_at, 'types', to_jsonb(event.types), 'after', event.after,
       'before', event.before, 'changed_fields', to_jsonb(event.changed_fields), 'actor', event.actor,
       'payload', event.payload),
     failed.cause, failed.depth, statement_timestamp(),
     -- The delay before what was tried already is over.
     stopped IS NOT NULL AND EXISTS (
       SELECT FROM public.workflow_versions v
       WHERE v.workflow_id = failed.workflow_id AND v.version = failed.workflow_version AND v.definition -> 'actions' -> resume -> 'delay' IS NOT NULL),
     true,
     (failed.actions::jsonb -> resume ->> 'idempotency_key')::uuid);
  -- It is counted when it ends again.
  INSERT INTO workflow.statistics_deltas (workflow_id, day, failed, duration_us_sum, buckets, bucket_counts)
  VALUES (failed.workflow_id, (coalesce(failed.started_at, failed.completed_at) AT TIME ZONE 'UTC')::date, -1, -coalesce(failed.duration_us, 0),
    ARRAY[workflow.duration_bucket(coalesce(failed.duration_us, 0))], ARRAY[-1::bigint]);
  RETURN 'retried';
END
$$;
