import type { TFunction } from 'i18next';
import { valueText } from '@/shared/format/fields';
import { maskedSetting } from '@/shared/format/secrets';
import { actionWords } from '../../definition/actions';
import { clauseOf } from '../../definition/conditions';
import { readRule, readStep } from '../../definition/read';
import { capital } from '../../definition/schedules';
import { wordsOf } from '../../definition/sentence';
import type { Change, Place } from './difference';
import { isRecord } from './json';

/** A value of a call without what is secret in it. */
function shown({ place }: Change, value: unknown): unknown {
  const at = place.findIndex((part) => part.kind === 'action' && readStep(part.action).type === 'call_webhook');
  if (at < 0) return value;
  const path = place.slice(at + 1).map((part) => (part.kind === 'member' ? part.name : ''));
  // Older names for what settings are filed under.
  return maskedSetting(path[0] === 'parameters' || path[0] === 'params' ? path.slice(1) : path, value);
}

/** What differs, in the reader's words. What has no name of its own is called as the definition calls it. */
export function changeWords(t: TFunction, language: string, entity: string | null) {
  const words = wordsOf(t, language, entity);
  const member = (name: string) => t(`versions.member.${name}` as 'versions.member.title', name);

  const rule = (value: unknown): string => {
    const read = readRule(value);
    return read ? capital(clauseOf(read, words)) : valueText(value, language);
  };

  const action = (value: unknown): string => capital(actionWords(readStep(value), words));

  const place = (part: Place, index: number): string => {
    if (part.kind === 'group') return t(`versions.group.${part.operator}` as 'versions.group.AND', part.operator);
    if (part.kind === 'action')
      return `${part.at + 1}. ${t(`action_type.${String(part.action.type)}` as 'action_type.add_tag', String(part.action.type))}`;
    return index === 0 ? capital(member(part.name)) : member(part.name);
  };

  return {
    section: (name: string) => t(`versions.section.${name}` as 'versions.section.name', name),
    where: (change: Change) =>
      change.place
        // An only group that holds all says nothing.
        .filter((part, index) => !(part.kind === 'group' && index === 0 && part.operator === 'AND' && change.what === 'rule'))
        .map(place)
        .join(' › '),
    value: (change: Change, raw: unknown) => {
      const value = shown(change, raw);
      if (change.what === 'rule') return rule(value);
      if (change.what === 'action') return action(value);
      const last = change.place.at(-1);
      if (last?.kind === 'member' && typeof value === 'string') {
        if (last.name === 'trigger_type') return t(`trigger.${value}` as 'trigger.manual', value);
        if (last.name === 'operator') return t(`versions.group.${value.toUpperCase()}` as 'versions.group.AND', value);
        if (['schedule', 'day_of_week', 'entity_type', 'priority'].includes(last.name))
          return t(`versions.value.${value}` as 'versions.value.daily', value);
        if (/stage/.test(last.name)) return t(`stage.${value}` as 'stage.prospect', value);
      }
      return isRecord(value) || (Array.isArray(value) && value.some(isRecord))
        ? JSON.stringify(value, null, 2)
        : valueText(value, language);
    },
  };
}
