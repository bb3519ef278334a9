-- The hosts that run: each writes every few seconds that it is there.
CREATE TABLE workflow.hosts (
  host_id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  process_id int NOT NULL,
  version text NOT NULL CHECK (length(version) <= 100),
  roles text[] NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
