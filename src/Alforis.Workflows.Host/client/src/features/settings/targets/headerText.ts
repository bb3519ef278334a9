/** Reads headers, one a line as `Name: value`. */
export function readHeaders(text: string): { headers: Record<string, string> } | { wrongLine: number } {
  const headers = new Map<string, [string, string]>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim();
    if (name === '' || headers.has(name.toLowerCase())) return { wrongLine: index + 1 };
    headers.set(name.toLowerCase(), [name, line.slice(colon + 1).trim()]);
  }
  return { headers: Object.fromEntries(headers.values()) };
}
