import { expect, it } from 'vitest';
import { newPassword } from './newPassword';

it('newPassword makes twenty letters, none of which looks like another, and others each time', () => {
  expect(newPassword()).toMatch(/^[a-km-zA-HJ-NP-Z2-9]{20}$/);
  expect(newPassword()).not.toBe(newPassword());
});
