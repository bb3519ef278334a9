import type { TFunction } from 'i18next';
import { fieldLabel, isUnary, operatorLabel, valueText } from '@/shared/format/fields';
import type { Change, Place } from './difference';
import { isRecord, type Json } from './json';

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** What differs, in the reader's words. What has no name of its own is called as the definition calls it. */
export function changeWords(t: TFunction, language: string) {
  const member = (name: string) => t(`versions.member.${name}` as 'versions.member.title', name);

  const rule = (value: unknown): string => {
    if (!isRecord(value)) return valueText(value, language);
    if (Array.isArray(value.rules)) {
      const operator = String(value.operator ?? 'AND').toUpperCase();
      return `${t(`versions.group.${operator}` as 'versions.group.AND', operator)} : ${value.rules.map(rule).join(' ; ')}`;
    }
    const operator = String(value.operator ?? '');
    const parts = [fieldLabel(String(value.field ?? ''), language), operatorLabel(operator, language)];
    if (!isUnary(operator) && 'value' in value) parts.push(valueText(value.value, language));
    return parts.join(' ');
  };

  const action = (value: unknown): string => {
    const { type, config } = value as { type?: string; config?: Json };
    const name = t(`action_type.${type}` as 'action_type.add_tag', String(type));
    const main = ['title', 'subject', 'template', 'tag', 'field', 'target', 'assigned_to']
      .map((m) => config?.[m])
      .find((m) => typeof m === 'string');
    return main ? `${name} · ${main}` : name;
  };

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
    value: (change: Change, value: unknown) => {
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
