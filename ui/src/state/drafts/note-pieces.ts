/** What becomes of more than a note holds. */
import { MOST_TEXT } from '../../gen/limits';

/** Where a text may be cut, best first: between paragraphs, lines, sentences, words. */
const SEAMS = [/\n\s*\n/gu, /\n/gu, /[.!?…。！？]["'”’)]*\s*/gu, /\s+/gu];

/** UTF-16 units of the longest letter that people write: a family of emoji. */
const LONGEST_LETTER = 64;

/** A text in pieces that a note holds each, cut where words, or better sentences or paragraphs, end. All of it. */
export function inPieces(text: string, most = MOST_TEXT): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const at = seamIn(rest, most);
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest];
}

/** Where the first piece ends: in its second half, or where the room ends, never within a letter. */
function seamIn(text: string, most: number): number {
  const room = text.slice(0, most + 1);
  for (const seam of SEAMS) {
    const ends = [...room.matchAll(seam)].map(({ index, 0: found }) => index + found.trimEnd().length);
    const last = ends.findLast((end) => end > most / 2 && end <= most);
    if (last !== undefined) return last;
  }
  // Some letters are long: the last one that fits is known only with what follows it.
  const letters = [...new Intl.Segmenter().segment(text.slice(0, most + LONGEST_LETTER))].map(
    ({ index }) => index,
  );
  return letters.findLast((index) => index > 0 && index <= most) ?? most;
}
