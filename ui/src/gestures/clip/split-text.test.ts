import { describe, expect, it } from 'vitest';
import { fitted, splitText } from './split-text';

describe('a text that is too long for a note', () => {
  it.each([
    ['between paragraphs', 'one two\n\nthree', 10, ['one two', 'three']],
    ['between lines', 'one two\nthree four', 12, ['one two', 'three four']],
    ['between sentences', 'One two. Three four.', 12, ['One two.', 'Three four.']],
    ['between sentences without spaces', '一二三。四五六。', 5, ['一二三。', '四五六。']],
    ['between words', 'alpha beta gamma', 12, ['alpha beta', 'gamma']],
    ['inside a word where there is nothing else', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['never inside a character', '👩‍🚀👩‍🚀👩‍🚀', 7, ['👩‍🚀', '👩‍🚀', '👩‍🚀']],
  ] as const)('is split %s', (_, text, most, parts) => expect(splitText(text, most)).toEqual(parts));

  it('loses no word, and no part is too long', () => {
    const text = Array.from({ length: 900 }, (_, at) => `Word${at}${at % 9 === 0 ? '.' : ''}`).join(' ');
    const parts = splitText(text, 400);
    expect(parts.every((part) => part.length <= 400 && part.length > 150)).toBe(true);
    expect(parts.join(' ')).toBe(text);
  });

  it('leaves the others as they are', () => {
    expect(fitted(['short', 'a b c d'], 5)).toEqual(['short', 'a b c', 'd']);
  });
});
