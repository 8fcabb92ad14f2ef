/** The smallest replacement that makes one text out of another, in UTF-16 units. */
export interface Splice {
  at: number;
  remove: number;
  insert: string;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/**
 * What turns `before` into `after`; `null` when they are equal. `caret`, where typing left it in `after`,
 * says which of several equal letters was typed. Surrogate pairs stay whole, so that no half of an emoji
 * is ever written.
 */
export function spliceBetween(before: string, after: string, caret = after.length): Splice | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let tail = 0;
  const tailMost = Math.min(shorter, Math.max(0, after.length - caret));
  while (tail < tailMost && unitFromEnd(before, tail) === unitFromEnd(after, tail)) tail += 1;
  let head = 0;
  while (head < shorter - tail && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  while (tail < shorter - head && unitFromEnd(before, tail) === unitFromEnd(after, tail)) tail += 1;
  if (head > 0 && isHighSurrogate(before.charCodeAt(head - 1))) head -= 1;
  if (tail > 0 && isLowSurrogate(unitFromEnd(before, tail - 1))) tail -= 1;
  return { at: head, remove: before.length - head - tail, insert: after.slice(head, after.length - tail) };
}

/** Where a caret at `position` is after somebody else's splice. */
export function caretAfter(position: number, splice: Splice): number {
  if (position <= splice.at) return position;
  if (position <= splice.at + splice.remove) return splice.at + splice.insert.length;
  return position - splice.remove + splice.insert.length;
}

/** `text` with the splice done. */
export function spliced(text: string, splice: Splice): string {
  return text.slice(0, splice.at) + splice.insert + text.slice(splice.at + splice.remove);
}

function unitFromEnd(text: string, back: number): number {
  return text.charCodeAt(text.length - 1 - back);
}

/** A text and where the caret stands in it. */
export interface Merged {
  text: string;
  caret: number;
}

/**
 * What was typed here on top of `base`, together with what others made of `base` meanwhile. Where both touched
 * the same letters, what was typed here stays and theirs follows it.
 */
export function merged(base: string, typed: string, theirs: string, caret: number): Merged {
  const own = spliceBetween(base, typed, caret);
  const other = spliceBetween(base, theirs);
  if (other === null) return { text: typed, caret };
  let text = typed;
  let at = caret;
  for (const splice of own === null ? [other] : carriedOver(other, own)) {
    text = spliced(text, splice);
    at = caretAfter(at, splice);
  }
  return { text, caret: at };
}

/**
 * Words that an earlier page left in a note that said `base` then, on top of what it says now. The first of them may
 * have arrived before the page was gone: they are not there twice.
 */
export function broughtBack(base: string, left: string, theirs: string): string {
  const own = spliceBetween(base, left);
  const other = spliceBetween(base, theirs);
  const isBegun = own !== null && other?.at === own.at && own.insert.startsWith(other.insert);
  if (isBegun && other.remove <= own.remove) return left;
  return merged(base, left, theirs, left.length).text;
}

/** `other` on the text after `own`, as splices to be done one after the other. */
function carriedOver(other: Splice, own: Splice): Splice[] {
  const grown = own.insert.length - own.remove;
  const ownEnd = own.at + own.remove;
  const otherEnd = other.at + other.remove;
  if (otherEnd < own.at || (otherEnd === own.at && other.remove > 0)) return [other];
  if (other.at >= ownEnd) return [{ ...other, at: other.at + grown }];
  const behind = {
    at: own.at + own.insert.length,
    remove: Math.max(0, otherEnd - ownEnd),
    insert: other.insert,
  };
  const ahead = { at: other.at, remove: Math.max(0, own.at - other.at), insert: '' };
  return ahead.remove > 0 ? [behind, ahead] : [behind];
}
