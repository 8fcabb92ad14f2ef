import { describe, expect, it } from 'vitest';
import { inPieces } from './note-pieces';

const squeezed = (text: string): string => text.replace(/\s+/g, '');

describe('a text in pieces that a note holds', () => {
  it.each([
    ['paragraphs', `${'a'.repeat(30)}\n\n${'b'.repeat(40)}\n\n${'c'.repeat(30)}`],
    ['lines', Array.from({ length: 30 }, (_, at) => `line ${at}`).join('\n')],
    ['sentences', 'It waits. '.repeat(30)],
    ['words', 'word '.repeat(60)],
    ['letters without a space', 'x'.repeat(333)],
    ['letters of two units', '🚀'.repeat(120)],
    ['a language without spaces', '待ち時間が長い'.repeat(40)],
  ])('loses nothing: %s', (_, text) => {
    const pieces = inPieces(text, 60);
    expect(pieces.every((piece) => piece.length <= 60 && piece !== '')).toBe(true);
    expect(squeezed(pieces.join(''))).toBe(squeezed(text));
  });

  it('is cut where a sentence ends rather than in it', () => {
    expect(inPieces(`${'One two three. '.repeat(3)}Four`, 46)).toEqual([
      'One two three. One two three. One two three.',
      'Four',
    ]);
  });

  it('never cuts a letter in two', () => {
    for (const piece of inPieces(`x${'👩‍👩‍👧'.repeat(40)}`, 60)) expect(piece).not.toMatch(/^\u200d|\u200d$/u);
  });

  it('is one piece when it fits, also when empty', () => {
    expect(inPieces('short', 60)).toEqual(['short']);
    expect(inPieces('', 60)).toEqual(['']);
  });
});
