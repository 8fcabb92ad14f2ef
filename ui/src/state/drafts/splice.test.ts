import { describe, expect, it } from 'vitest';
import { broughtBack, merged, spliceBetween, spliced } from './splice';

describe('the splice between two texts', () => {
  it.each([
    ['', 'a', { at: 0, remove: 0, insert: 'a' }],
    ['abc', 'abXc', { at: 2, remove: 0, insert: 'X' }],
    ['abc', 'ac', { at: 1, remove: 1, insert: '' }],
    ['abc', '', { at: 0, remove: 3, insert: '' }],
    ['hello world', 'hello brave world', { at: 6, remove: 0, insert: 'brave ' }],
    ['one two', 'one 2', { at: 4, remove: 3, insert: '2' }],
  ])('%j → %j', (before, after, expected) => {
    expect(spliceBetween(before, after)).toEqual(expected);
    expect(spliced(before, expected)).toBe(after);
  });

  it('is none between equal texts', () => {
    expect(spliceBetween('same', 'same')).toBeNull();
  });

  it('says which of equal letters was typed, by the caret', () => {
    expect(spliceBetween('aa', 'aaa', 1)).toEqual({ at: 0, remove: 0, insert: 'a' });
    expect(spliceBetween('aa', 'aaa', 2)).toEqual({ at: 1, remove: 0, insert: 'a' });
    expect(spliceBetween('aa', 'aaa', 3)).toEqual({ at: 2, remove: 0, insert: 'a' });
  });

  it('never cuts an emoji in half', () => {
    const splice = spliceBetween('x😀y', 'x😁y');
    expect(splice).toEqual({ at: 1, remove: 2, insert: '😁' });
    expect(spliceBetween('😀😁', '😀')).toEqual({ at: 2, remove: 2, insert: '' });
  });

  it('turns any text into any other', () => {
    const texts = ['', 'a', 'ab', 'ba', 'aab', 'abb', 'a😀b', '😀😀', 'ab\nba'];
    for (const before of texts) {
      for (const after of texts) {
        for (let caret = 0; caret <= after.length; caret += 1) {
          const splice = spliceBetween(before, after, caret);
          expect(splice === null ? before : spliced(before, splice)).toBe(after);
        }
      }
    }
  });
});

describe('typing together', () => {
  it.each([
    ['their word before mine moves the caret', 'b', 'bX', 'ab', 2, { text: 'abX', caret: 3 }],
    ['their word behind mine leaves the caret', 'b', 'Xb', 'bc', 1, { text: 'Xbc', caret: 1 }],
    ['both at one place: mine first', '', 'mine', 'theirs', 4, { text: 'minetheirs', caret: 4 }],
    ['they delete before me', 'long text', 'long text!', 'text', 10, { text: 'text!', caret: 5 }],
    ['they delete around what I typed', 'abcd', 'abXcd', '', 3, { text: 'X', caret: 1 }],
    ['nothing of theirs', 'a', 'ab', 'a', 2, { text: 'ab', caret: 2 }],
    ['nothing of mine', 'a', 'a', 'ca', 1, { text: 'ca', caret: 2 }],
  ])('%s', (_, base, typed, theirs, caret, expected) => {
    expect(merged(base, typed, theirs, caret)).toEqual(expected);
  });
});

describe('words that an earlier page left', () => {
  it.each([
    ['none of them has arrived', '', 'In the lift', '', 'In the lift'],
    ['some of them have arrived', '', 'In the lift', 'In the', 'In the lift'],
    ['all of them have arrived', '', 'In the lift', 'In the lift', 'In the lift'],
    ['the rest of a word', 'Walks past', 'Walks past twice', 'Walks past tw', 'Walks past twice'],
    ['others wrote before them', 'past', 'past twice', 'Walks past', 'Walks past twice'],
    ['a word that was replaced', 'one two', 'one 2', 'one 2', 'one 2'],
  ])('%s', (_, base, left, theirs, whole) => {
    expect(broughtBack(base, left, theirs)).toBe(whole);
  });
});
