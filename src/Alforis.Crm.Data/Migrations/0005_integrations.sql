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
  -- Scheme, host and port: what may be seen. What is encrypted below is encrypted for this origin, and is of no use for another.
  origin text NOT NULL CHECK (length(origin) <= 2000 AND origin ~ '^https?://[^[:space:]/@]+$'),
  -- Paths and headers often are secrets: encrypted with keys that lie outside of the database.
  sealed_url text NOT NULL CHECK (length(sealed_url) BETWEEN 1 AND 20000),
  sealed_headers text CHECK (length(sealed_headers) BETWEEN 1 AND 100000),
  is_active boolean NOT NULL DEFAULT true,
  -- Why it is not, when nobody switched it off: the receiver answered that it is gone.
  inactive_reason text CHECK (length(inactive_reason) BETWEEN 1 AND 1000),
  -- The types of events that are sent to it without a workflow being written; hosts keep a workflow for each.
  event_types text[] NOT NULL DEFAULT '{}'
    CONSTRAINT webhooks_event_types_check CHECK (event_types <@ ARRAY
      ['organisation_created', 'organisation_updated', 'deal_created', 'deal_updated', 'deal_stage_changed'])
    -- Of known values alone, so those that are there count for one each, and must be as many as there are entries.
    CONSTRAINT webhooks_event_types_once_check CHECK (cardinality(event_types) =
      (array_position(event_types, 'organisation_created') IS NOT NULL)::int + (array_position(event_types, 'organisation_updated') IS NOT NULL)::int
      + (array_position(event_types, 'deal_created') IS NOT NULL)::int + (array_position(event_types, 'deal_updated') IS NOT NULL)::int
      + (array_position(event_types, 'deal_stage_changed') IS NOT NULL)::int),
  created_by bigint REFERENCES public.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX webhooks_name_key ON public.webhooks (lower(name));
CREATE INDEX webhooks_created_by_index ON public.webhooks (created_by);

-- Each of a target's secrets signs what is sent: while the receiver changes over there are several. Without any nothing is signed.
CREATE TABLE public.webhook_secrets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  webhook_id bigint NOT NULL REFERENCES public.webhooks ON DELETE CASCADE,
  sealed_secret text NOT NULL CHECK (length(sealed_secret) BETWEEN 1 AND 4000),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX webhook_secrets_webhook_index ON public.webhook_secrets (webhook_id, id);

CREATE TABLE public.incoming_hooks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The last part of its address.
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9_-]{0,99}$'),
  name text NOT NULL CHECK (length(name) <= 200 AND btrim(name) <> ''),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 2000),
  -- How a call proves where it comes from: by a signature of its own (Standard Webhooks), or by bearing the secret.
  kind text NOT NULL CHECK (kind IN ('signature', 'bearer')),
  -- What webhook_received workflows name in their `event`, for payloads that name none themselves.
  event text NOT NULL CHECK (length(event) <= 200 AND btrim(event) <> ''),
  is_active boolean NOT NULL DEFAULT true,
  created_by bigint REFERENCES public.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX incoming_hooks_created_by_index ON public.incoming_hooks (created_by);

-- Each of a hook's secrets is good: while senders change over there are several.
CREATE TABLE public.incoming_hook_secrets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hook_id bigint NOT NULL REFERENCES public.incoming_hooks ON DELETE CASCADE,
  -- What signs must be known to check a signature: encrypted with keys that lie outside of the database.
  sealed_secret text CHECK (length(sealed_secret) BETWEEN 1 AND 4000),
  -- Of what is borne only a SHA-256: who reads the table cannot call the hook.
  token_hash bytea UNIQUE CHECK (octet_length(token_hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT incoming_hook_secrets_form_check CHECK ((sealed_secret IS NULL) <> (token_hash IS NULL))
);
CREATE INDEX incoming_hook_secrets_hook_index ON public.incoming_hook_secrets (hook_id, id);

CREATE TRIGGER email_templates_updated_at BEFORE UPDATE ON public.email_templates
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();
CREATE TRIGGER webhooks_updated_at BEFORE UPDATE ON public.webhooks
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();
CREATE TRIGGER incoming_hooks_updated_at BEFORE UPDATE ON public.incoming_hooks
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();
