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
  -- One of very many that were written at once: single events go first.
  bulk boolean NOT NULL DEFAULT false,
  not_before timestamptz,
  last_error text,
  -- Set after too many attempts: the event waits for somebody to look and replay it.
  parked_at timestamptz,
  -- Somebody runs a workflow by hand, and was told this number of the execution.
  execution_id bigint
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
CREATE INDEX event_queue_lane_index ON workflow.event_queue (lane, bulk, event_id);
-- The few events that are put off, which a claim must find for every entity that it looks at, and the first of them in a lane.
CREATE INDEX event_queue_deferred_index ON workflow.event_queue (entity_type, entity_id, event_id) WHERE not_before IS NOT NULL;
CREATE INDEX event_queue_deferred_lane_index ON workflow.event_queue (lane, event_id) WHERE not_before IS NOT NULL AND parked_at IS NULL;
-- "How does the execution stand that I was promised?"
CREATE UNIQUE INDEX event_queue_execution_index ON workflow.event_queue (execution_id) WHERE execution_id IS NOT NULL;
-- What a single event has to wait for: those of its entity that are before it in a burst.
CREATE INDEX event_queue_bulk_index ON workflow.event_queue (entity_type, entity_id, event_id) WHERE bulk;

-- All events of one entity share a lane, so that they are handled in order. Events of no entity share one too.
CREATE FUNCTION workflow.lane_of(entity_type text, entity_id bigint) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashtextextended(coalesce(entity_type, ''), coalesce(entity_id, 0)) & 63)::smallint;

-- The calls of hooks, kept for some days: a call that is sent again is told by its id. Without a foreign key, whose check would lock
-- the hook's row for every call; deleting a hook deletes them.
CREATE TABLE workflow.hook_calls (
  hook_id bigint NOT NULL,
  -- The sender's; NULL when it gave none.
  call_id text CHECK (length(call_id) BETWEEN 1 AND 255),
  event_id bigint NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (hook_id, call_id)
);
CREATE INDEX hook_calls_received_index ON workflow.hook_calls (hook_id, received_at);

-- Executions that are not finished: they wait for a delay or for an outside-world step. Each is complete in itself: it outlives
-- the day of its event in the log. Finished ones move to public.workflow_executions.
CREATE TABLE workflow.live_executions (
  id bigint PRIMARY KEY DEFAULT nextval('workflow.execution_ids'),
  created_at timestamptz NOT NULL DEFAULT now(),
  workflow_id bigint NOT NULL REFERENCES public.workflows ON DELETE CASCADE,
  workflow_version int NOT NULL,
  event_id bigint NOT NULL,
  trigger_type text NOT NULL,
  entity_type text,
  entity_id bigint,
  -- 'pending' until something of it has been done.
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'running')),
  started_at timestamptz,
  -- The time that its parts have taken so far, waits not counted.
  worked_us bigint NOT NULL DEFAULT 0,
  conditions json,
  -- What became of the actions before next_action, as in history.
  actions json NOT NULL DEFAULT '[]',
  -- The position of the action that it goes on with.
  next_action smallint NOT NULL DEFAULT 0 CHECK (next_action >= 0),
  -- The event, as in the log: {event_id, occurred_at, types, after, before, changed_fields, actor, payload}.
  event jsonb NOT NULL,
  cause jsonb NOT NULL DEFAULT '[]',
  depth smallint NOT NULL DEFAULT 0,
  -- When it goes on; NULL while it waits for a step.
  wake_at timestamptz,
  -- It waits for a delay of the definition: executions behind it need not wait for it.
  sleeps boolean NOT NULL DEFAULT false,
  -- It has slept: from then on its entity is seen as it is, no longer as the event saw it.
  has_slept boolean NOT NULL DEFAULT false,
  -- On waking the conditions are asked again.
  recheck boolean NOT NULL DEFAULT false,
  -- The key of the step at next_action when an operator has it tried again: a receiver that has it already can tell.
  retry_key uuid,
  -- How often going on has failed.
  attempts smallint NOT NULL DEFAULT 0,
  error text,
  -- The span that its steps belong to (W3C traceparent); NULL when nobody traced its beginning.
  trace_parent text,
  -- The hourly limit held it up, and somebody has let it go: its steps are not counted towards the limit, and not held up by it.
  released boolean NOT NULL DEFAULT false
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
CREATE INDEX live_executions_wake_index ON workflow.live_executions (wake_at, id) WHERE wake_at IS NOT NULL;
CREATE INDEX live_executions_workflow_index ON workflow.live_executions (workflow_id, created_at DESC, id DESC);
CREATE INDEX live_executions_entity_index
  ON workflow.live_executions (entity_type, entity_id, created_at DESC, id DESC);
-- "Is an earlier execution of this workflow for this entity under way?"
CREATE INDEX live_executions_order_index ON workflow.live_executions (workflow_id, entity_id, id) WHERE NOT sleeps;

-- The outside-world actions that unfinished executions wait for, at most one each. Settings are rendered once; the idempotency
-- key stays the same over all attempts; only the holder of the lease token may complete a step.
CREATE TABLE workflow.steps (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  execution_id bigint NOT NULL REFERENCES workflow.live_executions ON DELETE CASCADE,
  workflow_id bigint NOT NULL REFERENCES public.workflows ON DELETE CASCADE,
  entity_type text,
  entity_id bigint,
  position smallint NOT NULL CHECK (position >= 0),
  action_id text NOT NULL,
  action_type text NOT NULL,
  settings json NOT NULL,
  -- 'success' and 'failed' until the execution goes on, which removes the step.
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'running', 'success', 'failed')),
  idempotency_key uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  attempts smallint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- The attempts of which nobody knows how they ended: their host died, froze or was stopped. They do not count towards most_attempts.
  losses smallint NOT NULL DEFAULT 0 CHECK (losses >= 0),
  most_attempts smallint NOT NULL DEFAULT 3 CHECK (most_attempts BETWEEN 1 AND 100),
  -- The longest wait before the second attempt; it doubles with each one after, up to most_wait.
  first_wait interval NOT NULL DEFAULT '60 seconds' CHECK (first_wait > '0'),
  most_wait interval NOT NULL DEFAULT '1 hour' CHECK (most_wait > '0'),
  run_after timestamptz NOT NULL DEFAULT now(),
  -- Found behind an earlier execution of its workflow for its entity, which must end first; looked at again after run_after.
  waits_in_line boolean NOT NULL DEFAULT false,
  lease_token uuid,
  leased_by text,
  leased_until timestamptz,
  result json,
  error text,
  error_code text,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- When the attempt that is under way, or was last, began.
  started_at timestamptz,
  completed_at timestamptz,
  -- The trace that it belongs to: the span above it (W3C traceparent), or the trace alone (32 hexadecimal digits).
  trace_parent text,
  -- As its execution.
  released boolean NOT NULL DEFAULT false,
  UNIQUE (execution_id),
  CONSTRAINT steps_lease_check CHECK ((lease_token IS NULL) = (leased_until IS NULL) AND (lease_token IS NULL) = (status <> 'running'))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
-- By workflow before time: workers take from each in turn.
CREATE INDEX steps_due_index ON workflow.steps (action_type, workflow_id, released, run_after, id) WHERE status = 'pending';
CREATE INDEX steps_workflow_index ON workflow.steps (workflow_id, id);
CREATE INDEX steps_order_index ON workflow.steps (workflow_id, entity_id, execution_id) WHERE waits_in_line;
CREATE INDEX steps_lease_index ON workflow.steps (leased_until) WHERE status = 'running';

-- How many steps of a workflow were begun in each minute of the last hour.
CREATE TABLE workflow.step_rates (
  workflow_id bigint NOT NULL REFERENCES public.workflows ON DELETE CASCADE,
  minute timestamptz NOT NULL,
  begun int NOT NULL,
  -- How many of them somebody had let go.
  released int NOT NULL DEFAULT 0,
  PRIMARY KEY (workflow_id, minute)
) WITH (fillfactor = 50);

-- The firings of schedules and the sweeps for silence: one per workflow and moment, however many hosts tick. A tick is open until
-- all of its events are made, in parts; next_id is the number that the next part begins after.
CREATE TABLE workflow.ticks (
  workflow_id bigint NOT NULL REFERENCES public.workflows ON DELETE CASCADE,
  fire_time timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Begun with this version, it ends with it.
  workflow_version int,
  -- The moment that its conditions are asked of: the same for all of its parts.
  begun_at timestamptz,
  -- When its last part was made: those that have waited longest go first, so that a large one holds up no small one.
  worked_at timestamptz,
  -- A sweep for silence that looks at everything, not only at what may have crossed the line since the last one.
  whole boolean NOT NULL DEFAULT false,
  next_id bigint NOT NULL DEFAULT 0,
  events bigint NOT NULL DEFAULT 0,
  attempts smallint NOT NULL DEFAULT 0,
  not_before timestamptz,
  completed_at timestamptz,
  -- Why it made no events, or not all of them.
  error text,
  PRIMARY KEY (workflow_id, fire_time)
);
CREATE INDEX ticks_open_index ON workflow.ticks (workflow_id, fire_time) WHERE completed_at IS NULL;

-- Up to which moment a workflow's entities were looked at: what fell silent before has been seen.
CREATE TABLE workflow.inactivity_sweeps (
  workflow_id bigint PRIMARY KEY REFERENCES public.workflows ON DELETE CASCADE,
  workflow_version int NOT NULL,
  silent_since timestamptz NOT NULL,
  swept_at timestamptz NOT NULL DEFAULT now(),
  -- When all of them were looked at, not only those that had crossed the line since the sweep before.
  whole_at timestamptz NOT NULL
);

-- One firing per workflow, entity and period of silence: the period that fired last, which begins with the last activity.
CREATE TABLE workflow.inactivity_ledger (
  workflow_id bigint NOT NULL REFERENCES public.workflows ON DELETE CASCADE,
  entity_type text NOT NULL CHECK (entity_type IN ('organisation', 'deal')),
  entity_id bigint NOT NULL,
  silent_since timestamptz NOT NULL,
  event_id bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workflow_id, entity_type, entity_id)
);

-- Whose turn it is when a role is assigned in turn, apart for being in charge and for tasks: the user after the last one, by
-- number. The row is locked from the choice to the commit, so that batches and hosts share one turn.
CREATE TABLE workflow.role_turns (
  role text CHECK (length(role) <= 50),
  purpose text CHECK (purpose IN ('charge', 'task')),
  last_user_id bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (role, purpose)
);
