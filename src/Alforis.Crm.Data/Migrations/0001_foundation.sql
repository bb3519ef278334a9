-- What every later migration stands on: the engine's schema, timestamps, and text made comparable for search.

CREATE SCHEMA IF NOT EXISTS workflow;

-- Stamps updated_at when a row really changes. A write that changes nothing leaves the stamp alone, so that
-- "changed since" queries and the capture triggers agree on what a change is.
CREATE FUNCTION public.update_updated_at() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW IS DISTINCT FROM OLD THEN
    NEW.updated_at := pg_catalog.now();
  END IF;
  RETURN NEW;
END
$$;

-- Search normalisation: lower case, no accents, punctuation turned into spaces ("L'Oréal-SA" → "l oreal sa").
-- An index needs an IMMUTABLE function, and unaccent() is only STABLE because its dictionary could be altered:
-- after altering the dictionary, reindex organisations_search_index. Names are qualified because a restore runs with
-- an empty search_path; the extension may already live in another schema, hence the DO block.
DO $do$
DECLARE
  home name;
BEGIN
  CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public;
  SELECT n.nspname INTO home
  FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
  WHERE e.extname = 'unaccent';
  EXECUTE format($sql$
    CREATE FUNCTION public.search_normalise(value text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 50 AS $body$
    BEGIN
      RETURN pg_catalog.regexp_replace(
        pg_catalog.lower(%1$I.unaccent(%2$L::pg_catalog.regdictionary, value)),
        '[[:punct:][:space:][:cntrl:]]+', ' ', 'g');
    END
    $body$
  $sql$, home, format('%I.unaccent', home));
END
$do$;
