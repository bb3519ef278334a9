-- What must be unique or leased lives in small tables of its own; finished rows move to history.

-- Events not yet handled. Rows come and go by the thousand per second, so vacuum looks often and pages keep room.
CREATE TABLE workflow.event_queue (
  event_id bigint PRIMARY KEY,
  occurred_at timestamptz NOT NULL DEFAULT now(),
  lane smallint NOT NULL CHECK (lane BETWEEN 0 AND 63),
  entity_type text,
  entity_id bigint,
  attempts smallint NOT NULL DEFAULT 0,
  -- How often it was put off because somebody held a row that it needs; no failures.
  deferrals smallint NOT NULL DEFAULT 0,
  -- The bytes of the event's images, so that a batch takes no more of them than fit into memory.
  size int NOT NULL DEFAULT 0,
  not_before timestamptz,
  last_error text,
  -- Set after too many attempts: the event waits for somebody to look and replay it.
  parked_at timestamptz
) WITH (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 10000,
  autovacuum_analyze_scale_factor = 0,
  autovacuum_analyze_threshold = 10000,
  autovacuum_vacuum_cost_delay = 0
);
CREATE INDEX event_queue_lane_index ON workflow.event_queue (lane, event_id);
-- The few events that are put off, which a claim must find for every entity that it looks at.
CREATE INDEX event_queue_deferred_index ON workflow.event_queue (entity_type, entity_id, event_id) WHERE not_before IS NOT NULL;

-- All events of one entity share a lane, so that they are handled in order. Events of no entity share one too.
CREATE FUNCTION workflow.lane_of(entity_type text, entity_id bigint) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashtextextended(coalesce(entity_type, ''), coalesce(entity_id, 0)) & 63)::smallint;

-- Executions that are not finished: waiting for a delay, or between outside-world steps.
CREATE TABLE workflow.live_executions (
  id bigint PRIMARY KEY DEFAULT nextval('workflow.execution_ids'),
  created_at timestamptz NOT NULL DEFAULT now(),
  workflow_id bigint NOT NULL REFERENCES public.workflows ON DELETE CASCADE,
  workflow_version int NOT NULL,
  event_id bigint,
  trigger_type text NOT NULL,
  entity_type text,
  entity_id bigint,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'running')),
  started_at timestamptz,
  completed_at timestamptz,
  duration_us bigint,
  conditions json,
  actions json,
  error text,
  cause jsonb NOT NULL DEFAULT '[]',
  depth smallint NOT NULL DEFAULT 0,
  -- The context that the remaining actions are rendered from.
  context jsonb,
  -- Not to be continued before.
  wake_at timestamptz NOT NULL DEFAULT now(),
  lease_token uuid,
  leased_by text,
  leased_until timestamptz,
  CONSTRAINT live_executions_lease_check CHECK ((lease_token IS NULL) = (leased_until IS NULL))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
CREATE INDEX live_executions_wake_index ON workflow.live_executions (wake_at, id);
CREATE INDEX live_executions_workflow_index ON workflow.live_executions (workflow_id, created_at DESC, id DESC);
CREATE INDEX live_executions_entity_index
  ON workflow.live_executions (entity_type, entity_id, created_at DESC, id DESC);

-- The outside-world actions of unfinished executions. Settings are rendered once; the idempotency key stays the same
-- over all attempts; only the holder of the lease token may complete a step.
CREATE TABLE workflow.steps (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  execution_id bigint NOT NULL REFERENCES workflow.live_executions ON DELETE CASCADE,
  workflow_id bigint NOT NULL REFERENCES public.workflows ON DELETE CASCADE,
  position smallint NOT NULL CHECK (position >= 0),
  action_type text NOT NULL,
  settings jsonb NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN
    ('pending', 'running', 'success', 'failed', 'skipped', 'cancelled')),
  idempotency_key uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  attempts smallint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  run_after timestamptz NOT NULL DEFAULT now(),
  lease_token uuid,
  leased_by text,
  leased_until timestamptz,
  result jsonb,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  completed_at timestamptz,
  UNIQUE (execution_id, position),
  CONSTRAINT steps_lease_check CHECK ((lease_token IS NULL) = (leased_until IS NULL))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
CREATE INDEX steps_due_index ON workflow.steps (run_after, id) WHERE status = 'pending';
CREATE INDEX steps_lease_index ON workflow.steps (leased_until) WHERE status = 'running';
CREATE INDEX steps_workflow_index ON workflow.steps (workflow_id, started_at);

-- A schedule fires once however many hosts tick.
CREATE TABLE workflow.ticks (
  workflow_id bigint NOT NULL REFERENCES public.workflows ON DELETE CASCADE,
  fire_time timestamptz NOT NULL,
  event_id bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workflow_id, fire_time)
);

-- One firing per workflow, entity and period of silence: the period begins with the last activity.
CREATE TABLE workflow.inactivity_ledger (
  workflow_id bigint NOT NULL REFERENCES public.workflows ON DELETE CASCADE,
  entity_type text NOT NULL CHECK (entity_type IN ('organisation', 'deal')),
  entity_id bigint NOT NULL,
  last_activity_at timestamptz NOT NULL,
  event_id bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workflow_id, entity_type, entity_id, last_activity_at)
);

-- Whose turn it is when a role is assigned in turn: the user after the last one, by number. The row is locked from the
-- choice to the commit, so that batches and hosts share one turn.
CREATE TABLE workflow.role_turns (
  role text PRIMARY KEY CHECK (length(role) <= 50),
  last_user_id bigint NOT NULL DEFAULT 0
);
