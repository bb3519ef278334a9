-- What somebody has to look at: failures by workflow and cause, and those that are expected.

-- Failures that say the same but for numbers and quoted values have one cause. Bound to what it calls when it is made, as indexes need.
CREATE FUNCTION workflow.failure_cause(error text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN md5(regexp_replace(regexp_replace(left(coalesce(error, ''), 300), '''[^'']*''|"[^"]*"|«[^»]*»', '…', 'g'), '(?<![[:alnum:]_])[0-9][0-9.,:]*', '#', 'g'))::uuid;

-- "Which causes are there, and what is of this one?" One step of the index for each cause, however many failures it has. What succeeds does not pay for it.
CREATE INDEX workflow_executions_failure_index
  ON public.workflow_executions (workflow_id, workflow.failure_cause(error), created_at DESC, id DESC) WHERE status = 'failed';

-- "How many events were given up?" Few of many.
CREATE INDEX event_queue_parked_index ON workflow.event_queue (event_id) WHERE parked_at IS NOT NULL;

-- Failures that are expected: they are told apart, and counted by no badge.
CREATE TABLE workflow.failure_mutes (
  workflow_id bigint NOT NULL REFERENCES public.workflows ON DELETE CASCADE,
  cause uuid NOT NULL,
  muted_at timestamptz NOT NULL DEFAULT now(),
  muted_by bigint REFERENCES public.users ON DELETE SET NULL,
  -- Who that was, also when the account is gone.
  actor text NOT NULL CHECK (length(actor) BETWEEN 1 AND 320),
  note text CHECK (length(note) BETWEEN 1 AND 500),
  -- From then on it is as if it were not there; NULL: until somebody ends it.
  until timestamptz,
  PRIMARY KEY (workflow_id, cause)
);
CREATE INDEX failure_mutes_muted_by_index ON workflow.failure_mutes (muted_by);
