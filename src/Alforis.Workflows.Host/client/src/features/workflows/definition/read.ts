import type { Definition, Plan, Rule, Settings, Step } from './types';

const objectOf = (value: unknown): Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Settings) : {};
const textOf = (value: unknown) => (typeof value === 'string' ? value : null);

const operators: Record<string, string> = {
  '=': '==',
  '===': '==',
  eq: '==',
  equal: '==',
  equals: '==',
  '<>': '!=',
  '!==': '!=',
  ne: '!=',
  neq: '!=',
  not_equal: '!=',
  not_equals: '!=',
  gt: '>',
  greater_than: '>',
  gte: '>=',
  greater_or_equal: '>=',
  greater_than_or_equal: '>=',
  lt: '<',
  less_than: '<',
  lte: '<=',
  less_or_equal: '<=',
  less_than_or_equal: '<=',
  does_not_contain: 'not_contains',
  startswith: 'starts_with',
  begins_with: 'starts_with',
  endswith: 'ends_with',
  is_null: 'is_empty',
  isnull: 'is_empty',
  is_not_null: 'is_not_empty',
};

/** A rule or a group, whatever of the older names it has; null where nothing must hold. */
export function readRule(raw: unknown): Rule | null {
  if (Array.isArray(raw)) return readRule({ rules: raw });
  const rule = objectOf(raw);
  const inner = rule.rules ?? rule.conditions;
  const written = textOf(rule.operator ?? rule.logic ?? rule.combinator)?.trim();
  if (Array.isArray(inner)) {
    const rules = inner.map(readRule).filter((r) => r !== null);
    return rules.length === 0 ? null : { operator: (written ?? 'AND').toUpperCase(), field: '', ignoreCase: false, rules };
  }
  const field = textOf(rule.field);
  if (!field && !written) return null;
  const name = (written ?? '==').toLowerCase().replaceAll(' ', '_');
  return { operator: operators[name] ?? name, field: field ?? 'it', value: rule.value, ignoreCase: rule.ignore_case === true };
}

/** `delay`, or the older days, hours and minutes. */
function delayOf(settings: Settings): string | null {
  if (typeof settings.delay === 'string') return settings.delay;
  for (const unit of ['days', 'hours', 'minutes']) {
    const count = settings[`delay_${unit}`];
    if (count != null) return `${count} ${unit}`;
  }
  return null;
}

/** An action with the names of today alone. */
export function readStep(raw: unknown): Step {
  const action = objectOf(raw);
  return {
    type: (textOf(action.type ?? action.action_type) ?? '?').toLowerCase(),
    settings: objectOf(action.config ?? action.parameters ?? action.params),
    delay: delayOf(action),
    continues: action.on_error === 'continue',
    when: readRule(action.when),
    retry: action.retry ? objectOf(action.retry) : null,
  };
}

/** What sets it off, as its trigger says, or the settings of that; null for a workflow that runs for nothing. */
function entityOf(trigger: string, settings: Settings): string | null {
  if (trigger.startsWith('organisation_')) return 'organisation';
  if (trigger.startsWith('deal_')) return 'deal';
  const named = textOf(settings.entity_type)?.toLowerCase() ?? null;
  return named ?? (trigger === 'inactivity_delay' ? 'organisation' : null);
}

/** Makes one form of the many that a definition may be written in. Never throws. */
export function readPlan(definition: Definition): Plan {
  const trigger = String(definition.trigger_type ?? '').toLowerCase();
  const settings = objectOf(definition.trigger_config);
  return {
    trigger,
    entity: entityOf(trigger, settings),
    settings,
    delay: trigger === 'inactivity_delay' ? textOf(settings.delay) : delayOf(settings),
    rechecks: settings.recheck === true || settings.recheck === 'true',
    conditions: readRule(definition.conditions),
    steps: Array.isArray(definition.actions) ? definition.actions.map(readStep) : [],
    zone: textOf(definition.time_zone) ?? 'Europe/Paris',
  };
}

/** One value or a list, as a list. */
export const listOf = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
