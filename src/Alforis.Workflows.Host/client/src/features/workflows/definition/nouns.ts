import { fieldName } from '@/shared/format/fields';
import { grammarOf } from './grammar';
import type { Noun, Words } from './types';

const roots = new Set(['deal', 'organisation', 'previous', 'trigger', 'webhook', 'steps', 'now', 'today', 'it']);
const feminine = new Set(
  'deal organisation category adresse ville stage pipeline_stage date_signature probabilite probabilite_signature aum_date strategies language notes tags organisation_id date_cloture_prevue description deals job_title created_at updated_at last_activity_at'.split(
    ' ',
  ),
);
const plural = new Set(['strategies', 'notes', 'tags', 'contacts', 'people', 'deals']);

/** Where the label of a column is no noun that a sentence can take. French, English. */
const nouns: Record<string, [string, string]> = {
  website: ['site web', 'website'],
  telephone: ['téléphone', 'phone number'],
  created_at: ['date de création', 'creation date'],
  updated_at: ['date de modification', 'date of change'],
  last_activity_at: ['dernière activité', 'last activity'],
  last_activity_days: ['nombre de jours sans activité', 'number of days without activity'],
  assigned_user: ['responsable', 'owner'],
  primary_contact: ['contact principal', 'primary contact'],
  full_name: ['nom complet', 'full name'],
  role: ['rôle', 'role'],
  id: ['numéro', 'number'],
  'trigger.actor': ['auteur du changement', 'author of the change'],
  'trigger.type': ['type d’événement', 'kind of event'],
  'trigger.occurred_at': ['moment de l’événement', 'moment of the event'],
  'trigger.scheduled_at': ['moment prévu', 'planned moment'],
  'trigger.entity_type': ['type de la fiche', 'type of the record'],
  'trigger.entity_id': ['numéro de la fiche', 'number of the record'],
  now: ['moment présent', 'present moment'],
  today: ['jour même', 'current day'],
  it: ['élément', 'element'],
};

const aliases: Record<string, string> = {
  assigned_user_id: 'assigned_to',
  trigger_entity_type: 'trigger.entity_type',
  trigger_entity_id: 'trigger.entity_id',
  timestamp: 'now',
};

export const isFrench = (w: Words) => w.language === 'fr';
const quoted = (parts: string[], w: Words) => grammarOf(w.language).quote(parts.join(' › '));
const word = (text: string, isFeminine = false, isPlural = false): Noun => ({ text, feminine: isFeminine, plural: isPlural });

function single(part: string, w: Words): Noun {
  const text = nouns[part]?.[isFrench(w) ? 0 : 1] ?? fieldName(part, w.language);
  if (text) return word(text, feminine.has(part), plural.has(part) || (part === 'aum' && !isFrench(w)));
  return word(`${isFrench(w) ? 'champ' : 'field'} ${quoted([part], w)}`);
}

/** Names of today for a path, as the parts it has. */
export const partsOf = (path: string, entity: string | null) =>
  path
    .trim()
    .split('.')
    .map((part) => (part === 'stage_name' ? (entity === 'organisation' ? 'pipeline_stage' : 'stage') : (aliases[part] ?? part)))
    .join('.')
    .split('.');

/** What a path is called: `organisation.category` is the category of the organisation. What has no name keeps its own, in quotation marks. */
export function nounOf(path: string, w: Words, full = false): Noun {
  const french = isFrench(w);
  const parts = partsOf(path, w.entity);
  const [root = '', ...rest] = parts;
  if (root === 'previous' && rest.length > 0) {
    const noun = nounOf(rest.join('.'), { ...w, element: false });
    return { ...noun, text: `${noun.text} ${french ? 'avant le changement' : 'before the change'}` };
  }
  if (root === 'webhook')
    return rest.length === 0
      ? word(french ? 'données reçues' : 'received data', true, french)
      : word(`${french ? 'valeur reçue' : 'received value'} ${quoted(rest, w)}`, true);
  if (root === 'steps') return answerNoun(rest, w);
  if (root === 'trigger') {
    if (parts[1] === 'changed_fields') return word(french ? 'champs modifiés' : 'changed fields', false, true);
    const known = nouns[parts.slice(0, 2).join('.')]?.[french ? 0 : 1];
    return known ? word(known) : word(`${french ? 'détail de l’événement' : 'detail of the event'} ${quoted(rest, w)}`);
  }
  if (root === 'it' && rest.length > 0) return nounOf(rest.join('.'), { ...w, element: true });
  if (!roots.has(root) && w.element) return word(`${french ? 'champ' : 'field'} ${quoted(parts, w)}`);
  const isBare = !roots.has(root);
  const chain = isBare && full && w.entity ? [w.entity, ...parts] : !full && root === w.entity && rest.length > 0 ? rest : parts;
  const [head = '', ...owners] = [...chain].reverse();
  const noun = single(head, w);
  const behind = owners.map((owner) => grammarOf(w.language).of(single(owner, w)));
  return { ...noun, text: [noun.text, ...behind].join(' ') };
}

function answerNoun([id = '?', , part, ...rest]: string[], w: Words): Noun {
  const french = isFrench(w);
  const from = french ? `de l’étape ${quoted([id], w)}` : `of the step ${quoted([id], w)}`;
  if (part === 'status') return word(`${french ? 'code de réponse' : 'response code'} ${from}`);
  if (rest.length > 0)
    return word(`${french ? 'valeur' : 'value'} ${quoted(rest, w)} ${french ? 'dans la réponse' : 'in the answer'} ${from}`, true);
  return word(`${french ? 'réponse' : 'answer'} ${from}`, true);
}
