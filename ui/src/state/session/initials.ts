/** What an avatar shows of a name. */

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
