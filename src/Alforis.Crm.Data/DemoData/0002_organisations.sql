-- Two clients and two suppliers of a Paris distributor of funds, and three people there.
INSERT INTO public.organisations
  (nom, type, category, email, telephone, website, adresse, ville, code_postal, pays, country_code, pipeline_stage,
   montant_potentiel, date_signature, probabilite_signature, aum, aum_date, strategies, domicile, language, notes, tags,
   assigned_to, created_by)
SELECT
  o.nom, o.type, o.category, o.email, o.telephone, o.website, o.adresse, o.ville, o.code_postal, o.pays,
  o.country_code, o.pipeline_stage, o.montant_potentiel, o.date_signature, o.probabilite_signature, o.aum, o.aum_date,
  o.strategies, o.domicile, 'fr', o.notes, o.tags, owner.id, author.id
FROM (VALUES
  (1, 'ACME Gestion Privée', 'client', 'CGPI', 'contact@acme-gestion.example', '+33 1 42 00 10 01',
   'https://acme-gestion.example', '12 rue de la Paix', 'Paris', '75002', 'France', 'FR', 'negociation',
   250000.00, NULL::date, 70, 480000000.00, current_date - 60, '{actions_europe,obligations}'::text[], 'France',
   'Comité d''investissement chaque premier mardi du mois.', '{vip,cgpi}'::text[], 'user@alforis.com'),
  (2, 'Mutuelle des Deux Rives', 'client', 'Institution', 'investissements@deux-rives.example', '+33 4 72 00 20 02',
   'https://deux-rives.example', '8 quai Sarrail', 'Lyon', '69006', 'France', 'FR', 'signe',
   1200000.00, current_date - 45, 100, 3200000000.00, current_date - 90, '{obligations,infrastructure}', 'France',
   'Appel d''offres obligataire remporté ; reporting ESG demandé chaque trimestre.', '{institutionnel,esg}',
   'admin@alforis.com'),
  (3, 'Hexagone Asset Management', 'fournisseur', 'SDG', 'distribution@hexagone-am.example', '+33 1 53 00 30 03',
   'https://hexagone-am.example', '45 avenue Kléber', 'Paris', '75116', 'France', 'FR', 'signe',
   NULL, current_date - 400, NULL, 12500000000.00, current_date - 30, '{actions_monde,actions_europe,small_caps}',
   'France', 'Convention de distribution en vigueur.', '{partenaire}', 'admin@alforis.com'),
  (4, 'Léman Gestion Alternative', 'fournisseur', 'SDG', 'partenaires@leman-alternatif.example', '+41 22 000 40 04',
   'https://leman-alternatif.example', '3 rue du Rhône', 'Genève', '1204', 'Suisse', 'CH', 'qualification',
   NULL, NULL, NULL, 1800000000.00, current_date - 120, '{dette_privee,long_short}', 'Luxembourg',
   'Passeport UCITS en cours de vérification.', '{}', 'user@alforis.com')
) AS o (position, nom, type, category, email, telephone, website, adresse, ville, code_postal, pays, country_code,
  pipeline_stage, montant_potentiel, date_signature, probabilite_signature, aum, aum_date, strategies, domicile,
  notes, tags, owner)
JOIN public.users owner ON owner.email = o.owner
JOIN public.users author ON author.email = 'admin@alforis.com'
ORDER BY o.position;

INSERT INTO public.people (first_name, last_name, email, telephone, mobile, job_title, country_code, language, created_by)
SELECT p.first_name, p.last_name, p.email, p.telephone, p.mobile, p.job_title, p.country_code, 'fr', author.id
FROM (VALUES
  (1, 'Hélène', 'Garnier', 'h.garnier@acme-gestion.example', '+33 1 42 00 10 10', '+33 6 00 00 00 01',
   'Directrice des investissements', 'FR'),
  (2, 'Julien', 'Roche', 'j.roche@deux-rives.example', '+33 4 72 00 20 20', NULL, 'Responsable de la gestion d''actifs', 'FR'),
  (3, 'Sofia', 'Keller', 's.keller@leman-alternatif.example', NULL, '+41 79 000 00 03', 'Relations partenaires', 'CH')
) AS p (position, first_name, last_name, email, telephone, mobile, job_title, country_code)
JOIN public.users author ON author.email = 'admin@alforis.com'
ORDER BY p.position;

INSERT INTO public.person_organization_links (person_id, organisation_id, role, is_primary)
SELECT p.id, o.id, l.role, l.is_primary
FROM (VALUES
  (1, 'h.garnier@acme-gestion.example', 'ACME Gestion Privée', 'decideur', true),
  (2, 'j.roche@deux-rives.example', 'Mutuelle des Deux Rives', 'contact_principal', true),
  (3, 's.keller@leman-alternatif.example', 'Léman Gestion Alternative', 'contact_principal', true),
  (4, 's.keller@leman-alternatif.example', 'Hexagone Asset Management', 'technique', false)
) AS l (position, email, nom, role, is_primary)
JOIN public.people p ON p.email = l.email
JOIN public.organisations o ON o.nom = l.nom
ORDER BY l.position;
