import { describe, expect, it } from 'vitest';
import { ApiProblem } from './problem';

describe('ApiProblem', () => {
  it('says the first thing that is wrong', () => {
    const problem = new ApiProblem(422, {
      title: 'Title',
      detail: 'Detail',
      errors: [{ code: 'WF1', pointer: '/name', message: 'The name is empty.' }],
    });
    expect(problem.sentence).toBe('The name is empty.');
    expect(problem.status).toBe(422);
  });

  it.each([
    [{ title: 'Title', detail: 'Detail' }, 'Detail'],
    [{ title: 'Title' }, 'Title'],
    [null, 'HTTP 500'],
    ['<html>', 'HTTP 500'],
    [{ title: 7, errors: 'x' }, 'HTTP 500'],
  ])('makes a sentence of whatever was answered: %j', (body, sentence) => {
    expect(new ApiProblem(500, body).sentence).toBe(sentence);
  });
});
