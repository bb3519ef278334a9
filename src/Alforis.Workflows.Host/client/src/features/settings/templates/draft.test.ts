import { describe, expect, it } from 'vitest';
import { changesOf, copyName, emptyDraft, insertAt, mistakesOf, placeOf } from './draft';

describe('changesOf', () => {
  it('has nothing for what is as it was', () => expect(changesOf(emptyDraft, { ...emptyDraft })).toEqual({}));
  it('has the members that differ, and no others', () =>
    expect(changesOf({ ...emptyDraft, subject: 'b', html: '' }, { ...emptyDraft, subject: 'a', html: 'x' })).toEqual({
      subject: 'b',
      html: '',
    }));
});

describe('copyName', () => {
  it('passes over names that are taken, whatever their case', () =>
    expect(copyName('relance', ['Relance', 'RELANCE_2'])).toBe('relance_3'));
  it('stays within what a name may have', () => expect(copyName('x'.repeat(200), []).length).toBeLessThanOrEqual(200));
});

describe('insertAt', () => {
  it.each([
    ['ab', 1, 1, { text: 'aXYb', cursor: 3 }],
    ['abc', 0, 2, { text: 'XYc', cursor: 2 }],
    ['', 0, 0, { text: 'XY', cursor: 2 }],
  ])('puts words into %j from %d to %d', (text, start, end, expected) => expect(insertAt(text, 'XY', start, end)).toEqual(expected));
});

describe('placeOf', () => {
  it.each([
    [1, 1, 0],
    [2, 1, 3],
    [2, 2, 4],
    [9, 9, 5],
  ])('finds line %d, column %d', (line, column, at) => expect(placeOf('ab\ncd', line, column)).toBe(at));
});

describe('mistakesOf', () => {
  it('has those of the member itself', () => {
    const errors = ['/html', '/subject', ''].map((pointer) => ({ code: 'x', pointer, message: pointer }));
    expect(mistakesOf(errors, 'html').map((e) => e.message)).toEqual(['/html']);
  });
});
