/** A recorded rule with what it met. */
export type Rule = {
  path: string;
  operator: string;
  expected?: unknown;
  expected_path?: string;
  expected_term?: string;
  previous?: unknown;
  actual?: unknown;
  /** What a webhook brought is not told to the reader. */
  withheld?: true;
  holds: boolean;
};

type GroupKind = 'and' | 'or' | 'not';
type RuleNode = { rule: Rule; holds: boolean; reached: boolean };
export type GroupNode = { group: GroupKind; holds: boolean; reached: boolean; children: Node[] };
export type Node = RuleNode | GroupNode;

type Definition = { operator?: string; rules?: Definition[]; field?: string };

const kindOf = (operator: string | undefined): GroupKind => {
  const name = (operator ?? 'AND').toUpperCase();
  return name === 'OR' ? 'or' : name === 'NOT' ? 'not' : 'and';
};

/** Groups of a definition with the recorded rules in them, in the same order; `null` where they do not fit together. */
function grow(definition: Definition, rules: Rule[], take: () => number, isTop: boolean): Node | null {
  // A rule over the elements of a list has rules too, but is recorded as one.
  if (!Array.isArray(definition.rules) || definition.field !== undefined) {
    const rule = rules[take()];
    return rule && !isTop ? { rule, holds: rule.holds, reached: true } : null;
  }
  const children: Node[] = [];
  for (const inner of definition.rules) {
    const child = grow(inner, rules, take, false);
    if (child === null) return null;
    children.push(child);
  }
  const group = kindOf(definition.operator);
  const holds =
    group === 'or' ? children.some((c) => c.holds) : group === 'not' ? !children.every((c) => c.holds) : children.every((c) => c.holds);
  return { group, holds, reached: true, children };
}

/** The first rule that decides a group ends it: what comes after is not needed. */
function mark(node: Node, reached: boolean) {
  node.reached = reached;
  if (!('children' in node)) return;
  let goesOn = reached;
  for (const child of node.children) {
    mark(child, goesOn);
    if (child.holds === (node.group === 'or')) goesOn = false;
  }
}

/** The explanation as a tree; one flat group where the definition is gone or of another form. */
export function conditionTree(definition: unknown, rules: Rule[]): GroupNode | null {
  if (rules.length === 0) return null;
  let next = 0;
  const grown = definition !== null && typeof definition === 'object' ? grow(definition as Definition, rules, () => next++, true) : null;
  const tree: GroupNode =
    grown !== null && 'children' in grown && next === rules.length
      ? grown
      : {
          group: 'and',
          holds: rules.every((r) => r.holds),
          reached: true,
          children: rules.map((rule) => ({ rule, holds: rule.holds, reached: true })),
        };
  if (tree === grown) mark(tree, true);
  return tree;
}

/** The rules that kept the conditions from holding. */
export function decisive(node: Node): Rule[] {
  if (!node.reached) return [];
  if ('rule' in node) return node.holds ? [] : [node.rule];
  return node.group === 'not' ? [] : node.holds ? [] : node.children.flatMap(decisive);
}

/** Whether a value of a rule is one that a webhook brought, and that is kept back. */
export const isBrought = (rule: Rule, path: string | undefined) => rule.withheld === true && /^webhook($|[.[])/.test(path ?? '');

/** What a rule compares with where its value is withheld: the field, or the ends of a range; null where it is not. */
export function withheldTerm(rule: Rule, field: (path: string) => string): string | null {
  if (isBrought(rule, rule.expected_path)) return field(rule.expected_path ?? '');
  return rule.withheld && rule.expected_term && rule.expected === null ? rule.expected_term : null;
}
