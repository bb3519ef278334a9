-- search_organisations(text): full text in French, accents ignored, words found by their beginning, ranked.

-- Each text is indexed twice: stemmed in French ("gestions" finds "gestion") and as it is, for beginnings ("acm").
-- An immutable function under an index, not a stored column: the column would lie in every event's image.
CREATE FUNCTION public.organisation_search_vector(
  nom text, email text, telephone text, website text, adresse text, ville text, code_postal text, pays text,
  type text, category text, strategies text[], tags text[], notes text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 500 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  names text := public.search_normalise(nom);
  facts text := public.search_normalise(concat_ws(' ', email, ville, website));
  labels text := public.search_normalise(concat_ws(' ', adresse, code_postal, pays, type, category,
    array_to_string(strategies, ' '), array_to_string(tags, ' '),
    telephone, regexp_replace(telephone, '[^0-9]', '', 'g')));
  -- A tsvector holds at most 1 MB; a very long note is searched by its beginning.
  remarks text := public.search_normalise(left(notes, 20000));
BEGIN
  RETURN setweight(to_tsvector('french', names) || to_tsvector('simple', names), 'A')
    || setweight(to_tsvector('french', facts) || to_tsvector('simple', facts), 'B')
    || setweight(to_tsvector('french', labels) || to_tsvector('simple', labels), 'C')
    || CASE WHEN remarks <> ''
         THEN setweight(to_tsvector('french', remarks) || to_tsvector('simple', remarks), 'D')
         ELSE '' END;
END
$$;

CREATE INDEX organisations_search_index ON public.organisations USING gin (public.organisation_search_vector(
  nom, email, telephone, website, adresse, ville, code_postal, pays, type, category, strategies, tags, notes));

-- What somebody typed, as a query: every word must be found, by its beginning or by its French stem. Words that say
-- nothing in French ("le", "de") do not have to. NULL when nothing is left to look for. No input is an error: operators
-- and quotes are punctuation, and only lexemes that the parser made are put together.
CREATE FUNCTION public.search_query(input text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $$
DECLARE
  normalised text := public.search_normalise(left(input, 256));
  expression text;
BEGIN
  SELECT string_agg(
    -- A stem equal to the word adds nothing, and ts_rank would count the pair as no match.
    CASE WHEN stem IN ('', word) THEN word || ':*' ELSE format('(%s:* | %s)', word, stem) END, ' & ')
  INTO expression
  FROM (
    SELECT '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''' AS word,
      plainto_tsquery('french', lexeme)::text AS stem
    FROM unnest(tsvector_to_array(to_tsvector('simple', normalised))) AS lexemes (lexeme)
    LIMIT 16
  ) words
  -- When all words say nothing ("le"), they are what is looked for.
  WHERE stem <> '' OR plainto_tsquery('french', normalised)::text = '';
  RETURN expression::tsquery;
END
$$;

-- The organisations that match, best first. Nothing for an empty text.
CREATE FUNCTION public.search_organisations(query text)
RETURNS TABLE (id bigint, nom text, type text, category text, email text, telephone text, ville text,
  country_code text, pipeline_stage text, is_active boolean, assigned_to bigint, rank real)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  wanted tsquery := public.search_query(query);
  wanted_name text := btrim(public.search_normalise(query));
BEGIN
  IF wanted IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT found.id, found.nom, found.type, found.category, found.email, found.telephone, found.ville,
      found.country_code, found.pipeline_stage, found.is_active, found.assigned_to,
      ts_rank(public.organisation_search_vector(
        found.nom, found.email, found.telephone, found.website, found.adresse, found.ville, found.code_postal,
        found.pays, found.type, found.category, found.strategies, found.tags, found.notes), wanted) AS rank
    FROM public.organisations AS found
    WHERE public.organisation_search_vector(
      found.nom, found.email, found.telephone, found.website, found.adresse, found.ville, found.code_postal,
      found.pays, found.type, found.category, found.strategies, found.tags, found.notes) @@ wanted
    ORDER BY btrim(public.search_normalise(found.nom)) = wanted_name DESC, rank DESC, found.nom, found.id;
END
$$;
