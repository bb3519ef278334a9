export const mostElements = 200;
export const longestText = 2000;
const deepest = 40;

/**
 * The beginning of a value, small enough to be drawn: of each list or object the first elements, of each text the beginning, and elements in all up to a bound. Visits no more than it keeps.
 */
export function bounded(value: unknown): { value: unknown; isCut: boolean } {
  let isCut = false;
  let room = 2000;
  const cut = (inner: unknown, depth: number): unknown => {
    if (typeof inner === 'string') {
      if (inner.length <= longestText) return inner;
      isCut = true;
      return `${inner.slice(0, longestText)}…`;
    }
    if (typeof inner !== 'object' || inner === null) return inner;
    if (depth > deepest) {
      isCut = true;
      return '…';
    }
    const made: [string, unknown][] = [];
    let seen = 0;
    for (const name in inner) {
      if (seen++ >= mostElements || room <= 0) {
        isCut = true;
        break;
      }
      room--;
      made.push([name, cut((inner as Record<string, unknown>)[name], depth + 1)]);
    }
    return Array.isArray(inner) ? made.map(([, v]) => v) : Object.fromEntries(made);
  };
  return { value: cut(value, 0), isCut };
}
