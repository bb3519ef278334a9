-- Requests to run a workflow by hand that bear a key of their sender's: one that is sent again is told by it, for a day.
CREATE TABLE workflow.manual_requests (
  user_id bigint NOT NULL REFERENCES public.users ON DELETE CASCADE,
  request_key text NOT NULL CHECK (length(request_key) BETWEEN 1 AND 255),
  -- A SHA-256 of what was asked for: the same key for something else is a mistake.
  request_hash bytea NOT NULL CHECK (octet_length(request_hash) = 32),
  event_id bigint NOT NULL,
  execution_id bigint NOT NULL,
  workflow_version int NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, request_key)
);
CREATE INDEX manual_requests_created_index ON workflow.manual_requests (created_at);
