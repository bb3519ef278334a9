-- Deals in several stages, with what has been done and what is to be done.
INSERT INTO public.deals
  (organisation_id, nom, montant, stage, probabilite, date_cloture_prevue, assigned_to, manager_id, description, tags,
   created_by)
SELECT o.id, d.nom, d.montant, d.stage, d.probabilite, current_date + d.closing_in, owner.id, manager.id, d.description,
  d.tags, manager.id
FROM (VALUES
  (1, 'ACME Gestion Privée', 'Allocation actions européennes', 180000.00, 'negociation', 70, 20, 'user@alforis.com',
   'Part institutionnelle, frais de gestion à confirmer.', '{ucits}'::text[]),
  (2, 'ACME Gestion Privée', 'Fonds obligataire daté 2030', 45000.00, 'proposition', 50, 35, 'user@alforis.com',
   'Proposition envoyée, comité à venir.', '{obligataire}'),
  (3, 'Mutuelle des Deux Rives', 'Mandat obligataire article 9', 950000.00, 'signe', 100, -45, 'admin@alforis.com',
   'Mandat signé à la suite de l''appel d''offres.', '{mandat,esg}'),
  (4, 'Mutuelle des Deux Rives', 'Poche infrastructure', 300000.00, 'qualification', 25, 120, 'user@alforis.com',
   'Premier échange favorable, besoin à préciser.', '{}'),
  (5, 'Hexagone Asset Management', 'Référencement small caps', 60000.00, 'prospect', 10, 90, 'admin@alforis.com',
   'Référencement de la gamme chez les CGP.', '{referencement}')
) AS d (position, organisation, nom, montant, stage, probabilite, closing_in, owner, description, tags)
JOIN public.organisations o ON o.nom = d.organisation
JOIN public.users owner ON owner.email = d.owner
JOIN public.users manager ON manager.email = 'admin@alforis.com'
ORDER BY d.position;

INSERT INTO public.organisation_activities
  (organisation_id, deal_id, type, title, description, metadata, occurred_at, created_by)
SELECT d.organisation_id, d.id, a.type, a.title, a.description, a.metadata, now() - a.ago, d.assigned_to
FROM (VALUES
  (1, 'Allocation actions européennes', 'appel', 'Point sur les frais de gestion', 'Remise de 5 points de base demandée.',
   '{"duree_minutes": 25}'::jsonb, interval '3 days'),
  (2, 'Fonds obligataire daté 2030', 'email', 'Proposition commerciale envoyée', NULL, '{}', interval '12 days'),
  (3, 'Mandat obligataire article 9', 'reunion', 'Signature du mandat', 'Signature au siège de la mutuelle.', '{}',
   interval '45 days'),
  (4, 'Référencement small caps', 'note', 'Relance à prévoir après le salon', NULL, '{}', interval '38 days')
) AS a (position, deal, type, title, description, metadata, ago)
JOIN public.deals d ON d.nom = a.deal
ORDER BY a.position;

INSERT INTO public.tasks
  (title, description, status, priority, due_date, organisation_id, person_id, deal_id, assigned_to, created_by)
SELECT t.title, t.description, t.status, t.priority, current_date + t.due_in, d.organisation_id, p.id, d.id,
  d.assigned_to, d.created_by
FROM (VALUES
  (1, 'Préparer la contre-proposition de frais', 'Valider avec la direction avant envoi.', 'in_progress', 'high', 2,
   'Allocation actions européennes', 'h.garnier@acme-gestion.example'),
  (2, 'Relancer Hélène Garnier avant le comité', NULL, 'todo', 'normal', 6, 'Fonds obligataire daté 2030',
   'h.garnier@acme-gestion.example'),
  (3, 'Envoyer le reporting ESG du trimestre', NULL, 'todo', 'urgent', -3, 'Mandat obligataire article 9',
   'j.roche@deux-rives.example'),
  (4, 'Archiver le mandat signé', NULL, 'done', 'low', -40, 'Mandat obligataire article 9', NULL)
) AS t (position, title, description, status, priority, due_in, deal, person)
JOIN public.deals d ON d.nom = t.deal
LEFT JOIN public.people p ON p.email = t.person
ORDER BY t.position;

INSERT INTO public.notifications (user_id, title, message, severity, kind, entity_type, entity_id)
SELECT u.id, 'Bienvenue dans Alforis', 'Ouvrez une affaire et changez son étape pour voir un workflow agir.', 'info',
  'bienvenue', NULL, NULL
FROM public.users u;
