import { describe, expect, it } from 'vitest';
import { readHeaders } from './headerText';

describe('readHeaders', () => {
  it.each([
    ['', {}],
    ['  \n', {}],
    ['Authorization: Bearer a:b', { Authorization: 'Bearer a:b' }],
    ['X-One: 1\r\n\r\nX-Two:2', { 'X-One': '1', 'X-Two': '2' }],
  ])('reads %j', (text, headers) => expect(readHeaders(text)).toEqual({ headers }));

  it.each([
    ['no colon', 1],
    ['X: 1\n: 2', 2],
    ['X: 1\n\nx: 2', 3],
  ])('says the line that is wrong in %j', (text, wrongLine) => expect(readHeaders(text)).toEqual({ wrongLine }));
});
