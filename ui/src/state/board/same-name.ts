/** When two names are the same: as people see them. The app compares by the same rules (`name_key` in Rust). */

/**
 * Shows nothing wherever it stands: soft hyphen, mark of Arabic letters, vowel separator, zero-width space, marks of
 * direction, word joiner, selectors of a drawing, byte order mark.
 */
const UNSEEN =
  /\u{ad}|\u{61c}|\u{180e}|\u{200b}|[\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2069}]|[\u{fe00}-\u{fe0f}]|\u{feff}/gu;

/** Joiners that join nothing: at the edge of a word, or beside a Latin letter or another one. */
const IDLE_JOINERS =
  /(?<!(?!\s|\u{200c}|\u{200d})[\u{370}-\u{10ffff}])(?:\u{200c}|\u{200d})|(?:\u{200c}|\u{200d})(?!(?!\s|\u{200c}|\u{200d})[\u{370}-\u{10ffff}])/gu;

/** White space and control characters, which part words. */
const SPACE = /[\s\p{Cc}]+/gu;

/** A text without the characters that show nothing. */
export function seenOf(text: string): string {
  return text.replaceAll(UNSEEN, '').replaceAll(IDLE_JOINERS, '');
}

/** What a name is compared by. */
export function nameKey(name: string): string {
  const folded = name.normalize('NFC').toLowerCase().normalize('NFC');
  return seenOf(folded).replaceAll(SPACE, ' ').trim().normalize('NFC');
}

export function isSameName(one: string, other: string): boolean {
  return nameKey(one) === nameKey(other);
}
