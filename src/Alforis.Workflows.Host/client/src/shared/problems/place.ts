import type { i18n as I18n } from 'i18next';

const root: Record<string, string> = { trigger_type: 'trigger', trigger_config: 'trigger', conditions: 'conditions', actions: 'actions' };

/** Where something stands in a definition, from its JSON pointer: `Condition 2.1, champ`. Null for the whole, and for what has no name. */
export function placeOf(pointer: string, i18n: I18n): string | null {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const first = steps.shift();
  if (first === undefined) return null;
  const numbers: number[] = [];
  const names: string[] = [];
  for (const step of steps) {
    // Inside of a setting, numbers are the setting's own.
    if (/^\d+$/.test(step) && (names.length === 0 || names.every((name) => name === 'rules'))) {
      numbers.push(Number(step) + 1);
      names.length = 0;
    } else names.push(step);
  }
  const key = numbers.length === 0 ? (root[first] ?? first) : first === 'conditions' ? 'condition' : first === 'actions' ? 'action' : first;
  const known = `diagnostic.place.${key}`;
  if (!i18n.exists(known)) return i18n.exists(`diagnostic.part.${first}`) ? capital(part(first, i18n)) : null;
  const place = i18n.t(known as 'diagnostic.place.action', { number: numbers.join('.') });
  const isSetting = first === 'trigger_config' || names[0] === 'config';
  const name = isSetting && names[0] === 'config' ? names[1] : names[0];
  if (name === undefined) return place;
  return `${place}, ${isSetting ? setting(name, i18n) : part(name, i18n)}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const part = (name: string, i18n: I18n) => {
  const key = `diagnostic.part.${name}`;
  return i18n.exists(key) ? i18n.t(key as 'diagnostic.part.field') : settingOf(name, i18n);
};

const setting = (name: string, i18n: I18n) => settingOf(name, i18n);

const settingOf = (name: string, i18n: I18n) => i18n.t('diagnostic.part.setting', { name: settingName(name, i18n) });

/** What a setting of an action is called where the workflow is shown. */
export function settingName(name: string, i18n: I18n): string {
  const key = `words.setting.${name}`;
  return i18n.exists(key) ? i18n.t(key as 'words.setting.to') : name;
}
