-- Deals and what happens around them.

CREATE TABLE public.deals (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation_id bigint NOT NULL REFERENCES public.organisations ON DELETE CASCADE,
  nom text NOT NULL CHECK (length(nom) <= 255 AND btrim(nom) <> ''),
  montant numeric(15,2) CHECK (montant >= 0 AND montant <> 'NaN'),
  stage text NOT NULL DEFAULT 'prospect' CHECK (stage IN
    ('prospect', 'qualification', 'proposition', 'negociation', 'signe', 'perdu', 'inactif')),
  probabilite smallint CHECK (probabilite BETWEEN 0 AND 100),
  date_cloture_prevue date CHECK (date_cloture_prevue BETWEEN '0001-01-01' AND '9999-12-31'),
  assigned_to bigint REFERENCES public.users ON DELETE SET NULL,
  manager_id bigint REFERENCES public.users ON DELETE SET NULL,
  description text CHECK (length(description) <= 100000),
  tags text[] NOT NULL DEFAULT '{}' CHECK (cardinality(tags) <= 200 AND array_position(tags, NULL) IS NULL),
  created_by bigint REFERENCES public.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now() CHECK (created_at >= '1970-01-01Z' AND created_at < '9999-12-31Z'),
  updated_at timestamptz NOT NULL DEFAULT now() CHECK (updated_at >= '1970-01-01Z' AND updated_at < '9999-12-31Z')
);
CREATE INDEX deals_organisation_index ON public.deals (organisation_id);
CREATE INDEX deals_assigned_to_index ON public.deals (assigned_to);
CREATE INDEX deals_manager_index ON public.deals (manager_id);
CREATE INDEX deals_created_by_index ON public.deals (created_by);
CREATE INDEX deals_created_at_index ON public.deals (created_at);
CREATE INDEX deals_stage_index ON public.deals (stage);
CREATE INDEX deals_tags_index ON public.deals USING gin (tags);

-- execution_id here and below: the workflow execution that made the row, NULL for a person. It has no foreign key
-- because executions are dropped by the partition.
CREATE TABLE public.organisation_activities (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation_id bigint NOT NULL REFERENCES public.organisations ON DELETE CASCADE,
  deal_id bigint REFERENCES public.deals ON DELETE SET NULL,
  type text NOT NULL DEFAULT 'note' CHECK (type IN
    ('note', 'appel', 'email', 'reunion', 'tache_completee', 'changement_stage', 'autre')),
  title text NOT NULL DEFAULT '' CHECK (length(title) <= 500),
  description text CHECK (length(description) <= 100000),
  metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
  occurred_at timestamptz NOT NULL DEFAULT now() CHECK (occurred_at >= '1970-01-01Z' AND occurred_at < '9999-12-31Z'),
  created_by bigint REFERENCES public.users ON DELETE SET NULL,
  execution_id bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX organisation_activities_organisation_index
  ON public.organisation_activities (organisation_id, occurred_at DESC);
CREATE INDEX organisation_activities_deal_index ON public.organisation_activities (deal_id, occurred_at DESC);
-- "Which planned ones have taken place?"
CREATE INDEX organisation_activities_planned_index ON public.organisation_activities (occurred_at) WHERE occurred_at > created_at;
CREATE INDEX organisation_activities_created_by_index ON public.organisation_activities (created_by);

CREATE TABLE public.tasks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL CHECK (length(title) <= 500 AND btrim(title) <> ''),
  description text CHECK (length(description) <= 100000),
  status text NOT NULL DEFAULT 'todo' CHECK (status IN ('todo', 'in_progress', 'done', 'cancelled')),
  priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  due_date date,
  completed_at timestamptz,
  organisation_id bigint REFERENCES public.organisations ON DELETE CASCADE,
  person_id bigint REFERENCES public.people ON DELETE SET NULL,
  deal_id bigint REFERENCES public.deals ON DELETE CASCADE,
  assigned_to bigint REFERENCES public.users ON DELETE SET NULL,
  created_by bigint REFERENCES public.users ON DELETE SET NULL,
  execution_id bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT tasks_completed_at_check CHECK ((status = 'done') = (completed_at IS NOT NULL))
);
CREATE INDEX tasks_organisation_index ON public.tasks (organisation_id);
CREATE INDEX tasks_person_index ON public.tasks (person_id);
CREATE INDEX tasks_deal_index ON public.tasks (deal_id);
CREATE INDEX tasks_assigned_to_index ON public.tasks (assigned_to, due_date);
CREATE INDEX tasks_created_by_index ON public.tasks (created_by);
CREATE INDEX tasks_open_due_date_index ON public.tasks (due_date) WHERE status IN ('todo', 'in_progress');

-- A task is complete exactly when it has a completion time, whichever of the two the writer thought of.
CREATE FUNCTION public.set_task_completed_at() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> 'done' THEN
    NEW.completed_at := NULL;
  ELSIF NEW.completed_at IS NULL THEN
    NEW.completed_at := pg_catalog.now();
  END IF;
  RETURN NEW;
END
$$;

CREATE TABLE public.notifications (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES public.users ON DELETE CASCADE,
  title text NOT NULL CHECK (length(title) <= 500 AND btrim(title) <> ''),
  message text NOT NULL DEFAULT '' CHECK (length(message) <= 10000),
  severity text NOT NULL DEFAULT 'info' CHECK (severity IN ('info', 'success', 'warning', 'error')),
  kind text CHECK (length(kind) <= 100),
  entity_type text CHECK (length(entity_type) <= 50),
  entity_id bigint,
  link text CHECK (length(link) <= 2000),
  is_read boolean NOT NULL DEFAULT false,
  read_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  execution_id bigint,
  -- The transaction that wrote the row last: with a snapshot of before it says what has been committed since, however late.
  xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT notifications_read_at_check CHECK (is_read = (read_at IS NOT NULL))
);
CREATE INDEX notifications_user_index ON public.notifications (user_id, created_at DESC);
CREATE INDEX notifications_unread_index ON public.notifications (user_id, created_at DESC) WHERE NOT is_read;

CREATE FUNCTION public.set_notification_read_at() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW.is_read THEN
    NEW.read_at := NULL;
  ELSIF NEW.read_at IS NULL THEN
    NEW.read_at := pg_catalog.now();
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER deals_updated_at BEFORE UPDATE ON public.deals
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();
CREATE TRIGGER organisation_activities_updated_at BEFORE UPDATE ON public.organisation_activities
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();
-- Triggers of one kind fire in the order of their names: completion first, so that the stamp sees it. The function is called
-- only where there is something to put right: most tasks are made open.
CREATE TRIGGER tasks_completed_at BEFORE INSERT OR UPDATE ON public.tasks
  FOR EACH ROW WHEN ((NEW.status = 'done') <> (NEW.completed_at IS NOT NULL))
  EXECUTE FUNCTION public.set_task_completed_at();
CREATE TRIGGER tasks_updated_at BEFORE UPDATE ON public.tasks
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();
CREATE TRIGGER notifications_read_at BEFORE INSERT OR UPDATE ON public.notifications
  FOR EACH ROW WHEN (NEW.is_read <> (NEW.read_at IS NOT NULL))
  EXECUTE FUNCTION public.set_notification_read_at();

CREATE FUNCTION public.stamp_notification() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.xact := pg_catalog.pg_current_xact_id();
  RETURN NEW;
END
$$;
CREATE TRIGGER notifications_stamp BEFORE UPDATE ON public.notifications
  FOR EACH ROW EXECUTE FUNCTION public.stamp_notification();
