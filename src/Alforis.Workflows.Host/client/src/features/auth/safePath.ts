const fallback = '/workflows';

/**
 * Where to go after the sign-in: an address of this site alone, for a link must not send whoever signs in elsewhere. It is read as browsers read it, who drop tabs and line ends and take `\` for `/`.
 */
export function safePath(next: string | null, origin = window.location.origin) {
  if (!next?.startsWith('/')) return fallback;
  try {
    const url = new URL(next, origin);
    // A path that begins with two slashes names another host when it is read again.
    return url.origin === origin && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : fallback;
  } catch {
    return fallback;
  }
}

/** The way to the sign-in, and back to where one is. */
export function signInPath(here: string, { of, ended = false }: { of?: number | null; ended?: boolean } = {}) {
  return `/login?${ended ? 'ended&' : ''}next=${encodeURIComponent(here)}${of ? `&of=${of}` : ''}`;
}

/** Where to go after the sign-in. Another user than the one who was there before begins at the start: what the former looked at is nothing of theirs. */
export function destination(params: URLSearchParams, user: number) {
  const of = params.get('of');
  return of !== null && of !== String(user) ? fallback : safePath(params.get('next'));
}
