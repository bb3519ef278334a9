import { valueText } from '@/shared/format/fields';
import { grammarOf, readAmount } from './grammar';
import { isFrench, nounOf, partsOf } from './nouns';
import { templateWords } from './templates';
import type { Value, Words } from './types';

const money = new Set(['montant', 'montant_potentiel', 'aum']);
const percent = new Set(['probabilite', 'probabilite_signature']);
const dates = new Set(
  'date_signature aum_date date_cloture_prevue created_at updated_at last_activity_at occurred_at scheduled_at now today'.split(' '),
);
const stages: Record<string, string> = {
  gagne: 'signe',
  gagnee: 'signe',
  signee: 'signe',
  won: 'signe',
  closed_won: 'signe',
  perdue: 'perdu',
  lost: 'perdu',
  closed_lost: 'perdu',
  negotiation: 'negociation',
  proposal: 'proposition',
};
const types = ['client', 'fournisseur', 'distributeur', 'emetteur', 'autre'];

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase().replace(/[ -]+/g, '_');

/** A stage by its name in the reader's language, in quotation marks. */
export function stageWords(value: unknown, { t, language }: Words) {
  const name = stages[plain(String(value))] ?? plain(String(value));
  const { quote } = grammarOf(language);
  return quote(t(`stage.${name}` as 'stage.signe', { defaultValue: String(value) }));
}

const last = (path: string, w: Words) => partsOf(path, w.entity).at(-1) ?? '';
export const isDate = (path: string, w: Words) => dates.has(last(path, w));
const isStage = (path: string, w: Words) => ['stage', 'pipeline_stage'].includes(last(path, w));

/** A number in the unit of its field. */
export function numberWords(value: number, path: string, w: Words) {
  const field = last(path, w);
  const style = money.has(field)
    ? ({ style: 'currency', currency: 'EUR', minimumFractionDigits: Number.isInteger(value) ? 0 : 2, maximumFractionDigits: 2 } as const)
    : { maximumFractionDigits: 6 };
  const text = new Intl.NumberFormat(w.language, style).format(value);
  return percent.has(field) ? `${text}${isFrench(w) ? '\u00a0' : ''}%` : text;
}

function textWords(value: string, path: string, w: Words): Value {
  const { quote } = grammarOf(w.language);
  const field = last(path, w);
  if ((money.has(field) || percent.has(field)) && value.trim() !== '' && Number.isFinite(Number(value)))
    return { kind: 'number', text: numberWords(Number(value), path, w) };
  if (isStage(path, w)) return { kind: 'text', text: stageWords(value, w) };
  if (field === 'type' && types.includes(plain(value)))
    return { kind: 'text', text: quote(w.t(`crm.types.${plain(value)}` as 'crm.types.client')) };
  const read = valueText(value, w.language);
  if (/^\d{4}-\d{2}-\d{2}/.test(value) && read !== value) return { kind: 'date', text: read };
  return { kind: 'text', text: value === '' ? quote('') : quote(templateWords(value, w)) };
}

/** What a rule compares with, as people say it of that field. */
export function valueFrom(value: unknown, path: string, w: Words): Value {
  if (value === null || value === undefined) return { kind: 'empty' };
  if (Array.isArray(value) && value.length === 0) return { kind: 'text', text: valueText(null, w.language) };
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => valueFrom(item, path, w)) };
  if (typeof value === 'number') {
    if (['assigned_to', 'manager_id', 'created_by'].includes(last(path, w)))
      return { kind: 'text', text: isFrench(w) ? `l’utilisateur n°\u00a0${value}` : `user no. ${value}` };
    return { kind: 'number', text: numberWords(value, path, w) };
  }
  if (typeof value === 'boolean') return { kind: 'text', text: grammarOf(w.language).quote(valueText(value, w.language)) };
  if (typeof value === 'string') return textWords(value, path, w);
  const object = value as Record<string, unknown>;
  if (typeof object.field === 'string')
    return object.field === 'today' || object.field === 'now'
      ? { kind: 'amount', amount: { count: 0, unit: object.field === 'now' ? 'second' : 'day' } }
      : { kind: 'field', noun: nounOf(object.field, w) };
  const amount = readAmount(object.now ?? object.today);
  if (amount) return { kind: 'amount', amount };
  return { kind: 'text', text: grammarOf(w.language).quote(JSON.stringify(value)) };
}
