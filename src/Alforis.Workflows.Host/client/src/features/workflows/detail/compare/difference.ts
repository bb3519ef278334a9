import { create } from 'jsondiffpatch';
import { canonical, isRecord, type Json } from './json';

/** Where in a definition something is, from the outside in. */
export type Place = { kind: 'member'; name: string } | { kind: 'group'; operator: string } | { kind: 'action'; at: number; action: Json };

/** One thing that is other. What is added has no `before`, what is removed no `after`; what is moved has the two positions, from 0. */
export type Change = {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  what: 'value' | 'rule' | 'action';
  section: string;
  place: Place[];
  before?: unknown;
  after?: unknown;
};

type Context = { section: string; place: Place[] };

/** What is other in the later of two definitions. The order of members says nothing; that of actions does. */
export function difference(before: Json, after: Json): Change[] {
  const alike = identities(before, after);
  const differ = create({ objectHash: (item) => alike(item), arrays: { detectMove: true } });
  return members(before, after).flatMap((name) => {
    const section = name === 'trigger_type' || name === 'trigger_config' ? 'trigger' : name;
    const place: Place[] = name === 'trigger_type' ? [{ kind: 'member', name }] : [];
    return compare(before[name], after[name], { section, place });
  });

  function compare(old: unknown, recent: unknown, at: Context): Change[] {
    if (canonical(old) === canonical(recent)) return [];
    if (Array.isArray(old) && Array.isArray(recent) && [...old, ...recent].every(isRecord)) return compareLists(old, recent, at);
    const areRules = isCondition(at) && (isRule(old) || isRule(recent));
    if (isRecord(old) && isRecord(recent) && !areRules)
      return members(old, recent).flatMap((name) => compare(old[name], recent[name], inner(at, name, recent)));
    const what = isCondition(at) && (isRecord(old) || isRecord(recent)) ? 'rule' : 'value';
    if (what === 'value' && recent === undefined && isRecord(old))
      return members(old, {}).flatMap((n) => compare(old[n], undefined, inner(at, n, old)));
    if (what === 'value' && old === undefined && isRecord(recent))
      return members({}, recent).flatMap((n) => compare(undefined, recent[n], inner(at, n, recent)));
    const kind = isNothing(old) ? 'added' : isNothing(recent) ? 'removed' : 'changed';
    return [{ ...at, kind, what, ...(kind !== 'added' && { before: old }), ...(kind !== 'removed' && { after: recent }) }];
  }

  /** Which item became which, jsondiffpatch tells; what happened to it is told item by item. */
  function compareLists(old: Json[], recent: Json[], at: Context): Change[] {
    const delta = (differ.diff(old, recent) ?? {}) as Record<string, unknown>;
    const what = isCondition(at) ? 'rule' : at.section === 'actions' && at.place.length === 0 ? 'action' : 'value';
    const gone = Object.entries(delta).filter(([key]) => /^_\d/.test(key));
    const moved = gone.flatMap(([key, value]) => {
      const [, to, code] = value as [unknown, number, number];
      return code === 3 ? [{ from: Number(key.slice(1)), to }] : [];
    });
    const removed = gone.flatMap(([key, value]) => ((value as unknown[])[2] === 3 ? [] : [Number(key.slice(1))]));
    const added = new Set(
      Object.keys(delta)
        .filter((key) => /^\d/.test(key) && Array.isArray(delta[key]))
        .map(Number),
    );
    const changes: Change[] = removed.map((index) => ({
      ...itemAt(at, what, index, old[index] ?? {}),
      kind: 'removed',
      what,
      before: old[index],
    }));
    // What stayed keeps its order: the next of the old list that was neither removed nor moved.
    const stayed = old.map((_, index) => index).filter((index) => !removed.includes(index) && !moved.some((m) => m.from === index));
    recent.forEach((item, index) => {
      if (added.has(index)) {
        changes.push({ ...itemAt(at, what, index, item), kind: 'added', what, after: item });
        return;
      }
      const move = moved.find((m) => m.to === index);
      const from = move ? move.from : stayed.shift();
      if (from === undefined) return;
      // The order of rules says nothing.
      if (move && what !== 'rule') changes.push({ ...itemAt(at, what, index, item), kind: 'moved', what, before: from, after: index });
      changes.push(...compare(old[from], item, what === 'rule' ? at : inside(at, what, index, item)));
    });
    return changes;
  }
}

function inside(at: Context, what: Change['what'], index: number, item: Json): Context {
  return what === 'action'
    ? { ...at, place: [...at.place, { kind: 'action', at: index, action: item }] }
    : { ...at, place: [...at.place, { kind: 'member', name: String(index + 1) }] };
}

const itemAt = (at: Context, what: Change['what'], index: number, item: Json): Context =>
  what === 'rule' ? at : inside(at, what, index, item);

function inner(at: Context, name: string, owner: Json): Context {
  // What settings are filed under says nothing to a reader, nor do the words for "rules".
  if (name === 'config') return at;
  if (name === 'rules') return { ...at, place: [...at.place, { kind: 'group', operator: String(owner.operator ?? 'AND').toUpperCase() }] };
  return { ...at, place: [...at.place, { kind: 'member', name }] };
}

const isRule = (value: unknown) => isRecord(value) && !Array.isArray(value.rules);

/** Within conditions: those of the workflow, and those of an action. */
const isCondition = ({ section, place }: Context) =>
  (section === 'conditions' && !place.some((p) => p.kind === 'member')) || place.some((p) => p.kind === 'member' && p.name === 'when');

const isNothing = (value: unknown) => value === undefined || value === null;

const members = (before: Json, after: Json) => [...new Set([...Object.keys(before), ...Object.keys(after)])];

/** What tells items of lists apart: those that are on both sides as they are, are the same; else actions by id or type, rules by field. */
function identities(before: Json, after: Json) {
  const [old, recent] = [itemsOf(before), itemsOf(after)];
  return (item: object): string => {
    const text = canonical(item);
    if (old.has(text) && recent.has(text)) return text;
    const { id, type, field, rules, operator } = item as Json;
    if (typeof type === 'string') return typeof id === 'string' ? `action ${id}` : `action of type ${type}`;
    return Array.isArray(rules) ? `group ${String(operator ?? 'AND').toUpperCase() === 'NOT' ? 'NOT' : ''}` : `rule ${String(field)}`;
  };
}

function itemsOf(value: unknown, found = new Set<string>()) {
  if (Array.isArray(value)) {
    for (const item of value) {
      found.add(canonical(item));
      itemsOf(item, found);
    }
  } else if (isRecord(value)) for (const member of Object.values(value)) itemsOf(member, found);
  return found;
}
