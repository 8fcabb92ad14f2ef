/** Long texts as several notes: cut where a reader would pause. */

/** Where a text may be cut, best first: between paragraphs, lines, sentences, clauses, words. */
const PAUSES = [
  /\n{2,}/g,
  /\n/g,
  /(?<=[.!?…。！？]["»”’)]*)\s+|(?<=[。！？])/g,
  /(?<=[,;:–—、，])\s*/g,
  /\s+/g,
];

/** How much of a note is filled at least, before a worse place to cut is taken. */
const FILLED = 0.5;

/** The text in parts of at most `most` UTF-16 units, none empty, nothing left out but white space between them. */
export function splitText(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const end = endOf(rest, most);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts.filter((part) => part !== '');
}

/** Every text that is too long in parts; the others as they are. */
export function fitted(texts: readonly string[], most: number): string[] {
  return texts.flatMap((text) => (text.length > most ? splitText(text, most) : [text]));
}

function endOf(text: string, most: number): number {
  // One more, so that a pause right behind the last unit counts.
  const window = text.slice(0, most + 1);
  for (const pause of PAUSES) {
    const last = [...window.matchAll(pause)].findLast(({ index }) => index > 0 && index <= most);
    if (last !== undefined && last.index >= most * FILLED) return last.index;
  }
  return characterEnd(text, most);
}

/** A cut inside a word at least keeps characters whole, as people count them. */
function characterEnd(text: string, most: number): number {
  const from = Math.max(0, most - 64);
  const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    text.slice(from, most + 64),
  );
  const last = [...characters].findLast(({ index }) => from + index <= most && from + index > 0);
  return last === undefined || from + last.index === 0 ? most : from + last.index;
}
