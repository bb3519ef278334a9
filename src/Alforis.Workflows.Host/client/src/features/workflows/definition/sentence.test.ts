import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseLanguage, i18n } from '@/shared/i18n';
import { sentenceOf } from './sentence';
import type { Definition } from './types';

const samples = join(process.cwd(), '../../../samples');
const files = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.json'))
  .map((f) => [f, JSON.parse(readFileSync(join(samples, f), 'utf8'))] as [string, Definition])
  .filter(([, content]) => content.trigger_type);

const tag = [{ type: 'add_tag', config: { tag: 'vu' } }];
const created = (conditions: unknown): Definition => ({ trigger_type: 'deal_created', conditions, actions: tag });

/** A definition, and what a person would say of it. */
const told: [string, Definition, string, string][] = [
  [
    'stages, money and a delay between steps',
    {
      trigger_type: 'deal_stage_changed',
      trigger_config: { to_stage: 'signe' },
      conditions: { rules: [{ field: 'montant', operator: '>', value: 10000 }] },
      actions: [
        { type: 'send_email', config: { to: '{{ organisation.primary_contact.email }}', subject: 'Merci', body: 'x' } },
        { type: 'create_task', delay: '3 days', config: { title: 'Rappeler {{ organisation.nom }}', due_days: 1 } },
      ],
    },
    'Quand une affaire passe à « Signé », si le montant dépasse 10 000 €, alors envoyer l’e-mail « Merci » au contact principal de l’organisation, puis, après 3 jours, créer la tâche « Rappeler [nom de l’organisation] », à faire sous 1 jour.',
    'When a deal moves to “Signed”, if the amount is more than €10,000, then send the e-mail “Merci” to the primary contact of the organisation, then, after 3 days, create the task “Rappeler [name of the organisation]”, due within 1 day.',
  ],
  [
    'groups in groups',
    created({
      operator: 'AND',
      rules: [
        { field: 'organisation.ville', operator: '==', value: 'Lyon' },
        {
          operator: 'OR',
          rules: [
            { field: 'probabilite', operator: '>=', value: 50 },
            { field: 'nom', operator: 'starts_with', value: 'VIP' },
          ],
        },
        { operator: 'NOT', rules: [{ field: 'tags', operator: 'contains', value: 'test' }] },
      ],
    }),
    'Quand une affaire est créée, si la ville de l’organisation est « Lyon » et (la probabilité est d’au moins 50 % ou le nom commence par « VIP »), sauf si les étiquettes contiennent « test », alors ajouter l’étiquette « vu » à l’affaire.',
    'When a deal is created, if the town of the organisation is “Lyon” and (the probability is at least 50% or the name starts with “VIP”), unless the tags contain “test”, then add the tag “vu” to the deal.',
  ],
  [
    'lists, and what is missing',
    created([
      { field: 'stage', operator: 'in', value: ['prospect', 'signe'] },
      { field: 'organisation.pays', operator: 'not_in', value: ['FR', 'BE'] },
      { field: 'montant', operator: 'between', value: [100, 2500.5] },
      { field: 'assigned_to', operator: '==', value: null },
      { field: 'description', operator: 'is_not_empty' },
    ]),
    'Quand une affaire est créée, si l’étape est « Prospect » ou « Signé », le pays de l’organisation n’est ni « FR » ni « BE », le montant est entre 100 € et 2 500,50 €, le responsable n’est pas renseigné et la description est renseignée, alors ajouter l’étiquette « vu » à l’affaire.',
    'When a deal is created, if the stage is “Prospect” or “Signed”, the country of the organisation is not “FR” or “BE”, the amount is between €100 and €2,500.50, the owner is not set and the description is set, then add the tag “vu” to the deal.',
  ],
  [
    'parts of texts',
    created([
      { field: 'nom', operator: 'ends_with', value: 'SA' },
      { field: 'nom', operator: 'not_contains', value: 'x', ignore_case: true },
      { field: 'description', operator: 'matches', value: '^A' },
    ]),
    'Quand une affaire est créée, si le nom finit par « SA », le nom ne contient pas « x » (sans tenir compte des majuscules) et la description correspond à l’expression « ^A », alors ajouter l’étiquette « vu » à l’affaire.',
    'When a deal is created, if the name ends with “SA”, the name does not contain “x” (whatever the case) and the description matches the expression “^A”, then add the tag “vu” to the deal.',
  ],
  [
    'days before and after now',
    created([
      { field: 'date_cloture_prevue', operator: '<', value: { today: '-30 days' } },
      { field: 'organisation.created_at', operator: '>', value: { now: '-1 year' } },
      { field: 'date_cloture_prevue', operator: '<=', value: { today: '+3 months' } },
      { field: 'organisation.date_signature', operator: '>=', value: '2026-12-31' },
      { field: 'date_cloture_prevue', operator: '==', value: { field: 'today' } },
    ]),
    'Quand une affaire est créée, si la clôture prévue remonte à plus de 30 jours, la date de création de l’organisation ne remonte pas à 1 an ou plus, la clôture prévue est passée ou dans 3 mois au plus, la date de signature de l’organisation n’est pas avant le 31 déc. 2026 et la clôture prévue est aujourd’hui, alors ajouter l’étiquette « vu » à l’affaire.',
    'When a deal is created, if the expected closing is more than 30 days ago, the creation date of the organisation is less than 1 year ago or to come, the expected closing is past or at most 3 months away, the signature date of the organisation is not before Dec 31, 2026 and the expected closing is today, then add the tag “vu” to the deal.',
  ],
  [
    'changes, and a condition of a step',
    {
      trigger_type: 'deal_updated',
      trigger_config: { fields: ['montant', 'tags'], delay: '2 hours', recheck: true },
      conditions: [
        { field: 'montant', operator: '>', value: { field: 'previous.montant' } },
        { field: 'stage', operator: 'changed_to', value: ['signe', 'perdu'] },
        { field: 'stage', operator: 'changed_from', value: 'prospect' },
        { field: 'tags', operator: 'changed' },
      ],
      actions: [
        { type: 'update_field', config: { field: 'montant', value: '+10 %' } },
        {
          type: 'assign_user',
          when: { field: 'probabilite', operator: '<', value: 5 },
          config: { role: 'commercial', strategy: 'least_busy' },
        },
      ],
    },
    'Quand le montant ou les étiquettes d’une affaire changent, si le montant dépasse celui d’avant le changement, l’étape devient « Signé » ou « Perdu », l’étape était « Prospect » et a changé et les étiquettes ont changé, alors attendre 2 heures et vérifier à nouveau les conditions, puis augmenter le montant de 10 %, puis, si la probabilité est en dessous de 5 %, confier l’affaire à un commercial (le moins chargé).',
    'When the amount or the tags of a deal change, if the amount is more than what it was before the change, the stage becomes “Signed” or “Lost”, the stage was “Prospect” and has changed and the tags have changed, then wait 2 hours and check the conditions again, then raise the amount by 10%, then, if the probability is less than 5%, assign the deal to a salesperson (the least busy).',
  ],
  [
    'elements of lists from a webhook',
    {
      trigger_type: 'webhook_received',
      trigger_config: { event: ['commande', 'devis'] },
      conditions: {
        field: 'webhook.lines',
        operator: 'any',
        value: {
          rules: [
            { field: 'price', operator: '>', value: 1000 },
            { field: 'it.kind', operator: '!=', value: 'fund' },
          ],
        },
      },
      actions: [{ type: 'call_webhook', config: { url: 'https://user:secret@erp.example/hooks?key=1' } }],
    },
    'Quand un webhook « commande » ou « devis » est reçu, si au moins un élément de la valeur reçue « lines » est tel que (le champ « price » dépasse 1 000 et le champ « kind » n’est pas « fund »), alors appeler erp.example.',
    'When a webhook “commande” or “devis” is received, if at least one element of the received value “lines” is such that (the field “price” is more than 1,000 and the field “kind” is not “fund”), then call erp.example.',
  ],
  [
    'a schedule in another zone',
    {
      trigger_type: 'scheduled',
      trigger_config: { cron: '30 8 * * 1-5', entity_type: 'organisation' },
      time_zone: 'America/New_York',
      actions: [{ type: 'send_notification', config: { user_id: 7, recipients: ['role:manager', 'zoe@client.example'], message: 'x' } }],
    },
    'Du lundi au vendredi à 8 h 30 (heure de New York), pour chaque organisation, envoyer une notification à l’utilisateur n° 7, à tous les managers et à zoe@client.example.',
    'From Monday to Friday at 08:30 (New York time), for each organisation, send a notification to user no. 7, to all managers and to zoe@client.example.',
  ],
  [
    'silence',
    {
      trigger_type: 'inactivity_delay',
      trigger_config: { entity_type: 'deal', inactivity_days: 1, stages: ['negociation'] },
      conditions: {
        operator: 'OR',
        rules: [
          { field: 'montant', operator: '<=', value: '500' },
          { field: 'organisation.is_active', operator: '!=', value: true },
        ],
      },
      actions: [{ type: 'update_field', config: { field: 'date_cloture_prevue', value: '+2 business days' } }],
    },
    'Quand une affaire à l’étape « Négociation » est sans activité depuis 1 jour, si le montant est d’au plus 500 € ou l’organisation est inactive, alors fixer la clôture prévue à 2 jours ouvrés après l’exécution.',
    'When a deal in the stage “Negotiation” has had no activity for 1 day, if the amount is at most €500 or the organisation is inactive, then set the expected closing to 2 business days after the execution.',
  ],
  [
    'what has no name',
    {
      trigger_type: 'order_placed',
      conditions: { field: 'total_cost', operator: 'near', value: 5 },
      actions: [{ type: 'print', config: { copies: 2 } }],
    },
    'Quand l’événement « order_placed » se produit, si le champ « total_cost » répond à « near » (5), alors exécuter « print ».',
    'When the event “order_placed” happens, if the field “total_cost” meets “near” (5), then run “print”.',
  ],
];

/** Non-breaking spaces as ordinary ones: what is compared is the words. */
const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe.each(['fr', 'en'] as const)('sentenceOf in %s', (language) => {
  beforeAll(() => chooseLanguage(language));
  it.each(files)('puts %s into words', (_, definition) => {
    const text = sentenceOf(definition, i18n.t, language);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\{\{|\}\}|\b(stage|crm|words|trigger|deal|organisation|previous|webhook)\.\w/);
    expect(text).toMatch(/^\p{Lu}.*\.$/u);
    expect(text).not.toMatch(/ {2}| ,|\b(de le|de les|à le|à les|si il)\b/);
  });

  it.each(told)('tells of %s', (_, definition, french, english) => {
    expect(spaced(sentenceOf(definition, i18n.t, language))).toBe(language === 'fr' ? french : english);
  });

  it.each([
    {},
    { trigger_type: 'scheduled', trigger_config: { cron: 5, time: null, schedule: 'never' }, actions: 'x' },
    {
      trigger_type: 'deal_created',
      trigger_config: [],
      conditions: 7,
      actions: [null, 1, {}, { type: 'update_field' }, { type: 'create_task' }],
    },
    {
      trigger_type: 'deal_created',
      conditions: { rules: [null, { operator: 'NOT', rules: [] }, { field: 'montant', operator: 'in', value: [] }] },
      actions: [],
    },
  ])('reads what is malformed without a crash: %j', (definition) => {
    expect(sentenceOf(definition as unknown as Definition, i18n.t, language)).toMatch(/\.$/);
  });
});
