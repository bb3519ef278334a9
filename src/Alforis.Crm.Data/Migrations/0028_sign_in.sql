-- What signing in needs beside a password: how often it went wrong, one-time codes, and the keys that all hosts protect browsers' requests with.

-- Wrong passwords in a row. Beside the account, because a sign-in is no change of it; the row goes with the next right one.
CREATE TABLE public.sign_in_failures (
  user_id bigint PRIMARY KEY REFERENCES public.users ON DELETE CASCADE,
  failures int NOT NULL CHECK (failures >= 1),
  locked_until timestamptz
);

-- One-time codes (RFC 6238). The secret is encrypted outside of the database.
CREATE TABLE public.user_totp (
  user_id bigint PRIMARY KEY REFERENCES public.users ON DELETE CASCADE,
  sealed_secret text NOT NULL CHECK (length(sealed_secret) BETWEEN 1 AND 2000),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- NULL: set up, and not asked for yet.
  confirmed_at timestamptz,
  -- The period of the last code that was taken: a code is good once.
  last_step bigint NOT NULL DEFAULT 0
);

-- What signs in once when the device is lost. Codes are random, so a SHA-256 keeps them.
CREATE TABLE public.user_recovery_codes (
  user_id bigint NOT NULL REFERENCES public.user_totp ON DELETE CASCADE,
  code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  used_at timestamptz,
  PRIMARY KEY (user_id, code_hash)
);

-- ASP.NET's data protection: XML, encrypted where the hosts have a directory of keys.
CREATE TABLE workflow.data_protection_keys (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
  document text NOT NULL CHECK (length(document) <= 100000),
  created_at timestamptz NOT NULL DEFAULT now()
);
