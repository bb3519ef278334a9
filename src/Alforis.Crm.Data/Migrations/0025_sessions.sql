-- Who is signed in, and with what. Of tokens only a SHA-256 is kept: who reads the table cannot act for anybody.

CREATE TABLE public.user_sessions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES public.users ON DELETE CASCADE,
  -- A browser bears a cookie, a program a bearer token.
  kind text NOT NULL CHECK (kind IN ('cookie', 'bearer')),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  -- However busy it is, it ends then.
  expires_at timestamptz NOT NULL,
  -- Without a request for that long, it ends before.
  idle_timeout interval NOT NULL CHECK (idle_timeout > interval '0'),
  client text NOT NULL DEFAULT '' CHECK (length(client) <= 300),
  address text NOT NULL DEFAULT '' CHECK (length(address) <= 64),
  ended_at timestamptz,
  ended_reason text CHECK (ended_reason IN ('sign_out', 'revoked', 'password', 'roles', 'disabled', 'reuse')),
  CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
);
CREATE INDEX user_sessions_user_index ON public.user_sessions (user_id, id);
CREATE INDEX user_sessions_expiry_index ON public.user_sessions (expires_at);

-- A session's tokens: access tokens are borne by requests, refresh tokens are good once, for the next pair.
CREATE TABLE public.session_tokens (
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  session_id bigint NOT NULL REFERENCES public.user_sessions ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('access', 'refresh')),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX session_tokens_session_index ON public.session_tokens (session_id);
