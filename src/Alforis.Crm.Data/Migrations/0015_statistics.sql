-- Counting without hot rows: batches append deltas, a fold adds them to days, readers add up both.

-- Durations go into log-scale buckets: bucket b holds [1.1^b, 1.1^(b+1)) microseconds and is read as its geometric
-- middle, so that a percentile is wrong by less than 5 %.
CREATE FUNCTION workflow.duration_bucket(duration_us bigint) RETURNS smallint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN floor(ln(greatest(duration_us, 1)::double precision) / ln(1.1::double precision))::smallint;

CREATE FUNCTION workflow.bucket_duration(bucket smallint) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN round(power(1.1::double precision, bucket + 0.5))::bigint;

CREATE TABLE workflow.statistics_deltas (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workflow_id bigint NOT NULL,
  day date NOT NULL,
  success int NOT NULL DEFAULT 0,
  failed int NOT NULL DEFAULT 0,
  skipped int NOT NULL DEFAULT 0,
  cancelled int NOT NULL DEFAULT 0,
  -- The sum over executions that have a duration, and how many those are: the counts of the buckets.
  duration_us_sum bigint NOT NULL DEFAULT 0,
  buckets smallint[] NOT NULL DEFAULT '{}',
  bucket_counts bigint[] NOT NULL DEFAULT '{}',
  last_execution_at timestamptz,
  CHECK (cardinality(buckets) = cardinality(bucket_counts))
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX statistics_deltas_workflow_index ON workflow.statistics_deltas (workflow_id);

CREATE TABLE workflow.statistics_days (
  workflow_id bigint NOT NULL,
  day date NOT NULL,
  success bigint NOT NULL DEFAULT 0,
  failed bigint NOT NULL DEFAULT 0,
  skipped bigint NOT NULL DEFAULT 0,
  cancelled bigint NOT NULL DEFAULT 0,
  duration_us_sum bigint NOT NULL DEFAULT 0,
  last_execution_at timestamptz,
  PRIMARY KEY (workflow_id, day)
);

-- "What happened lately, over all workflows?"
CREATE INDEX statistics_days_day_index ON workflow.statistics_days (day);

CREATE TABLE workflow.statistics_histograms (
  workflow_id bigint NOT NULL,
  day date NOT NULL,
  bucket smallint NOT NULL,
  executions bigint NOT NULL,
  PRIMARY KEY (workflow_id, day, bucket)
);

-- Moves the deltas that nobody else is folding into the days; returns how many. One transaction: a reader sees each
-- delta either as a delta or in its day, never both and never neither.
CREATE FUNCTION workflow.fold_statistics() RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  folded bigint;
BEGIN
  -- Two folds at once would only wait for each other's days; the later one has nothing left to do.
  IF NOT pg_try_advisory_xact_lock(hashtextextended('workflow.fold_statistics', 0)) THEN
    RETURN 0;
  END IF;
  WITH taken AS (
    DELETE FROM workflow.statistics_deltas
    RETURNING workflow_id, day, success, failed, skipped, cancelled, duration_us_sum, buckets, bucket_counts,
      last_execution_at
  ), days AS (
    INSERT INTO workflow.statistics_days AS d
      (workflow_id, day, success, failed, skipped, cancelled, duration_us_sum, last_execution_at)
    SELECT workflow_id, day, sum(success), sum(failed), sum(skipped), sum(cancelled), sum(duration_us_sum),
      max(last_execution_at)
    FROM taken GROUP BY workflow_id, day
    ON CONFLICT (workflow_id, day) DO UPDATE SET
      success = d.success + excluded.success,
      failed = d.failed + excluded.failed,
      skipped = d.skipped + excluded.skipped,
      cancelled = d.cancelled + excluded.cancelled,
      duration_us_sum = d.duration_us_sum + excluded.duration_us_sum,
      last_execution_at = greatest(d.last_execution_at, excluded.last_execution_at)
  ), histograms AS (
    INSERT INTO workflow.statistics_histograms AS h (workflow_id, day, bucket, executions)
    SELECT t.workflow_id, t.day, b.bucket, sum(b.executions)
    FROM taken t CROSS JOIN LATERAL unnest(t.buckets, t.bucket_counts) AS b (bucket, executions)
    GROUP BY t.workflow_id, t.day, b.bucket
    ON CONFLICT (workflow_id, day, bucket) DO UPDATE SET executions = h.executions + excluded.executions
  )
  SELECT count(*) INTO folded FROM taken;
  RETURN folded;
END
$$;
