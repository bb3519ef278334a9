-- History: what happened (events), what was done about it (executions, step attempts), what was not (skips).
-- Append-only, one partition a day, dropped by the partition; hence no foreign keys to or from these tables.
-- Each has a DEFAULT partition, so that a write never fails for want of a day.

CREATE SEQUENCE workflow.event_ids CACHE 1;
CREATE SEQUENCE workflow.execution_ids CACHE 1;

-- One row per row version of an organisation or deal, and per tick or webhook call.
CREATE TABLE workflow.events (
  event_id bigint NOT NULL DEFAULT nextval('workflow.event_ids'),
  occurred_at timestamptz NOT NULL DEFAULT now(),
  types text[] NOT NULL CHECK (cardinality(types) > 0),
  entity_type text CHECK (entity_type IN ('organisation', 'deal')),
  entity_id bigint,
  after jsonb,
  -- The old values of the changed columns only.
  before jsonb,
  changed_fields text[],
  -- Only this workflow is concerned: its tick, its silence, or somebody runs it by hand. NULL: every active one that waits for it.
  workflow_id bigint,
  -- The version that it was made for.
  workflow_version int,
  -- {"webhook": what one brought}, or {"scheduled_at": when it was due} of a tick.
  payload jsonb,
  actor text,
  -- The chain of executions behind the event, oldest first: [{execution_id, workflow_id, entity_type, entity_id}, …].
  cause jsonb NOT NULL DEFAULT '[]',
  depth smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (event_id, occurred_at)
) PARTITION BY RANGE (occurred_at);
CREATE TABLE workflow.events_default PARTITION OF workflow.events DEFAULT;
-- "What happened to deal 1?" Every captured row pays for this index, so without the type, a text: an id is shared by at most
-- two entities, and numbers compare faster.
CREATE INDEX events_entity_index ON workflow.events (entity_id, occurred_at DESC);

CREATE TABLE public.workflow_executions (
  id bigint NOT NULL DEFAULT nextval('workflow.execution_ids'),
  created_at timestamptz NOT NULL DEFAULT now(),
  workflow_id bigint NOT NULL,
  workflow_version int NOT NULL,
  event_id bigint,
  trigger_type text NOT NULL,
  entity_type text,
  entity_id bigint,
  status text NOT NULL CHECK (status IN ('pending', 'running', 'success', 'failed', 'skipped', 'cancelled')),
  started_at timestamptz,
  completed_at timestamptz,
  duration_us bigint,
  -- Each condition with its actual and expected value. Here and below json, not jsonb: written for every execution, read for few.
  conditions json,
  -- Each action with its rendered settings and its result.
  actions json,
  error text,
  -- The same for programs: one of the codes in docs/executions.md.
  error_code text,
  cause jsonb NOT NULL DEFAULT '[]',
  depth smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);
CREATE TABLE public.workflow_executions_default PARTITION OF public.workflow_executions DEFAULT;
-- Reading is by keyset: WHERE workflow_id = … AND (created_at, id) < (…, …) ORDER BY created_at DESC, id DESC.
CREATE INDEX workflow_executions_workflow_index
  ON public.workflow_executions (workflow_id, created_at DESC, id DESC);
CREATE INDEX workflow_executions_entity_index
  ON public.workflow_executions (entity_type, entity_id, created_at DESC, id DESC);
-- "What failed last, at all and of this workflow?" Failures are few among many: without these, all others would be read. What
-- succeeds does not pay for them.
CREATE INDEX workflow_executions_failed_index ON public.workflow_executions (id DESC) WHERE status = 'failed';
CREATE INDEX workflow_executions_workflow_failed_index
  ON public.workflow_executions (workflow_id, created_at DESC, id DESC) WHERE status = 'failed';

-- The journal of the outside-world actions: one row per attempt.
CREATE TABLE workflow.step_attempts (
  step_id bigint NOT NULL,
  attempt smallint NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  execution_id bigint NOT NULL,
  completed_at timestamptz,
  -- 'retried': failed, and it is tried again. 'lease_lost': it took longer than its lease, and what came of it does not count.
  outcome text NOT NULL CHECK (outcome IN ('success', 'failed', 'retried', 'lease_lost')),
  worker text,
  result json,
  error text,
  error_code text,
  PRIMARY KEY (step_id, attempt, started_at)
) PARTITION BY RANGE (started_at);
CREATE TABLE workflow.step_attempts_default PARTITION OF workflow.step_attempts DEFAULT;
CREATE INDEX step_attempts_execution_index ON workflow.step_attempts (execution_id);

-- One row per event that fired not all of the workflows that looked at it.
CREATE TABLE workflow.skips (
  event_id bigint NOT NULL,
  occurred_at timestamptz NOT NULL,
  workflow_ids bigint[] NOT NULL,
  -- Only what cannot be recomputed from event and version, keyed by workflow id: loop protection, a vanished entity.
  reasons jsonb,
  PRIMARY KEY (event_id, occurred_at)
) PARTITION BY RANGE (occurred_at);
CREATE TABLE workflow.skips_default PARTITION OF workflow.skips DEFAULT;
