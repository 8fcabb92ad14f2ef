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

/** How deep the signs of word processors stand, which write their levels without indenting them. */
const LEVELS: Readonly<Record<string, number>> = {
  '•': 0,
  '\u{f0b7}': 0,
  o: 1,
  '◦': 1,
  '▪': 2,
  '\u{f0a7}': 2,
};

/**
 * The items of a list of several levels, each with what stands below it as lines with a sign before them; `null` when
 * the list has one level only.
 */
export function nestedItems(text: string): string[] | null {
  const lines = text.split(LINE_END).filter((line) => trimmed(line) !== '');
  const counts = isCounted(lines);
  const depths = lines.map(depthOf);
  const least = Math.min(...depths);
  const most = Math.max(...depths);
  if (most === least) return null;
  const levels = [...new Set(depths)].toSorted((a, b) => a - b);
  const items: string[] = [];
  for (const [at, line] of lines.entries()) {
    const item = itemOf(line, counts);
    const level = levels.indexOf(depths[at] ?? least);
    if (item === '') continue;
    // What stands deeper than everything before it has nothing to stand below.
    if (level === 0 || items.length === 0) items.push(item);
    else items.push(`${items.pop() ?? ''}\n${'  '.repeat(level - 1)}• ${item.replaceAll('\n', ' ')}`);
  }
  return items.length < lines.length ? items : null;
}

/** How far a line is indented: in spaces, a tab as four, else by the sign that it begins with. */
function depthOf(line: string): number {
  const indent = /^[ \t\u{a0}]*/u.exec(line)?.[0] ?? '';
  const spaces = [...indent].reduce((sum, sign) => sum + (sign === '\t' ? 4 : 1), 0);
  if (spaces > 0) return spaces;
  const sign = BULLET.exec(line)?.[0] ?? '';
  return LEVELS[sign] ?? 0;
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
