import type { TFunction } from 'i18next';

/** A definition as the server stores it: as it was written, older names included. */
export type Definition = {
  trigger_type: string;
  trigger_config?: unknown;
  conditions?: unknown;
  actions?: unknown;
  time_zone?: unknown;
};

export type Settings = Record<string, unknown>;

/** A rule, or a group where it has rules. */
export type Rule = { operator: string; field: string; value?: unknown; ignoreCase: boolean; rules?: Rule[] };

export type Step = {
  type: string;
  settings: Settings;
  delay: string | null;
  continues: boolean;
  when: Rule | null;
  retry: { attempts?: number; wait?: string; most_wait?: string } | null;
};

/** A definition with the names of today alone. `entity` is what sets it off, whose fields are named barely. */
export type Plan = {
  trigger: string;
  entity: string | null;
  settings: Settings;
  delay: string | null;
  rechecks: boolean;
  conditions: Rule | null;
  steps: Step[];
  zone: string;
};

/** What a path is called; French needs its gender and number. */
export type Noun = { text: string; feminine: boolean; plural: boolean };

export type Amount = { count: number; unit: Unit };
export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year' | 'business_day';

/** What a rule compares with. */
export type Value =
  | { kind: 'empty' }
  | { kind: 'text' | 'number' | 'date'; text: string }
  | { kind: 'field'; noun: Noun }
  | { kind: 'amount'; amount: Amount }
  | { kind: 'list'; items: Value[] };

export type Language = 'fr' | 'en';

/** Whose words, and of what: `entity` as in a plan, `element` inside of `any` and `all`. */
export type Words = { t: TFunction; language: Language; entity: string | null; element?: boolean };
