/**
 * The items of a text: what each line or paragraph says, without the marks that lists begin with. The app reads lists
 * of files by the same rules (`items.rs`); both are held to the cases of `tests/inputs/lists.json`.
 */

/** Signs that lists begin their lines with, also those that word processors write from fonts of symbols. */
const BULLET =
  /^(?:[•·◦▪▫‣⁃∙●○■□◆◇➢➤►▸→✓✔☐☑☒*+–—\u{f0b7}\u{f0a7}\u{f0d8}\u{f0fc}\u{f06f}-](?=\s|$)|o(?=\t))/u;

/** A number or letter as lists have them: `1.`, `2)`, `(3)`, `a)`, `iv.`, `1.2.`. */
const LABEL = /^\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)](?=\s)/i;

/** A label that is a plain number. */
const NUMBER = /^(\d{1,3})[.)](?=\s)/;

/** The box of a task. */
const BOX = /^\[[ xX]\](?=\s|$)/;

/** CR LF, CR, LF, form feed, NEL, paragraph separator. */
const LINE_END = /\r\n|[\r\n\f\u{85}\u{2029}]/u;

/** Breaks inside a paragraph, as word processors write them: vertical tab, line separator. */
const SOFT_BREAK = /[\v\u{2028}]/gu;

/** White space around a text, and what is not seen there. */
const EDGES = /^[\s\u{85}\u{200b}]+|[\s\u{85}\u{200b}]+$/gu;

/** The items of a text that say something; breaks inside a paragraph stay line breaks. */
export function itemsOf(text: string): string[] {
  const lines = text.split(LINE_END);
  const counts = isCounted(lines);
  return lines.map((line) => itemOf(line, counts)).filter((item) => item !== '');
}

/** A whole text as one note says it: line breaks of every kind are plain ones. */
export function plainText(text: string): string {
  return trimmed(text.split(LINE_END).join('\n').replaceAll(SOFT_BREAK, '\n'));
}

/**
 * Whether the tabs of a text only indent its lines or stand behind bullets and numbers: an outline, and no cells beside
 * each other.
 */
export function isOutline(text: string): boolean {
  return text.split(LINE_END).every((line) => {
    const inner = line.replace(/^\s+/, '');
    return !inner.replace(BULLET, '').replace(LABEL, '').trimStart().includes('\t');
  });
}

function itemOf(line: string, counts: boolean): string {
  const plain = withoutMark(line, counts).replaceAll(SOFT_BREAK, '\n');
  return trimmed(plain.split('\n').map(trimmed).join('\n'));
}

function withoutMark(line: string, counts: boolean): string {
  const whole = trimmed(line);
  const label = LABEL.exec(whole)?.[0];
  const mark =
    BULLET.exec(whole)?.[0] ??
    (label !== undefined && (whole[label.length] === '\t' || (counts && NUMBER.test(whole))) ? label : '');
  const rest = trimmed(whole.slice(mark.length));
  return rest.replace(BOX, '');
}

function trimmed(text: string): string {
  return text.replaceAll(EDGES, '');
}

/** Whether the numbers at the beginnings of lines count: at least two, from 1 on, one after the other, anew inside. */
function isCounted(lines: readonly string[]): boolean {
  const open: number[] = [];
  const numbers = lines.flatMap((line) => NUMBER.exec(trimmed(line))?.[1] ?? []).map(Number);
  for (const number of numbers) {
    const at = open.lastIndexOf(number - 1);
    if (at >= 0) open.splice(at, open.length, number);
    else if (number === 1) open.push(1);
    else return false;
  }
  return numbers.length >= 2 && open.some((last) => last > 1);
}
