-- The ways out of and into the CRM: e-mail, webhooks that we call, hooks that others call.

CREATE TABLE public.email_templates (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (length(name) <= 200 AND btrim(name) <> ''),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 2000),
  subject text NOT NULL CHECK (length(subject) <= 500 AND subject !~ '[\r\n]'),
  body_html text NOT NULL CHECK (length(body_html) <= 1000000),
  body_text text CHECK (length(body_text) <= 1000000),
  language text NOT NULL DEFAULT 'fr' CHECK (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  is_active boolean NOT NULL DEFAULT true,
  created_by bigint REFERENCES public.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX email_templates_name_key ON public.email_templates (lower(name));
CREATE INDEX email_templates_created_by_index ON public.email_templates (created_by);

CREATE TABLE public.webhooks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (length(name) <= 200 AND btrim(name) <> ''),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 2000),
  url text NOT NULL CHECK (length(url) <= 2000 AND url ~* '^https?://[^[:space:]]+$'),
  headers jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(headers) = 'object'),
  -- Signs what we send; NULL sends unsigned.
  secret text CHECK (length(secret) BETWEEN 1 AND 500),
  is_active boolean NOT NULL DEFAULT true,
  created_by bigint REFERENCES public.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX webhooks_name_key ON public.webhooks (lower(name));
CREATE INDEX webhooks_created_by_index ON public.webhooks (created_by);

CREATE TABLE public.incoming_hooks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (length(name) <= 200 AND btrim(name) <> ''),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 2000),
  -- What webhook_received workflows name in their `event`.
  event text NOT NULL CHECK (length(event) <= 200 AND btrim(event) <> ''),
  -- Only a hash: who reads the table cannot call the hook.
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  is_active boolean NOT NULL DEFAULT true,
  last_received_at timestamptz,
  created_by bigint REFERENCES public.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX incoming_hooks_name_key ON public.incoming_hooks (lower(name));
CREATE INDEX incoming_hooks_created_by_index ON public.incoming_hooks (created_by);

CREATE TRIGGER email_templates_updated_at BEFORE UPDATE ON public.email_templates
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();
CREATE TRIGGER webhooks_updated_at BEFORE UPDATE ON public.webhooks
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();
CREATE TRIGGER incoming_hooks_updated_at BEFORE UPDATE ON public.incoming_hooks
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();
