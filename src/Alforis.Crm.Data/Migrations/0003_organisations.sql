-- The companies that the team works with, and the people there.

-- Rows of organisations and deals become JSON images that .NET reads. What PostgreSQL can store and .NET cannot hold is
-- refused where it is written: NaN, infinite dates, years before 1 and after 9999, NULL inside of an array. Timestamps
-- keep a day's distance from the year 10000, which a session's time zone could otherwise show.

CREATE TABLE public.organisations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nom text NOT NULL CHECK (length(nom) <= 255 AND btrim(nom) <> ''),
  type text NOT NULL DEFAULT 'client' CHECK (type IN ('client', 'fournisseur', 'distributeur', 'emetteur', 'autre')),
  category text CHECK (category IN ('Institution', 'Wholesale', 'SDG', 'CGPI', 'Autres')),
  email text CHECK (length(email) <= 320 AND email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  telephone text CHECK (length(telephone) <= 50),
  website text CHECK (length(website) <= 2000),
  adresse text CHECK (length(adresse) <= 1000),
  ville text CHECK (length(ville) <= 255),
  code_postal text CHECK (length(code_postal) <= 20),
  pays text CHECK (length(pays) <= 100),
  country_code text CHECK (country_code ~ '^[A-Z]{2}$'),
  pipeline_stage text NOT NULL DEFAULT 'prospect' CHECK (pipeline_stage IN
    ('prospect', 'qualification', 'proposition', 'negociation', 'signe', 'perdu', 'inactif')),
  montant_potentiel numeric(15,2) CHECK (montant_potentiel >= 0 AND montant_potentiel <> 'NaN'),
  date_signature date CHECK (date_signature BETWEEN '0001-01-01' AND '9999-12-31'),
  probabilite_signature smallint CHECK (probabilite_signature BETWEEN 0 AND 100),
  aum numeric(18,2) CHECK (aum >= 0 AND aum <> 'NaN'),
  aum_date date CHECK (aum_date BETWEEN '0001-01-01' AND '9999-12-31'),
  strategies text[] NOT NULL DEFAULT '{}'
    CHECK (cardinality(strategies) <= 200 AND array_position(strategies, NULL) IS NULL),
  domicile text CHECK (length(domicile) <= 100),
  language text CHECK (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  notes text CHECK (length(notes) <= 100000),
  tags text[] NOT NULL DEFAULT '{}' CHECK (cardinality(tags) <= 200 AND array_position(tags, NULL) IS NULL),
  is_active boolean NOT NULL DEFAULT true,
  assigned_to bigint REFERENCES public.users ON DELETE SET NULL,
  created_by bigint REFERENCES public.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now() CHECK (created_at >= '1970-01-01Z' AND created_at < '9999-12-31Z'),
  updated_at timestamptz NOT NULL DEFAULT now() CHECK (updated_at >= '1970-01-01Z' AND updated_at < '9999-12-31Z')
);
CREATE INDEX organisations_assigned_to_index ON public.organisations (assigned_to);
CREATE INDEX organisations_created_by_index ON public.organisations (created_by);
-- "Which fell silent without ever having had an activity?"
CREATE INDEX organisations_created_at_index ON public.organisations (created_at);
CREATE INDEX organisations_pipeline_stage_index ON public.organisations (pipeline_stage);
CREATE INDEX organisations_tags_index ON public.organisations USING gin (tags);

CREATE TABLE public.people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  first_name text NOT NULL DEFAULT '' CHECK (length(first_name) <= 100),
  last_name text NOT NULL CHECK (length(last_name) <= 100 AND btrim(last_name) <> ''),
  email text CHECK (length(email) <= 320 AND email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  telephone text CHECK (length(telephone) <= 50),
  mobile text CHECK (length(mobile) <= 50),
  job_title text CHECK (length(job_title) <= 255),
  linkedin_url text CHECK (length(linkedin_url) <= 2000),
  country_code text CHECK (country_code ~ '^[A-Z]{2}$'),
  language text CHECK (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  notes text CHECK (length(notes) <= 100000),
  is_active boolean NOT NULL DEFAULT true,
  created_by bigint REFERENCES public.users ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX people_created_by_index ON public.people (created_by);
CREATE INDEX people_email_index ON public.people (lower(email));
CREATE INDEX people_name_index ON public.people (lower(last_name), lower(first_name));

CREATE TABLE public.person_organization_links (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES public.people ON DELETE CASCADE,
  organisation_id bigint NOT NULL REFERENCES public.organisations ON DELETE CASCADE,
  role text NOT NULL DEFAULT 'autre' CHECK (role IN
    ('contact_principal', 'contact_secondaire', 'decideur', 'technique', 'administratif', 'autre')),
  is_primary boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (person_id, organisation_id)
);
CREATE INDEX person_organization_links_organisation_index ON public.person_organization_links (organisation_id);
-- At most one primary contact, so that "the" primary contact is never a matter of luck.
CREATE UNIQUE INDEX person_organization_links_primary_key
  ON public.person_organization_links (organisation_id) WHERE is_primary;

CREATE TRIGGER organisations_updated_at BEFORE UPDATE ON public.organisations
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();
CREATE TRIGGER people_updated_at BEFORE UPDATE ON public.people
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();
CREATE TRIGGER person_organization_links_updated_at BEFORE UPDATE ON public.person_organization_links
  FOR EACH ROW EXECUTE FUNCTION public.update_updated_at();
