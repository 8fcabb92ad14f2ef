/**
 * The items of a text: what each line or paragraph says, without the marks that lists begin with. The app reads lists
 * of files by the same rules (`items.rs`); both are held to the cases of `tests/inputs/lists.json`.
 */

/** Signs that lists begin their lines with, also those that word processors write from fonts of symbols. */
const BULLET =
  /^(?:[•·◦▪▫‣⁃∙●○■□◆◇➢➤►▸→✓✔☐☑☒*+–—\u{f0b7}\u{f0a7}\u{f0d8}\u{f0fc}\u{f06f}-](?=\s|$)|o(?=\t))/u;

/** A number or letter as lists have them: `1.`, `2)`, `(3)`, `a)`, `iv.`, `1.2.`. */
const LABEL = /^\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)](?=\s)/i;

/** A label that is a plain number: `1.`, `1)`, `(1)`. */
const NUMBER = /^\(?(\d{1,3})[.)](?=\s)/;

/** A label of several levels as headings of word processors have them, without a sign behind it: `1.2`. */
const LEVEL = /^\d{1,3}(?:\.\d{1,3})*(?=\t)/;

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
  const labels = labelsOf(lines);
  return lines.map((line) => itemOf(line, labels)).filter((item) => item !== '');
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
  const labels = labelsOf(lines);
  const depths = lines.map((line) => depthOf(line, labels));
  const least = Math.min(...depths);
  const most = Math.max(...depths);
  if (most === least) return null;
  const levels = [...new Set(depths)].toSorted((a, b) => a - b);
  const items: string[] = [];
  for (const [at, line] of lines.entries()) {
    const item = itemOf(line, labels);
    const level = levels.indexOf(depths[at] ?? least);
    if (item === '') continue;
    // What stands deeper than everything before it has nothing to stand below.
    if (level === 0 || items.length === 0) items.push(item);
    else items.push(`${items.pop() ?? ''}\n${'  '.repeat(level - 1)}• ${item.replaceAll('\n', ' ')}`);
  }
  return items.length < lines.length ? items : null;
}

/** How far a line is indented: in spaces, a tab as four, else by the sign or the number that it begins with. */
function depthOf(line: string, labels: Labels): number {
  const indent = /^[ \t\u{a0}]*/u.exec(line)?.[0] ?? '';
  const spaces = [...indent].reduce((sum, sign) => sum + (sign === '\t' ? 4 : 1), 0);
  if (spaces > 0) return spaces;
  if (labels === 'levels') return LEVEL.exec(line)?.[0].split('.').length ?? 0;
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
  const lines = text.split(LINE_END);
  const label = labelsOf(lines) === 'levels' ? LEVEL : LABEL;
  return lines.every((line) => {
    const inner = line.replace(/^\s+/, '');
    return !inner.replace(BULLET, '').replace(label, '').trimStart().includes('\t');
  });
}

function itemOf(line: string, labels: Labels): string {
  const plain = withoutMark(line, labels).replaceAll(SOFT_BREAK, '\n');
  return trimmed(plain.split('\n').map(trimmed).join('\n'));
}

function withoutMark(line: string, labels: Labels): string {
  const whole = trimmed(line);
  if (labels === 'levels') return trimmed(whole.replace(LEVEL, ''));
  const label = LABEL.exec(whole)?.[0];
  const mark =
    BULLET.exec(whole)?.[0] ??
    (label !== undefined && (whole[label.length] === '\t' || (labels === 'numbers' && NUMBER.test(whole)))
      ? label
      : '');
  const rest = trimmed(whole.slice(mark.length));
  return rest.replace(BOX, '');
}

function trimmed(text: string): string {
  return text.replaceAll(EDGES, '');
}

/**
 * What the numbers at the beginnings of a text's lines are: those of a list, those of headings of several levels
 * (`1`, `1.1`, `1.2`, `2`), or a part of what the lines say.
 */
type Labels = 'numbers' | 'levels' | 'text';

function labelsOf(lines: readonly string[]): Labels {
  if (areLevels(lines)) return 'levels';
  return isCounted(lines) ? 'numbers' : 'text';
}

/**
 * Whether every line begins with a number and a tab, the numbers have several levels, and each follows from the one
 * before: other numbers with a dot are prices and ratings beside something.
 */
function areLevels(lines: readonly string[]): boolean {
  const written = lines.map(trimmed).filter((line) => line !== '');
  const labels = written.map((line) => LEVEL.exec(line)?.[0].split('.').map(Number) ?? []);
  const follows = (label: readonly number[], at: number): boolean => {
    const before = labels[at - 1];
    if (label.length === 0) return false;
    if (before === undefined) return true;
    const last = label.length - 1;
    const isSame = label.slice(0, last).every((part, level) => part === before[level]);
    return isSame && last <= before.length && label[last] === (before[last] ?? 0) + 1;
  };
  return labels.length > 1 && labels.some(({ length }) => length > 1) && labels.every(follows);
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
