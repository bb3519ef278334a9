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
