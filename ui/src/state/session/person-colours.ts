/** Colours of people: white letters on them keep 4.5:1, and they keep 3:1 on the ground of both looks. */
const COLOURS = [
  '#4f63e0',
  '#c2410c',
  '#0f766e',
  '#b83280',
  '#8a6100',
  '#2f7d32',
  '#7c4dcc',
  '#2274a5',
] as const;

/** Letters on them. */
export const ON_PERSON = '#fff';

export function personColour(number: number): string {
  return COLOURS[number % COLOURS.length] ?? COLOURS[0];
}

/** Brackets and quotes before the first letter of a word. */
const BEFORE_LETTERS = /^[!-/:-@[-`{-~«»‹›“”„‟‘’‚（「『【]+/;

/**
 * At most two letters: those that the first and the last word of a name begin with, as on notes (`initials` of
 * `board-layout`); brackets are passed over, marks and emoji stay whole.
 */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return ends
    .map((word) => [...letters.segment(word?.replace(BEFORE_LETTERS, '') || word || '')][0]?.segment ?? '')
    .join('')
    .toLocaleUpperCase();
}
