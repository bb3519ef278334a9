/** What is shown in the place of a secret, as the server does. */
export const mask = '•••';

/** A word of a name that is set off by a sign. */
export const secretWords = [
  ...['auth', 'authentication', 'authorization', 'cookie', 'credential', 'credentials', 'key', 'apikey', 'pass', 'password'],
  ...['passwd', 'pwd', 'secret', 'sig', 'signature', 'token'],
];

/** Ends of names in which the word is not set off. */
export const secretEndings = ['accesskey', 'apikey', 'authorization', 'cookie', 'password', 'secret', 'signature', 'token'];

/** Whether a header or a parameter of an address is named like a secret. */
export function isSecretName(name: string): boolean {
  const lower = name.toLowerCase();
  return lower.split(/[-_.]/).some((word) => secretWords.includes(word)) || secretEndings.some((ending) => lower.endsWith(ending));
}

/** An address without a user, and without values of parameters that are named like secrets. */
export const maskedAddress = (address: string) =>
  address
    .replace(/^(\s*[a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, `$1${mask}@`)
    .replace(/([?&#;])([^=&#;?/]+)=[^&#;]*/g, (whole, before, name) => (isSecretName(name) ? `${before}${name}=${mask}` : whole));

const isAddress = (name: string) => name === 'url' || name === 'webhook_url';

/** A setting of a call that is shown: `path` names it, from the outside in, as `['headers', 'Authorization']`. */
export function maskedSetting(path: readonly string[], value: unknown): unknown {
  const name = path.at(-1) ?? '';
  if (typeof value === 'string') {
    if (path.length === 1 && isAddress(name)) return maskedAddress(value);
    return path.length === 2 && path[0] === 'headers' && isSecretName(name) ? mask : value;
  }
  const isOpened = path.length === 0 || (path.length === 1 && name === 'headers');
  if (!isOpened || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, maskedSetting([...path, member], inner)]));
}
