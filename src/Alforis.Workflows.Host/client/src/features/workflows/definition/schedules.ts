import { grammarOf } from './grammar';
import { isFrench } from './nouns';
import type { Settings, Words } from './types';

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const aliases = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
const rhythms: Record<string, string> = {
  quotidien: 'daily',
  quotidienne: 'daily',
  hebdomadaire: 'weekly',
  mensuel: 'monthly',
  mensuelle: 'monthly',
};
const nicknames: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const dayName = (day: number, w: Words) =>
  new Intl.DateTimeFormat(w.language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2023, 0, 1 + (day % 7))));
const monthName = (month: number, w: Words) =>
  new Intl.DateTimeFormat(w.language, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2023, month - 1, 1)));
const ordinal = (day: number, w: Words) =>
  isFrench(w)
    ? day === 1
      ? '1er'
      : `${day}`
    : `${day}${['th', 'st', 'nd', 'rd'][(day % 100) - (day % 10) === 10 || day % 10 > 3 ? 0 : day % 10]}`;

function clock(hour: number, minute: number, w: Words) {
  const minutes = String(minute).padStart(2, '0');
  if (isFrench(w)) return minute === 0 ? `${hour}\u00a0h` : `${hour}\u00a0h\u00a0${minutes}`;
  return `${String(hour).padStart(2, '0')}:${minutes}`;
}

/** The place whose clocks count: `heure de Paris`. */
export function zoneWords(zone: string, w: Words) {
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  if (city === 'UTC') return 'UTC';
  return isFrench(w) ? `heure ${/^[aeiouy]/i.test(city) ? 'd’' : 'de '}${city}` : `${city} time`;
}

/** When a schedule fires, in words; a rhythm too rare for words is shown as it is written. */
export function scheduleWords(settings: Settings, w: Words): string {
  const french = isFrench(w);
  const at = french ? 'à' : 'at';
  if (typeof settings.cron === 'string') return cronWords(settings.cron.trim(), w);
  const [, hour = '9', minute = '0'] = /^\s*(\d{1,2})\s*[:h]?\s*(\d{2})?/i.exec(String(settings.time ?? '9:00')) ?? [];
  const time = `${at} ${clock(Number(hour), Number(minute), w)}`;
  const written = String(settings.schedule ?? 'daily').toLowerCase();
  const rhythm = rhythms[written] ?? written;
  if (rhythm === 'weekly') {
    const named = String(settings.day_of_week ?? 'monday').toLowerCase();
    const day = Math.max(
      days.findIndex((d) => d.startsWith(named.slice(0, 3))),
      aliases.indexOf(named),
    );
    return `${french ? 'Chaque' : 'Every'} ${day < 0 ? named : dayName(day, w)} ${time}`;
  }
  if (rhythm === 'monthly') {
    const day = Number(settings.day_of_month ?? 1) || 1;
    return french ? `Le ${ordinal(day, w)} de chaque mois ${time}` : `On the ${ordinal(day, w)} of every month ${time}`;
  }
  return rhythm === 'daily'
    ? `${french ? 'Chaque jour' : 'Every day'} ${time}`
    : `${french ? 'Selon le rythme' : 'By the rhythm'} ${grammarOf(w.language).quote(written)}`;
}

/** The numbers of a cron field: null for all, undefined where it is more than a list. */
function numbers(field: string, names: string[], offset: number): number[] | null | undefined {
  if (field === '*' || field === '?') return null;
  const found: number[] = [];
  for (const part of field.toLowerCase().split(',')) {
    const [from, to] = part
      .split('-')
      .map((end) => (names.includes(end) ? names.indexOf(end) + offset : /^\d+$/.test(end) ? Number(end) : Number.NaN));
    if (from === undefined || Number.isNaN(from) || Number.isNaN(to ?? 0)) return undefined;
    for (let n = from; n <= (to ?? from); n++) found.push(n);
  }
  return found;
}

function cronWords(written: string, w: Words) {
  const french = isFrench(w);
  const { list, quote } = grammarOf(w.language);
  const unknown = `${french ? 'Selon la planification' : 'By the schedule'} ${quote(written)}`;
  const fields = (nicknames[written.toLowerCase()] ?? written).split(/\s+/);
  if (fields.length !== 5) return unknown;
  const [minute = '', hour = '', dom = '', month = '', dow = ''] = fields;
  const monthDays = numbers(dom, [], 0);
  const inMonths = numbers(month, months, 1);
  const weekDays = numbers(
    dow,
    days.map((d) => d.slice(0, 3)),
    0,
  );
  if (monthDays === undefined || inMonths === undefined || weekDays === undefined || (monthDays && weekDays)) return unknown;
  const time = timeWords(minute, hour, w);
  if (!time) return unknown;
  const [repeats, text] = time;
  const which = inMonths && list(inMonths.map((m) => monthName(m, w)));
  if (monthDays) {
    const on = list(monthDays.map((d) => (french ? `le ${ordinal(d, w)}` : `the ${ordinal(d, w)}`)));
    const of = which
      ? french
        ? inMonths.length === 1
          ? ` ${which}`
          : ` des mois de ${which}`
        : ` of ${which}`
      : french
        ? ' de chaque mois'
        : ' of every month';
    return french ? `${capital(on)}${of} ${text}` : `On ${on}${of} ${text}`;
  }
  const season = which ? ` ${french ? 'en' : 'in'} ${which}` : '';
  if (weekDays) return `${weekWords(weekDays, w)}${season} ${text}`;
  if (repeats && !season) return capital(text);
  return `${french ? 'Chaque jour' : 'Every day'}${season} ${text}`;
}

function weekWords(week: number[], w: Words) {
  const french = isFrench(w);
  const [first = 0] = week;
  const isRun = week.length > 2 && week.every((day, i) => day === first + i);
  if (!isRun) return `${french ? 'Chaque' : 'Every'} ${grammarOf(w.language).list(week.map((d) => dayName(d, w)))}`;
  const [from, to] = [dayName(first, w), dayName(week.at(-1) ?? first, w)];
  return french ? `Du ${from} au ${to}` : `From ${from} to ${to}`;
}

/** Whether it comes again within a day, and the words for it. */
function timeWords(minute: string, hour: string, w: Words): [boolean, string] | null {
  const french = isFrench(w);
  const every = (field: string) => Number(/^\*\/(\d+)$/.exec(field)?.[1] ?? 0);
  const [step, hours] = [every(minute), every(hour)];
  if (hour === '*' && minute === '*') return [true, french ? 'chaque minute' : 'every minute'];
  if (hour === '*' && step > 0 && 60 % step === 0) return [true, french ? `toutes les ${step} minutes` : `every ${step} minutes`];
  if (!/^\d+$/.test(minute)) return null;
  const past = Number(minute) === 0 ? '' : french ? `, à la minute ${minute}` : `, at minute ${minute}`;
  if (hour === '*') return [true, (french ? 'chaque heure' : 'every hour') + past];
  if (hours > 0 && 24 % hours === 0) return [true, (french ? `toutes les ${hours} heures` : `every ${hours} hours`) + past];
  const at = numbers(hour, [], 0);
  return at ? [false, `${french ? 'à' : 'at'} ${grammarOf(w.language).list(at.map((h) => clock(h, Number(minute), w)))}`] : null;
}

export const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
