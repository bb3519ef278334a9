namespace Alforis.Crm.Data.History;

/// <summary>The statements of <see cref="StatisticsRepair"/>.</summary>
internal static class StatisticsRepairSql
{
    /// <summary>The lock that folds take: without it a fold could add to a day, from deltas that are counted here.</summary>
    public const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('workflow.fold_statistics', 0))";

    /// <summary>
    /// The first day that history knows whole, and that for workflows that wait. When nothing was ever dropped, all of it. Else executions
    /// begin within days of their event, and what waited for long is filed under the last 80 days of when it ends, see
    /// <c>workflow.finish_executions</c>.
    /// </summary>
    public const string Known = """
        SELECT greatest(x.wanted, CASE WHEN x.whole THEN x.oldest ELSE x.oldest + 7 END),
          greatest(x.wanted, CASE WHEN x.whole THEN x.oldest ELSE x.oldest + 81 END)
        FROM (
          SELECT o.today - $1 AS wanted, o.oldest,
            o.oldest > o.today - 90 AND NOT EXISTS (SELECT FROM workflow.statistics_days d WHERE d.day < o.oldest) AS whole
          FROM (
            SELECT (now() AT TIME ZONE 'UTC')::date AS today,
              coalesce(min(to_date(right(c.relname, 8), 'YYYYMMDD')), (now() AT TIME ZONE 'UTC')::date) AS oldest
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'public.workflow_executions'::regclass AND c.relname ~ '_p[0-9]{8}$') o) x
        """;

    /// <summary>
    /// One statement, so one snapshot: a batch writes its executions and its counts together, and the snapshot has both or neither.
    /// What it writes, only folds write, and they are locked out.
    /// </summary>
    public const string Repair = """
        WITH scope AS MATERIALIZED (
          SELECT w.id AS workflow_id, w.waits, CASE WHEN w.waits THEN $2::date ELSE $1::date END AS first_day
          FROM (
            SELECT w.id, EXISTS (
              SELECT FROM public.workflow_versions v WHERE v.workflow_id = w.id AND v.definition::text LIKE '%delay%') AS waits
            FROM public.workflows w) w
        ), taken AS (
          DELETE FROM workflow.statistics_deltas d USING scope s WHERE s.workflow_id = d.workflow_id AND d.day >= s.first_day
          RETURNING d.workflow_id, d.day, d.success, d.failed, d.skipped, d.cancelled, d.duration_us_sum, d.buckets, d.bucket_counts,
            d.last_execution_at
        ), stored AS (
          SELECT x.workflow_id, x.day, sum(x.success)::bigint AS success, sum(x.failed)::bigint AS failed, sum(x.skipped)::bigint AS skipped,
            sum(x.cancelled)::bigint AS cancelled, sum(x.duration_us_sum) AS duration_us_sum, max(x.last_execution_at) AS last_execution_at
          FROM (
            SELECT d.workflow_id, d.day, d.success, d.failed, d.skipped, d.cancelled, d.duration_us_sum, d.last_execution_at
            FROM workflow.statistics_days d JOIN scope s ON s.workflow_id = d.workflow_id AND d.day >= s.first_day
            UNION ALL
            SELECT t.workflow_id, t.day, t.success, t.failed, t.skipped, t.cancelled, t.duration_us_sum, t.last_execution_at FROM taken t) x
          GROUP BY x.workflow_id, x.day
        ), executions AS (
          SELECT e.workflow_id, e.status, e.duration_us, e.started_at, coalesce(e.started_at, e.completed_at, e.created_at) AS counted_at
          FROM public.workflow_executions e WHERE e.created_at >= $3
          UNION ALL
          SELECT e.workflow_id, e.status, e.duration_us, e.started_at, coalesce(e.started_at, e.completed_at, e.created_at)
          FROM public.workflow_executions e JOIN scope s ON s.workflow_id = e.workflow_id AND s.waits WHERE e.created_at < $3
        ), grouped AS MATERIALIZED (
          SELECT x.workflow_id, (x.counted_at AT TIME ZONE 'UTC')::date AS day, x.status, workflow.duration_bucket(x.duration_us) AS bucket,
            count(*) AS executions, coalesce(sum(x.duration_us), 0) AS duration_us_sum, max(x.started_at) AS last_execution_at
          FROM executions x JOIN scope s ON s.workflow_id = x.workflow_id AND (x.counted_at AT TIME ZONE 'UTC')::date >= s.first_day
          GROUP BY 1, 2, 3, 4
        ), executed AS (
          SELECT g.workflow_id, g.day,
            coalesce(sum(g.executions) FILTER (WHERE g.status = 'success'), 0)::bigint AS success,
            coalesce(sum(g.executions) FILTER (WHERE g.status = 'failed'), 0)::bigint AS failed,
            coalesce(sum(g.executions) FILTER (WHERE g.status = 'skipped'), 0)::bigint AS skipped,
            coalesce(sum(g.executions) FILTER (WHERE g.status = 'cancelled'), 0)::bigint AS cancelled,
            coalesce(sum(g.duration_us_sum) FILTER (WHERE g.status IN ('success', 'failed')), 0) AS duration_us_sum,
            max(g.last_execution_at) FILTER (WHERE g.status IN ('success', 'failed')) AS last_execution_at
          FROM grouped g GROUP BY g.workflow_id, g.day
        ), passed_over AS (
          SELECT k.workflow_id, (e.occurred_at AT TIME ZONE 'UTC')::date AS day, count(*) AS skipped
          FROM workflow.skips e CROSS JOIN LATERAL unnest(e.workflow_ids) AS k (workflow_id)
          JOIN scope s ON s.workflow_id = k.workflow_id AND (e.occurred_at AT TIME ZONE 'UTC')::date >= s.first_day
          WHERE e.occurred_at >= $4
          GROUP BY 1, 2
        ), compared AS (
          SELECT workflow_id, day,
            coalesce(o.success, 0) AS success_before, coalesce(e.success, 0) AS success,
            coalesce(o.failed, 0) AS failed_before, coalesce(e.failed, 0) AS failed,
            coalesce(o.cancelled, 0) AS cancelled_before, coalesce(e.cancelled, 0) AS cancelled,
            coalesce(o.skipped, 0) AS skipped_before, coalesce(e.skipped, 0) + coalesce(p.skipped, 0) AS skipped_known,
            coalesce(o.duration_us_sum, 0) AS duration_before, coalesce(e.duration_us_sum, 0) AS duration_us_sum,
            greatest(o.last_execution_at, e.last_execution_at) AS last_execution_at
          FROM stored o FULL JOIN executed e USING (workflow_id, day) FULL JOIN passed_over p USING (workflow_id, day)
        ), worked_out AS MATERIALIZED (
          -- An event may have been passed over on the day after it happened: what is missing shows over all days only.
          SELECT c.*, CASE
            WHEN sum(c.skipped_known) OVER w > sum(c.skipped_before) OVER w THEN greatest(c.skipped_before, c.skipped_known)
            ELSE c.skipped_before END AS skipped
          FROM compared c WINDOW w AS (PARTITION BY c.workflow_id)
        ), buckets_before AS (
          SELECT x.workflow_id, x.day, x.bucket, sum(x.executions) AS executions
          FROM (
            SELECT h.workflow_id, h.day, h.bucket, h.executions
            FROM workflow.statistics_histograms h JOIN scope s ON s.workflow_id = h.workflow_id AND h.day >= s.first_day
            UNION ALL
            SELECT t.workflow_id, t.day, b.bucket, b.executions
            FROM taken t CROSS JOIN LATERAL unnest(t.buckets, t.bucket_counts) AS b (bucket, executions)) x
          GROUP BY 1, 2, 3
        ), buckets AS MATERIALIZED (
          SELECT g.workflow_id, g.day, g.bucket, sum(g.executions)::bigint AS executions
          FROM grouped g WHERE g.status IN ('success', 'failed') AND g.bucket IS NOT NULL GROUP BY 1, 2, 3
        ), wrong_buckets AS (
          SELECT DISTINCT workflow_id, day
          FROM buckets_before o FULL JOIN buckets b USING (workflow_id, day, bucket) WHERE o.executions IS DISTINCT FROM b.executions
        ), days AS (
          INSERT INTO workflow.statistics_days AS d
            (workflow_id, day, success, failed, skipped, cancelled, duration_us_sum, last_execution_at)
          SELECT w.workflow_id, w.day, w.success, w.failed, w.skipped, w.cancelled, w.duration_us_sum, w.last_execution_at FROM worked_out w
          ON CONFLICT (workflow_id, day) DO UPDATE SET
            success = excluded.success, failed = excluded.failed, skipped = excluded.skipped, cancelled = excluded.cancelled,
            duration_us_sum = excluded.duration_us_sum, last_execution_at = excluded.last_execution_at
        ), gone_buckets AS (
          DELETE FROM workflow.statistics_histograms h USING scope s
          WHERE s.workflow_id = h.workflow_id AND h.day >= s.first_day AND NOT EXISTS (
            SELECT FROM buckets b WHERE b.workflow_id = h.workflow_id AND b.day = h.day AND b.bucket = h.bucket)
        ), new_buckets AS (
          INSERT INTO workflow.statistics_histograms AS h (workflow_id, day, bucket, executions)
          SELECT b.workflow_id, b.day, b.bucket, b.executions FROM buckets b
          ON CONFLICT (workflow_id, day, bucket) DO UPDATE SET executions = excluded.executions
        )
        SELECT w.workflow_id, w.day, w.success_before, w.failed_before, w.skipped_before, w.cancelled_before,
          w.success, w.failed, w.skipped, w.cancelled,
          w.duration_before <> w.duration_us_sum OR b.workflow_id IS NOT NULL
        FROM worked_out w LEFT JOIN wrong_buckets b USING (workflow_id, day)
        WHERE (w.success_before, w.failed_before, w.skipped_before, w.cancelled_before, w.duration_before)
            <> (w.success, w.failed, w.skipped, w.cancelled, w.duration_us_sum)
          OR b.workflow_id IS NOT NULL
        ORDER BY w.workflow_id, w.day
        """;
}
