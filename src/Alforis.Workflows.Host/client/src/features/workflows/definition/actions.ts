import { maskedAddress } from '@/shared/format/secrets';
import { durationWords, grammarOf, readAmount } from './grammar';
import { isFrench, nounOf } from './nouns';
import { listOf } from './read';
import { onlyPath, templateWords } from './templates';
import type { Settings, Step, Words } from './types';
import { numberWords, valueFrom } from './values';

const roles: Record<string, [string, string, string, string]> = {
  admin: ['un administrateur', 'tous les administrateurs', 'an administrator', 'all administrators'],
  manager: ['un manager', 'tous les managers', 'a manager', 'all managers'],
  commercial: ['un commercial', 'tous les commerciaux', 'a salesperson', 'all salespeople'],
  viewer: ['un lecteur', 'tous les lecteurs', 'a viewer', 'all viewers'],
};

/** Somebody whom a setting names: a number, an address, `role:manager`, or who stands in a field. `to` puts the preposition before. */
export function personWords(value: unknown, w: Words, to = false): string {
  const french = isFrench(w);
  const before = to ? (french ? 'à ' : 'to ') : '';
  const text = String(value ?? '');
  const role = /^role:(\w+)$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (role)
    return (
      before +
      (roles[role]?.[french ? 1 : 3] ?? `${french ? 'tout le rôle' : 'everybody of the role'} ${grammarOf(w.language).quote(role)}`)
    );
  const path = onlyPath(value);
  if (path) {
    if (/^webhook\..*mail$/.test(path)) {
      const named = grammarOf(w.language).quote(path.split('.').slice(1).join(' › '));
      return french ? `${before}l’adresse reçue ${named}` : `${before}the received address ${named}`;
    }
    const owner = path.replace(/\.(email|id|full_name)$/, '');
    const noun = nounOf(owner === path || owner.startsWith('webhook') || owner === 'trigger' ? path : owner, w, true);
    return grammarOf(w.language)[to ? 'to' : 'the'](noun);
  }
  if (/^\d+$/.test(text.trim())) return french ? `${before}l’utilisateur n°\u00a0${text}` : `${before}user no. ${text}`;
  return before + templateWords(text, w);
}

const peopleWords = (values: unknown[], w: Words, to = false) =>
  grammarOf(w.language).list(values.map((value) => personWords(value, w, to)));

function chosenWords(role: unknown, strategy: unknown, w: Words) {
  const french = isFrench(w);
  const name = roles[String(role).toLowerCase()]?.[french ? 0 : 2] ?? String(role);
  if (String(strategy).toLowerCase() === 'least_busy') return french ? `${name} (le moins chargé)` : `${name} (the least busy)`;
  return french ? `${name} (à tour de rôle)` : `${name} (in turn)`;
}

/** The deal or organisation that an action acts on. */
function targetOf(settings: Settings, w: Words) {
  const named =
    typeof settings.entity_type === 'string' && !settings.entity_type.includes('{{') ? settings.entity_type.toLowerCase() : null;
  const path = onlyPath(settings.entity_id)?.split('.')[0];
  return named ?? (path && path !== 'trigger' && path !== 'trigger_entity_id' ? path : w.entity);
}

export function dueWords(settings: Settings, w: Words): string | null {
  const french = isFrench(w);
  const { due_date: date, due_days: days } = settings;
  if (date == null && days == null) return null;
  const amount = readAmount(date ?? `${days} days`);
  if (amount) return french ? `sous ${grammarOf('fr').amount(amount)}` : `within ${grammarOf('en').amount(amount)}`;
  const value = valueFrom(date, 'date_signature', w);
  const text = value.kind === 'date' ? value.text : templateWords(String(date), w);
  return french ? `pour le ${text}` : `by ${text}`;
}

/** What an action does, as a French infinitive or an English imperative. */
export function actionWords({ type, settings: s }: Step, w: Words): string {
  const french = isFrench(w);
  const { quote, list, to, the } = grammarOf(w.language);
  const said = (value: unknown) => quote(templateWords(String(value), w));
  const target = targetOf(s, w);
  const noun = target ? nounOf(target, w, true) : null;
  switch (type) {
    case 'send_email': {
      const template = s.template ?? s.template_name;
      const what =
        s.subject != null
          ? said(s.subject)
          : template != null
            ? `${french ? 'du modèle' : 'of the template'} ${quote(String(template))}`
            : '';
      const people = peopleWords(listOf(s.to), w, true);
      return [french ? 'envoyer l’e-mail' : 'send the e-mail', what, people].filter(Boolean).join(' ');
    }
    case 'create_task': {
      const assigned = s.assigned_to ?? s.assigned_user_id;
      const who = s.role != null ? chosenWords(s.role, s.strategy, w) : assigned != null ? personWords(assigned, w) : null;
      const due = dueWords(s, w);
      const parts = [`${french ? 'créer la tâche' : 'create the task'} ${said(s.title ?? '…')}`];
      if (who) parts.push(`${french ? 'pour' : 'for'} ${who}`);
      return parts.join(' ') + (due ? `, ${french ? 'à faire' : 'due'} ${due}` : '');
    }
    case 'send_notification': {
      const people = [...listOf(s.user_id), ...listOf(s.recipients)].filter((p) => p != null);
      const what =
        s.title != null
          ? `${french ? 'envoyer la notification' : 'send the notification'} ${said(s.title)}`
          : french
            ? 'envoyer une notification'
            : 'send a notification';
      return people.length > 0 ? `${what} ${peopleWords(people, w, true)}` : what;
    }
    case 'update_field':
      return updateWords(s, target, w);
    case 'assign_user': {
      const user = s.user ?? s.user_id ?? s.assigned_to;
      const who = s.role != null ? `${french ? 'à' : 'to'} ${chosenWords(s.role, s.strategy, w)}` : personWords(user, w, true);
      return `${french ? 'confier' : 'assign'} ${noun ? the(noun) : french ? 'la fiche' : 'the record'} ${who}`;
    }
    case 'add_tag': {
      const tags = listOf(s.tag ?? s.tag_name ?? s.tags).map(said);
      const what = french
        ? tags.length > 1
          ? 'ajouter les étiquettes'
          : 'ajouter l’étiquette'
        : tags.length > 1
          ? 'add the tags'
          : 'add the tag';
      return [what, list(tags), noun && to(noun)].filter(Boolean).join(' ');
    }
    case 'call_webhook':
      return s.target != null
        ? `${french ? 'appeler la cible' : 'call the target'} ${quote(String(s.target))}`
        : `${french ? 'appeler' : 'call'} ${addressWords(String(s.url ?? s.webhook_url ?? '…'), w)}`;
    case 'create_activity': {
      const title = said(s.title ?? '…');
      if (!noun) return french ? `noter ${title} dans l’historique` : `record ${title} in the timeline`;
      return french
        ? `noter ${title} dans l’historique ${grammarOf('fr').of(noun)}`
        : `record ${title} in the timeline of the ${noun.text}`;
    }
    default:
      return `${french ? 'exécuter' : 'run'} ${quote(type)}`;
  }
}

/** Server of an address; one that begins with a placeholder is named by it. */
function addressWords(url: string, w: Words) {
  return /^https?:\/\/(?:[^/?#]*@)?([^/?#{]+)/i.exec(url)?.[1] ?? grammarOf(w.language).quote(templateWords(maskedAddress(url), w));
}

function updateWords(s: Settings, target: string | null, w: Words) {
  const french = isFrench(w);
  const { the } = grammarOf(w.language);
  const path = String(s.field ?? s.field_name ?? '?');
  const field = the(nounOf(target && target !== w.entity && !path.includes('.') ? `${target}.${path}` : path, w));
  const value = 'value' in s ? s.value : s.new_value;
  if (value === null || value === undefined) return french ? `vider ${field}` : `empty ${field}`;
  const from = onlyPath(value);
  if (from) return french ? `recopier dans ${field} ${the(nounOf(from, w, true))}` : `copy ${the(nounOf(from, w, true))} into ${field}`;
  const change = typeof value === 'string' ? /^\s*([+-])\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(value) : null;
  if (change) {
    const by = change[3]
      ? `${new Intl.NumberFormat(w.language).format(Number(change[2]))}${french ? '\u00a0' : ''}%`
      : numberWords(Number(change[2]), path, w);
    const verb = change[1] === '+' ? (french ? 'augmenter' : 'raise') : french ? 'diminuer' : 'lower';
    return `${verb} ${field} ${french ? 'de' : 'by'} ${by}`;
  }
  const amount = typeof value === 'string' && /^\s*[+-]/.test(value) ? readAmount(value) : null;
  if (amount) {
    const time = durationWords(value, w.language);
    if (french) return `fixer ${field} à ${time} ${amount.count < 0 ? 'avant' : 'après'} l’exécution`;
    return `set ${field} to ${time} ${amount.count < 0 ? 'before' : 'after'} the execution`;
  }
  const values = valueFrom(value, path, w);
  const items = values.kind === 'list' ? values.items : [values];
  const texts = items.map((item) => ('text' in item ? item.text : french ? 'vide' : 'empty'));
  const at = french && values.kind === 'date' ? 'au' : french ? 'à' : 'to';
  if (values.kind === 'list' && texts.length === 0) return french ? `vider ${field}` : `empty ${field}`;
  return `${french ? 'mettre' : 'set'} ${field} ${at} ${grammarOf(w.language).list(texts)}`;
}
