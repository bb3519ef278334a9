-- Who changed, activated, executed or deleted what, who signed in, and who was refused. Rows are only ever added: numbers of users and
-- things have no foreign keys, because the trail outlives them.

CREATE TABLE public.audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- NULL: nobody was signed in, or it was done on the command line.
  user_id bigint,
  -- The e-mail address of the user, or the database role of the command line.
  actor text NOT NULL CHECK (length(actor) BETWEEN 1 AND 320),
  via text NOT NULL CHECK (via IN ('api', 'command', 'system')),
  -- Thing and verb: workflow.activate.
  action text NOT NULL CHECK (action ~ '^[a-z_]{1,50}[.][a-z_]{1,50}$'),
  subject_type text CHECK (subject_type ~ '^[a-z_]{1,50}$'),
  subject_id bigint,
  -- What was changed; never a secret.
  detail jsonb NOT NULL DEFAULT '{}' CHECK (octet_length(detail::text) <= 20000),
  address text NOT NULL DEFAULT '' CHECK (length(address) <= 64),
  request_id text NOT NULL DEFAULT '' CHECK (length(request_id) <= 128)
);
CREATE INDEX audit_log_subject_index ON public.audit_log (subject_type, subject_id, id DESC);
CREATE INDEX audit_log_user_index ON public.audit_log (user_id, id DESC);
CREATE INDEX audit_log_action_index ON public.audit_log (action, id DESC);

CREATE FUNCTION workflow.guard_audit_log() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only ever added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
REVOKE ALL ON FUNCTION workflow.guard_audit_log() FROM PUBLIC;
CREATE TRIGGER audit_log_guard_rows BEFORE UPDATE OR DELETE ON public.audit_log
  FOR EACH ROW EXECUTE FUNCTION workflow.guard_audit_log();
CREATE TRIGGER audit_log_guard_table BEFORE TRUNCATE ON public.audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION workflow.guard_audit_log();
