-- Ready-made answers for people with an SQL client and for the screens.

-- Every organisation with its primary contact (one marked is_primary, else the contact_principal linked first),
-- the name of who looks after it, and all its contacts.
CREATE VIEW public.v_organisations_with_contacts AS
SELECT
  o.id, o.nom, o.type, o.category, o.email, o.telephone, o.ville, o.country_code, o.pipeline_stage, o.is_active,
  o.assigned_to,
  nullif(btrim(u.first_name || ' ' || u.last_name), '') AS assigned_to_name,
  main.person_id AS primary_contact_id,
  main.name AS primary_contact_name,
  main.email AS primary_contact_email,
  main.telephone AS primary_contact_telephone,
  main.role AS primary_contact_role,
  coalesce(everyone.contact_count, 0) AS contact_count,
  coalesce(everyone.contacts, '[]') AS contacts
FROM public.organisations o
LEFT JOIN public.users u ON u.id = o.assigned_to
LEFT JOIN LATERAL (
  SELECT l.person_id, btrim(p.first_name || ' ' || p.last_name) AS name, p.email,
    coalesce(p.mobile, p.telephone) AS telephone, l.role
  FROM public.person_organization_links l JOIN public.people p ON p.id = l.person_id
  WHERE l.organisation_id = o.id AND (l.is_primary OR l.role = 'contact_principal')
  ORDER BY l.is_primary DESC, l.id
  LIMIT 1
) main ON true
LEFT JOIN LATERAL (
  SELECT count(*) AS contact_count,
    jsonb_agg(jsonb_build_object(
      'person_id', l.person_id, 'name', btrim(p.first_name || ' ' || p.last_name), 'email', p.email,
      'role', l.role, 'is_primary', l.is_primary) ORDER BY l.is_primary DESC, p.last_name, p.id) AS contacts
  FROM public.person_organization_links l JOIN public.people p ON p.id = l.person_id
  WHERE l.organisation_id = o.id
) everyone ON true;

-- Open tasks whose due date has passed (in Paris, where the day of a due date is meant).
CREATE VIEW public.v_tasks_overdue AS
SELECT
  t.id, t.title, t.status, t.priority, t.due_date,
  (now() AT TIME ZONE 'Europe/Paris')::date - t.due_date AS days_overdue,
  t.organisation_id, o.nom AS organisation_nom,
  t.deal_id, d.nom AS deal_nom,
  t.person_id,
  t.assigned_to, nullif(btrim(u.first_name || ' ' || u.last_name), '') AS assigned_to_name,
  t.execution_id, t.created_at
FROM public.tasks t
LEFT JOIN public.organisations o ON o.id = t.organisation_id
LEFT JOIN public.deals d ON d.id = t.deal_id
LEFT JOIN public.users u ON u.id = t.assigned_to
WHERE t.status IN ('todo', 'in_progress') AND t.due_date < (now() AT TIME ZONE 'Europe/Paris')::date;

-- Each workflow's counts and durations: the folded days and the deltas not yet folded.
CREATE VIEW public.v_workflow_stats AS
SELECT
  w.id AS workflow_id, w.name, w.status, w.trigger_type,
  totals.success + totals.failed + totals.cancelled AS execution_count,
  totals.success AS success_count,
  totals.failed AS failed_count,
  totals.skipped AS skipped_count,
  totals.cancelled AS cancelled_count,
  round(totals.success::numeric / nullif(totals.success + totals.failed, 0), 4) AS success_rate,
  round(totals.duration_us_sum / nullif(durations.executions, 0))::bigint AS average_duration_us,
  durations.p95_duration_us,
  totals.last_execution_at
FROM public.workflows w
CROSS JOIN LATERAL (
  SELECT coalesce(sum(s.success), 0)::bigint AS success, coalesce(sum(s.failed), 0)::bigint AS failed,
    coalesce(sum(s.skipped), 0)::bigint AS skipped, coalesce(sum(s.cancelled), 0)::bigint AS cancelled,
    coalesce(sum(s.duration_us_sum), 0) AS duration_us_sum, max(s.last_execution_at) AS last_execution_at
  FROM (
    SELECT success, failed, skipped, cancelled, duration_us_sum, last_execution_at
    FROM workflow.statistics_days WHERE workflow_id = w.id
    UNION ALL
    SELECT success, failed, skipped, cancelled, duration_us_sum, last_execution_at
    FROM workflow.statistics_deltas WHERE workflow_id = w.id
  ) s
) totals
CROSS JOIN LATERAL (
  -- The smallest bucket at or below which 95 % of the executions lie.
  SELECT max(running.total) AS executions,
    workflow.bucket_duration(min(running.bucket) FILTER (WHERE running.reached >= 0.95 * running.total))
      AS p95_duration_us
  FROM (
    SELECT h.bucket, sum(sum(h.executions)) OVER (ORDER BY h.bucket) AS reached,
      sum(sum(h.executions)) OVER () AS total
    FROM (
      SELECT bucket, executions FROM workflow.statistics_histograms WHERE workflow_id = w.id
      UNION ALL
      SELECT b.bucket, b.executions
      FROM workflow.statistics_deltas d CROSS JOIN LATERAL unnest(d.buckets, d.bucket_counts) AS b (bucket, executions)
      WHERE d.workflow_id = w.id
    ) h
    GROUP BY h.bucket
  ) running
) durations
WHERE w.deleted_at IS NULL;
