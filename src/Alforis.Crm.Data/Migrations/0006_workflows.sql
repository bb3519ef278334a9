-- Workflows, their immutable versions, and the revision that tells dispatchers to load them again.

CREATE TABLE public.workflows (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (length(name) <= 255 AND btrim(name) <> ''),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 10000),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'inactive')),
  is_template boolean NOT NULL DEFAULT false,
  category text CHECK (length(category) <= 100),
  trigger_type text NOT NULL CHECK (trigger_type IN
    ('organisation_created', 'organisation_updated', 'deal_created', 'deal_updated', 'deal_stage_changed',
     'scheduled', 'inactivity_delay', 'webhook_received')),
  current_version int NOT NULL DEFAULT 1 CHECK (current_version >= 1),
  -- Set when an active definition cannot run here (for instance: no longer binds after an upgrade).
  suspended_at timestamptz,
  suspended_reason jsonb,
  activated_by bigint REFERENCES public.users ON DELETE SET NULL,
  activated_at timestamptz,
  -- A subscription's workflow belongs to its webhook target, and is changed with that alone.
  webhook_id bigint REFERENCES public.webhooks ON DELETE SET NULL,
  created_by bigint REFERENCES public.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
CREATE UNIQUE INDEX workflows_name_key ON public.workflows (lower(name)) WHERE deleted_at IS NULL;
CREATE INDEX workflows_active_index ON public.workflows (trigger_type) WHERE status = 'active' AND deleted_at IS NULL;
CREATE INDEX workflows_activated_by_index ON public.workflows (activated_by);
CREATE INDEX workflows_created_by_index ON public.workflows (created_by);
CREATE INDEX workflows_webhook_index ON public.workflows (webhook_id);
CREATE UNIQUE INDEX workflows_subscription_key ON public.workflows (webhook_id, trigger_type) WHERE deleted_at IS NULL;

CREATE TABLE public.workflow_versions (
  workflow_id bigint NOT NULL REFERENCES public.workflows ON DELETE CASCADE,
  version int NOT NULL CHECK (version >= 1),
  -- json, not jsonb: diagnostics point at lines and columns of the text as it was written.
  definition json NOT NULL,
  created_by bigint REFERENCES public.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workflow_id, version)
);
CREATE INDEX workflow_versions_created_by_index ON public.workflow_versions (created_by);

CREATE TRIGGER workflows_updated_at BEFORE UPDATE ON public.workflows
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();

-- Who changes subscriptions says so for the transaction; everybody else is told where they are changed.
CREATE FUNCTION workflow.guard_subscription() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  target text;
BEGIN
  IF current_setting('alforis.subscription', true) IS DISTINCT FROM 'on' THEN
    SELECT t.name INTO target FROM public.webhooks t WHERE t.id = OLD.webhook_id;
    RAISE EXCEPTION USING ERRCODE = 'AL001',
      MESSAGE = format('Workflow %s ''%s'' is the subscription of the webhook target ''%s'' to %s, and is changed with that alone.', OLD.id, OLD.name, target, OLD.trigger_type),
      HINT = format('To end it: ./run.sh targets unsubscribe ''%s'' %s. To let the target rest: ./run.sh targets disable ''%1$s'', until ./run.sh targets enable ''%1$s''.',
        target, OLD.trigger_type);
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION workflow.guard_subscription() FROM PUBLIC;
CREATE TRIGGER workflows_guard_subscription BEFORE UPDATE ON public.workflows
  FOR EACH ROW WHEN (OLD.webhook_id IS NOT NULL AND OLD.deleted_at IS NULL
    AND (OLD.name, OLD.status, OLD.current_version, OLD.deleted_at, OLD.webhook_id) IS DISTINCT FROM (NEW.name, NEW.status, NEW.current_version, NEW.deleted_at, NEW.webhook_id))
  EXECUTE FUNCTION workflow.guard_subscription();

-- A target that is switched off has no events sent to it, and one that is deleted has no subscriptions.
CREATE FUNCTION workflow.follow_webhook() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('alforis.subscription', 'on', true);
  IF TG_OP = 'DELETE' THEN
    UPDATE public.workflows SET deleted_at = clock_timestamp(), webhook_id = NULL WHERE webhook_id = OLD.id AND deleted_at IS NULL;
    PERFORM set_config('alforis.subscription', '', true);
    RETURN OLD;
  END IF;
  UPDATE public.workflows SET status = CASE WHEN NEW.is_active THEN 'active' ELSE 'inactive' END WHERE webhook_id = NEW.id AND deleted_at IS NULL;
  PERFORM set_config('alforis.subscription', '', true);
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION workflow.follow_webhook() FROM PUBLIC;
CREATE TRIGGER webhooks_followed_off AFTER UPDATE OF is_active ON public.webhooks
  FOR EACH ROW WHEN (OLD.is_active <> NEW.is_active) EXECUTE FUNCTION workflow.follow_webhook();
CREATE TRIGGER webhooks_followed_away BEFORE DELETE ON public.webhooks
  FOR EACH ROW EXECUTE FUNCTION workflow.follow_webhook();

-- One row: whoever reads the same revision twice in its snapshots has the same set of workflows.
CREATE TABLE workflow.set_revision (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  revision bigint NOT NULL DEFAULT 1
);
INSERT INTO workflow.set_revision DEFAULT VALUES;

CREATE FUNCTION workflow.bump_set_revision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE workflow.set_revision SET revision = revision + 1;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION workflow.bump_set_revision() FROM PUBLIC;

-- Tells hosts to bring subscriptions in step. Before the rows are locked, because those who change workflows take this lock first as well.
CREATE TRIGGER webhooks_set_revision BEFORE INSERT OR UPDATE OF name, is_active, event_types OR DELETE OR TRUNCATE ON public.webhooks
  FOR EACH STATEMENT EXECUTE FUNCTION workflow.bump_set_revision();

CREATE TRIGGER workflows_set_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.workflows
  FOR EACH STATEMENT EXECUTE FUNCTION workflow.bump_set_revision();
CREATE TRIGGER workflow_versions_set_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.workflow_versions
  FOR EACH STATEMENT EXECUTE FUNCTION workflow.bump_set_revision();
