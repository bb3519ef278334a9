import { expect, it } from 'vitest';
import { safePath } from './safePath';

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
