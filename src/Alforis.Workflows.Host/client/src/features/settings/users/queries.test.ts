import { describe, expect, it } from 'vitest';
import type { Me } from '@/features/auth/session';
import { mayManage, type User } from './queries';

const me = (roles: string[]) => ({ id: 1, roles }) as Me;
const user = (roles: string[], id = 2) => ({ id, roles }) as User;

describe('mayManage', () => {
  it.each<[string, string[], User, boolean]>([
    ['oneself', ['admin'], user(['admin'], 1), false],
    ['an administrator', ['admin'], user(['admin']), true],
    ['any role', ['admin'], user(['manager']), true],
    ['a role that one lacks', ['manager'], user(['admin']), false],
    ['one of several roles that one lacks', ['manager'], user(['manager', 'viewer']), false],
    ['no role', ['manager'], user([]), true],
  ])('answers for %s', (_, own, other, expected) => {
    expect(mayManage(me(own), other)).toBe(expected);
  });
});
