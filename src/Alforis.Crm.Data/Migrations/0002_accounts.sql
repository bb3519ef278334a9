-- Who may sign in, and what each role may do.

CREATE TABLE public.users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL CHECK (length(email) <= 320 AND email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  -- NULL: the account cannot sign in with a password.
  password_hash text CHECK (length(password_hash) BETWEEN 1 AND 1000),
  first_name text NOT NULL DEFAULT '' CHECK (length(first_name) <= 100),
  last_name text NOT NULL DEFAULT '' CHECK (length(last_name) <= 100),
  is_active boolean NOT NULL DEFAULT true,
  language text NOT NULL DEFAULT 'fr' CHECK (language IN ('fr', 'en')),
  time_zone text NOT NULL DEFAULT 'Europe/Paris' CHECK (length(time_zone) BETWEEN 1 AND 64),
  last_login_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX users_email_key ON public.users (lower(email));

CREATE TABLE public.roles (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name IN ('admin', 'manager', 'commercial', 'viewer')),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 500)
);

CREATE TABLE public.permissions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  resource text NOT NULL CHECK (resource ~ '^[a-z_]{1,50}$'),
  action text NOT NULL CHECK (action ~ '^[a-z_]{1,50}$'),
  UNIQUE (resource, action)
);

CREATE TABLE public.role_permissions (
  role_id bigint NOT NULL REFERENCES public.roles ON DELETE CASCADE,
  permission_id bigint NOT NULL REFERENCES public.permissions ON DELETE CASCADE,
  PRIMARY KEY (role_id, permission_id)
);
CREATE INDEX role_permissions_permission_index ON public.role_permissions (permission_id);

CREATE TABLE public.user_roles (
  user_id bigint NOT NULL REFERENCES public.users ON DELETE CASCADE,
  role_id bigint NOT NULL REFERENCES public.roles ON DELETE CASCADE,
  granted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, role_id)
);
CREATE INDEX user_roles_role_index ON public.user_roles (role_id);

-- A sign-in is no change of the account.
CREATE TRIGGER users_updated_at BEFORE UPDATE OF email, password_hash, first_name, last_name, is_active, language, time_zone ON public.users
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();

INSERT INTO public.roles (name, description) VALUES
  ('admin', 'Tous les droits, y compris les comptes et les réglages'),
  ('manager', 'Pilote l''équipe : données commerciales, workflows et statistiques'),
  ('commercial', 'Gère ses organisations, affaires et tâches'),
  ('viewer', 'Consulte sans modifier');

-- Each line: a resource, an action, and who has it besides the administrator, who has everything.
WITH grants (resource, action, roles) AS (VALUES
  ('organisations', 'read', '{manager,commercial,viewer}'::text[]),
  ('organisations', 'create', '{manager,commercial}'),
  ('organisations', 'update', '{manager,commercial}'),
  ('organisations', 'delete', '{manager}'),
  ('organisations', 'assign', '{manager}'),
  ('organisations', 'import', '{manager}'),
  ('organisations', 'export', '{manager}'),
  ('people', 'read', '{manager,commercial,viewer}'),
  ('people', 'create', '{manager,commercial}'),
  ('people', 'update', '{manager,commercial}'),
  ('people', 'delete', '{manager}'),
  ('people', 'export', '{manager}'),
  ('deals', 'read', '{manager,commercial,viewer}'),
  ('deals', 'create', '{manager,commercial}'),
  ('deals', 'update', '{manager,commercial}'),
  ('deals', 'delete', '{manager}'),
  ('deals', 'assign', '{manager}'),
  ('deals', 'export', '{manager}'),
  ('activities', 'read', '{manager,commercial,viewer}'),
  ('activities', 'create', '{manager,commercial}'),
  ('activities', 'update', '{manager,commercial}'),
  ('activities', 'delete', '{manager}'),
  ('tasks', 'read', '{manager,commercial,viewer}'),
  ('tasks', 'create', '{manager,commercial}'),
  ('tasks', 'update', '{manager,commercial}'),
  ('tasks', 'delete', '{manager,commercial}'),
  ('tasks', 'assign', '{manager}'),
  ('notifications', 'create', '{manager}'),
  ('notifications', 'read', '{manager,commercial,viewer}'),
  ('notifications', 'update', '{manager,commercial,viewer}'),
  ('notifications', 'delete', '{manager,commercial,viewer}'),
  ('workflows', 'read', '{manager,commercial,viewer}'),
  ('workflows', 'create', '{manager}'),
  ('workflows', 'update', '{manager}'),
  ('workflows', 'delete', '{manager}'),
  ('workflows', 'activate', '{manager}'),
  ('workflows', 'execute', '{manager}'),
  ('workflows', 'import', '{manager}'),
  ('workflows', 'export', '{manager,commercial}'),
  ('executions', 'read', '{manager,commercial,viewer}'),
  ('executions', 'cancel', '{manager}'),
  ('executions', 'retry', '{manager}'),
  ('events', 'read', '{manager}'),
  ('events', 'replay', '{}'),
  ('statistics', 'read', '{manager,commercial,viewer}'),
  ('statistics', 'export', '{manager}'),
  ('emails', 'send', '{manager}'),
  ('email_templates', 'read', '{manager,commercial,viewer}'),
  ('email_templates', 'create', '{manager}'),
  ('email_templates', 'update', '{manager}'),
  ('email_templates', 'delete', '{manager}'),
  ('webhooks', 'read', '{manager}'),
  ('webhooks', 'create', '{}'),
  ('webhooks', 'update', '{}'),
  ('webhooks', 'delete', '{}'),
  ('webhooks', 'test', '{manager}'),
  -- To have workflows call them, and other servers.
  ('webhooks', 'use', '{manager}'),
  ('incoming_hooks', 'read', '{manager}'),
  ('incoming_hooks', 'create', '{}'),
  ('incoming_hooks', 'update', '{}'),
  ('incoming_hooks', 'delete', '{}'),
  ('users', 'read', '{manager,commercial,viewer}'),
  ('users', 'create', '{}'),
  ('users', 'update', '{}'),
  ('users', 'delete', '{}'),
  ('roles', 'read', '{manager}'),
  ('roles', 'assign', '{}'),
  ('settings', 'read', '{manager}'),
  ('settings', 'update', '{}'),
  ('audit', 'read', '{}')
), added AS (
  INSERT INTO public.permissions (resource, action)
  SELECT resource, action FROM grants
  RETURNING id, resource, action
)
INSERT INTO public.role_permissions (role_id, permission_id)
SELECT r.id, a.id
FROM added a
JOIN grants g ON g.resource = a.resource AND g.action = a.action
JOIN public.roles r ON r.name = 'admin' OR r.name = ANY (g.roles);
