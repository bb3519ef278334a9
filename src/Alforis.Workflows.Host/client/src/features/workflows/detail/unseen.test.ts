import { describe, expect, it } from 'vitest';
import { ApiProblem } from '@/shared/api/problem';
import { unseenOf } from './unseen';

const refused = (status: number, detail: string) => new ApiProblem(status, { title: 'This is not allowed.', detail });

describe('unseenOf', () => {
  it.each([
    ['a permission to read', refused(403, "It needs the permission 'deals:read'. An administrator can give a role that has it."), 'deals'],
    ['people', refused(403, "It needs the permission 'people:read'."), 'people'],
    ['another permission', refused(403, "It needs the permission 'workflows:execute'."), null],
    ['another problem', refused(404, "'deals:read'"), null],
    ['no answer', new TypeError('away'), null],
  ])('tells %s', (_, error, expected) => expect(unseenOf(error)).toBe(expected));
});
