-- Daily partitions (UTC days): made ahead, moved out of the DEFAULT partition when late, dropped when old.

-- The partitioned tables and the column that says the day: the one list that the functions below share.
CREATE FUNCTION workflow.history_tables() RETURNS TABLE (parent regclass, day_column name)
LANGUAGE sql STABLE AS $$
  SELECT t.parent, t.day_column
  FROM (VALUES
    ('workflow.events'::regclass, 'occurred_at'::name),
    ('workflow.skips'::regclass, 'occurred_at'::name),
    ('workflow.step_attempts'::regclass, 'started_at'::name),
    ('public.workflow_executions'::regclass, 'created_at'::name)) AS t (parent, day_column);
$$;

-- Creates the missing partitions of one table for yesterday … today + days_ahead and says which.
-- Takes heavy locks only when a day is missing; two callers wait for one another.
CREATE FUNCTION workflow.ensure_partitions_of(parent_table regclass, days_ahead int) RETURNS SETOF text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  home text;
  base text;
  column_name name;
  today date := now()::date;
  day date;
  partition_name text;
BEGIN
  IF days_ahead IS NULL OR days_ahead NOT BETWEEN 0 AND 366 THEN
    RAISE EXCEPTION 'days_ahead must be between 0 and 366, not %', coalesce(days_ahead::text, 'NULL')
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT h.day_column INTO column_name FROM workflow.history_tables() h WHERE h.parent = parent_table;
  IF NOT FOUND THEN
    RAISE EXCEPTION '% is not one of the history tables: %', parent_table,
        (SELECT string_agg(h.parent::text, ', ') FROM workflow.history_tables() h)
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT n.nspname, c.relname INTO home, base
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = parent_table;

  -- Only the first look is lock-free: once a day is missing, the rest is done under a lock and looked at again.
  IF NOT EXISTS (
    SELECT FROM generate_series(-1, days_ahead) offset_days
    WHERE to_regclass(format('%I.%I', home, base || to_char(today + offset_days, '"_p"YYYYMMDD'))) IS NULL) THEN
    RETURN;
  END IF;
  -- Only one caller at a time works on a table; a table lock also makes the session see what another caller made
  -- (an advisory lock would leave its cached "no such table" standing).
  EXECUTE format('LOCK TABLE %I.%I IN SHARE UPDATE EXCLUSIVE MODE', home, base);

  FOR day IN SELECT today + offset_days FROM generate_series(-1, days_ahead) offset_days LOOP
    partition_name := base || to_char(day, '"_p"YYYYMMDD');
    CONTINUE WHEN to_regclass(format('%I.%I', home, partition_name)) IS NOT NULL;
    -- A day that is being written: a writer that has chosen DEFAULT already would be refused once the day exists, so
    -- writers are let finish and kept waiting. Days to come are attached beside them.
    IF day <= today THEN
      EXECUTE format('LOCK TABLE %I.%I IN SHARE ROW EXCLUSIVE MODE', home, base);
    END IF;
    -- Attaching would take this lock anyway; taken first, no row can slip into DEFAULT after the move.
    EXECUTE format('LOCK TABLE %I.%I IN ACCESS EXCLUSIVE MODE', home, base || '_default');
    EXECUTE format('CREATE TABLE %1$I.%2$I (LIKE %1$I.%3$I INCLUDING ALL)', home, partition_name, base);
    EXECUTE format(
      'WITH moved AS (DELETE FROM %1$I.%2$I WHERE %4$I >= %5$L::timestamptz AND %4$I < %6$L::timestamptz RETURNING %7$s)'
      ' INSERT INTO %1$I.%3$I (%7$s) SELECT %7$s FROM moved',
      home, base || '_default', partition_name, column_name, day || ' 00:00:00+00', (day + 1) || ' 00:00:00+00',
      (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
       WHERE a.attrelid = parent_table AND a.attnum > 0 AND NOT a.attisdropped));
    EXECUTE format('ALTER TABLE %1$I.%3$I ATTACH PARTITION %1$I.%2$I FOR VALUES FROM (%4$L) TO (%5$L)',
      home, partition_name, base, day || ' 00:00:00+00', (day + 1) || ' 00:00:00+00');
    RETURN NEXT format('%I.%I', home, partition_name);
  END LOOP;
END
$$;

-- The same for all history tables. A host calls ensure_partitions_of table by table instead, each in a transaction
-- of its own, so that it never holds the lock of one table while it waits for that of another.
CREATE FUNCTION workflow.ensure_partitions(days_ahead int) RETURNS SETOF text
LANGUAGE sql AS $$
  SELECT made FROM workflow.history_tables() h, LATERAL workflow.ensure_partitions_of(h.parent, days_ahead) made;
$$;

-- Drops the partitions of one table that end by the start of the (UTC) day, and older rows of its DEFAULT partition.
-- One row for each partition dropped and for rows removed; and one, with the number of events, for each partition kept
-- because it holds events that wait to be handled. Parked events do not wait: they go with their day.
CREATE FUNCTION workflow.drop_partitions_of_before(parent_table regclass, day date)
RETURNS TABLE (name text, unhandled_events bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  home text;
  base text;
  column_name name;
  day_start timestamptz := day::timestamp AT TIME ZONE 'UTC';
  child record;
  waiting bigint;
  removed bigint;
BEGIN
  IF day IS NULL OR day > now()::date THEN
    RAISE EXCEPTION 'day must be today (UTC) or earlier, not %: partitions of days to come are never dropped',
        coalesce(day::text, 'NULL')
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT h.day_column INTO column_name FROM workflow.history_tables() h WHERE h.parent = parent_table;
  IF NOT FOUND THEN
    RAISE EXCEPTION '% is not one of the history tables: %', parent_table,
        (SELECT string_agg(h.parent::text, ', ') FROM workflow.history_tables() h)
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT n.nspname, c.relname INTO home, base
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = parent_table;
  EXECUTE format('LOCK TABLE %I.%I IN SHARE UPDATE EXCLUSIVE MODE', home, base);

  -- Somebody who replays a parked event from here on waits, and then finds that it is gone.
  IF parent_table = 'workflow.events'::regclass THEN
    PERFORM FROM workflow.event_queue q WHERE q.occurred_at < day_start AND q.parked_at IS NOT NULL FOR UPDATE;
  END IF;

  FOR child IN
    SELECT c.relname, to_date(right(c.relname, 8), 'YYYYMMDD') AS first_day
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = parent_table
      AND c.relname ~ '_p[0-9]{8}$' AND to_date(right(c.relname, 8), 'YYYYMMDD') < day
    ORDER BY c.relname
  LOOP
    waiting := 0;
    IF parent_table = 'workflow.events'::regclass THEN
      SELECT count(*) INTO waiting FROM workflow.event_queue q
      WHERE q.parked_at IS NULL
        AND q.occurred_at >= child.first_day::timestamp AT TIME ZONE 'UTC'
        AND q.occurred_at < (child.first_day + 1)::timestamp AT TIME ZONE 'UTC';
    END IF;
    name := format('%I.%I', home, child.relname);
    unhandled_events := nullif(waiting, 0);
    IF waiting = 0 THEN
      EXECUTE 'DROP TABLE ' || name;
    END IF;
    RETURN NEXT;
  END LOOP;

  unhandled_events := NULL;
  IF parent_table <> 'workflow.events'::regclass THEN
    EXECUTE format('DELETE FROM %I.%I WHERE %I < $1', home, base || '_default', column_name) USING day_start;
    GET DIAGNOSTICS removed = ROW_COUNT;
    IF removed > 0 THEN
      name := format('%s rows of %I.%I', removed, home, base || '_default');
      RETURN NEXT;
    END IF;
    RETURN;
  END IF;

  DELETE FROM workflow.events_default e
  WHERE e.occurred_at < day_start AND NOT EXISTS (
    SELECT FROM workflow.event_queue q WHERE q.event_id = e.event_id AND q.parked_at IS NULL);
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN
    name := format('%s rows of workflow.events_default', removed);
    RETURN NEXT;
  END IF;
  SELECT count(*) INTO waiting
  FROM workflow.events_default e JOIN workflow.event_queue q ON q.event_id = e.event_id
  WHERE e.occurred_at < day_start AND q.parked_at IS NULL;
  IF waiting > 0 THEN
    name := 'workflow.events_default';
    unhandled_events := waiting;
    RETURN NEXT;
    unhandled_events := NULL;
  END IF;

  -- What pointed at the events that are gone: parked events that nobody replayed, and the ticks of that time.
  DELETE FROM workflow.event_queue q
  WHERE q.occurred_at < day_start
    AND NOT EXISTS (SELECT FROM workflow.events e WHERE e.event_id = q.event_id AND e.occurred_at = q.occurred_at);
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN
    name := format('%s rows of workflow.event_queue', removed);
    RETURN NEXT;
  END IF;
  DELETE FROM workflow.ticks t WHERE t.fire_time < day_start;
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF removed > 0 THEN
    name := format('%s rows of workflow.ticks', removed);
    RETURN NEXT;
  END IF;
END
$$;

CREATE FUNCTION workflow.drop_partitions_before(day date) RETURNS TABLE (name text, unhandled_events bigint)
LANGUAGE sql AS $$
  SELECT d.name, d.unhandled_events
  FROM workflow.history_tables() h, LATERAL workflow.drop_partitions_of_before(h.parent, day) d;
$$;

SELECT workflow.ensure_partitions(14);
