/** From and to which character something at a line and column (from 1) stands: to the end of its name, text or number. */
export function placeOf(text: string, line: number, column: number): [number, number] {
  const lines = text.split('\n');
  const at = Math.min(Math.max(line, 1), lines.length);
  const before = lines.slice(0, at - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const shown = (lines[at - 1] ?? '').replace(/\r$/, '');
  const start = Math.min(Math.max(column, 1) - 1, shown.length);
  const found = /^("(?:[^"\\]|\\.)*"|[\w.+-]+|.)/u.exec(shown.slice(start))?.[0] ?? '';
  return [before + start, before + start + found.length];
}
