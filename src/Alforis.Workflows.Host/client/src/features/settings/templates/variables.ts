import type { components } from '@/shared/api/schema';

type Vocabulary = Pick<components['schemas']['SchemaAnswer'], 'entities'>;

type Variable = { path: string; kind: string };

/** Things that people are not written to about. */
const unwritable = new Set(['entity', 'list', 'json']);
const roots = ['deal', 'organisation'];
const furthest = 1;

/** The fields that a text can name: those of a deal and its organisation, and of the people these lead to. */
export function variablesOf({ entities }: Vocabulary): Variable[] {
  const found: Variable[] = [];
  const walk = (path: string, entity: string, steps: number) => {
    for (const field of entities[entity]?.fields ?? []) {
      const own = `${path}.${field.name}`;
      if (field.kind === 'entity') {
        // From a deal one comes to its organisation, which is a root of its own.
        if (field.entity && steps < furthest && !roots.includes(field.entity)) walk(own, field.entity, steps + 1);
      } else if (!unwritable.has(field.kind) || (field.kind === 'list' && field.item_kind !== 'entity' && field.item_kind !== 'json'))
        found.push({ path: own, kind: field.kind });
    }
  };
  for (const root of roots) walk(root, root, 0);
  return found;
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Those in whose path or name all words stand, whatever their case and accents. */
export function searchVariables(variables: Variable[], words: string, label: (path: string) => string) {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return variables.filter(({ path }) => {
    const said = plain(`${path} ${label(path)}`);
    return wanted.every((word) => said.includes(word));
  });
}

export const placeholder = (path: string) => `{{ ${path} }}`;
