import { describe, expect, it, vi } from 'vitest';
import { putAtFields } from './fieldErrors';
import { ApiProblem } from './problem';
import { tellProblem } from './tellProblem';

vi.mock('./tellProblem', () => ({ tellProblem: vi.fn() }));

const problem = (...pointers: string[]) =>
  new ApiProblem(400, { title: 'Wrong', errors: pointers.map((pointer) => ({ code: 'c', pointer, message: `at ${pointer}` })) });

describe('putAtFields', () => {
  it.each([
    ['a member', ['/url'], ['url'], false],
    ['a part of a member', ['/event_types/0'], ['event_types'], false],
    ['another name', ['/headers/X'], ['header_text'], false],
    ['the first of several at one field', ['/url', '/url'], ['url'], false],
    ['a member without a field', ['/url', '/nowhere'], ['url'], true],
    ['the whole', [''], [], true],
    ['nothing', [], [], true],
  ])('puts %s where it belongs', (_, pointers, fields, isTold) => {
    const setError = vi.fn();
    vi.mocked(tellProblem).mockClear();
    putAtFields(problem(...pointers), setError, ['url', 'event_types'], { headers: 'header_text' });
    expect(setError.mock.calls.map((call) => call[0])).toEqual(fields);
    expect(setError.mock.calls.map((call) => call[2].shouldFocus)).toEqual(fields.map((_, i) => i === 0));
    expect(tellProblem).toHaveBeenCalledTimes(isTold ? 1 : 0);
  });

  it('tells what is no problem of the server', () => {
    vi.mocked(tellProblem).mockClear();
    putAtFields(new TypeError('away'), vi.fn(), []);
    expect(tellProblem).toHaveBeenCalledOnce();
  });
});
