import { describe, expect, it } from 'vitest';
import { destination, safePath, signInPath } from './safePath';

it.each([
  ['/deals/5?tab=a#b', '/deals/5?tab=a#b'],
  ['/', '/'],
  [null, '/workflows'],
  ['', '/workflows'],
  ['deals', '/workflows'],
  ['https://evil.example/', '/workflows'],
  ['javascript:alert(1)', '/workflows'],
  ['//evil.example', '/workflows'],
  ['/\\evil.example', '/workflows'],
  ['/\t/evil.example', '/workflows'],
  ['/\n/evil.example', '/workflows'],
  ['/\r\n\\evil.example', '/workflows'],
  ['/.//evil.example', '/workflows'],
  ['/a/..//evil.example', '/workflows'],
  ['//[', '/workflows'],
])('goes from "%s" to "%s"', (next, path) => expect(safePath(next, 'https://crm.example')).toBe(path));

describe('destination', () => {
  it.each([
    ['next=/deals?stage=lost&of=7', '/deals?stage=lost'],
    ['next=/deals', '/deals'],
    ['next=/deals&of=8', '/workflows'],
    ['', '/workflows'],
  ])('of %j for user 7 is %s', (query, expected) => expect(destination(new URLSearchParams(query), 7)).toBe(expected));

  it('comes back from the way to the sign-in', () =>
    expect(destination(new URL(signInPath('/deals?stage=lost&skip=25', { of: 7, ended: true }), 'http://x').searchParams, 7)).toBe(
      '/deals?stage=lost&skip=25',
    ));
});
