/** Cells of a spreadsheet from the clipboard: an HTML table, or lines of tabbed text with quotes. */

/** Row by row; all rows are equally long, and none at the edges is empty. */
export type Block = readonly (readonly string[])[];

/** Cells, and whether there were more than are read. */
export interface Cells {
  readonly rows: Block;
  readonly isCut: boolean;
}

/** Most cells that are read: five for each note that a board can hold. */
const MOST_CELLS = 100_000;

/** The widest and tallest a merged cell is believed to be. */
const MOST_SPAN = 200;

/** The cells of a table. */
export function fromTable(table: Element): Cells {
  const rows: string[][] = [];
  const lines = [...table.querySelectorAll('tr')].filter((line) => line.closest('table') === table);
  let left = MOST_CELLS;
  for (const [at, line] of lines.entries()) {
    const row = (rows[at] ??= []);
    let column = 0;
    for (const field of [...line.children].filter((child) => /^t[dh]$/i.test(child.tagName))) {
      // A merged cell further up reaches into this row.
      while (row[column] !== undefined) column += 1;
      const across = spanOf(field, 'colspan');
      const down = Math.min(spanOf(field, 'rowspan'), lines.length - at);
      left -= across * down;
      if (left < 0) return { rows: whole(rows.slice(0, at)), isCut: true };
      for (let below = 0; below < down; below += 1)
        for (let beside = 0; beside < across; beside += 1) (rows[at + below] ??= [])[column + beside] ??= '';
      row[column] = textOf(field);
      column += across;
    }
  }
  return { rows: whole(rows), isCut: false };
}

/** Rows without gaps. */
function whole(rows: readonly string[][]): Block {
  return rows.map((row) => Array.from(row, (text) => text ?? ''));
}

function spanOf(field: Element, name: 'colspan' | 'rowspan'): number {
  const span = Number.parseInt(field.getAttribute(name) ?? '1', 10);
  return Number.isFinite(span) ? Math.max(1, Math.min(span, MOST_SPAN)) : 1;
}

/** What a cell says: line breaks of its own stay, those of the HTML's writing do not. */
export function textOf(node: Node): string {
  return cleaned(linesOf(node, () => ''));
}

/** The lines of a page with lists, each as far indented as it stands deep. */
export function indented(node: Node): string {
  const lines = linesOf(node, (depth) => '\t'.repeat(Math.max(0, depth - 1)));
  // Blanks of the HTML's writing are no indent.
  return lines.replaceAll(/^(\t*) +/gm, '$1');
}

/** The text of a page; `indent` gives what stands before a line inside so many lists. */
function linesOf(node: Node, indent: (depth: number) => string): string {
  const parts: string[] = [];
  const visit = (inside: Node, depth: number): void => {
    for (const child of inside.childNodes) {
      if (child.nodeType === 3) parts.push((child.nodeValue ?? '').replace(/[ \t\r\n]+/g, ' '));
      else if (child.nodeName.toLowerCase() === 'br') parts.push(`\n${indent(depth)}`);
      else if (!/^(style|script|template)$/i.test(child.nodeName)) {
        const isBlock = /^(p|div|li|ul|ol|h[1-6]|table|tr|td|th|blockquote|pre)$/i.test(child.nodeName);
        const inner = /^[uo]l$/i.test(child.nodeName) ? depth + 1 : depth;
        if (isBlock) parts.push(`\n${indent(inner)}`);
        visit(child, inner);
        if (isBlock) parts.push(`\n${indent(depth)}`);
      }
    }
  };
  visit(node, 0);
  return parts.join('').replaceAll('\u00a0', ' ');
}

function cleaned(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .join('\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** Tab-separated lines as spreadsheets write them: a field with breaks or quotes is quoted, quotes doubled. */
export function fromTabbed(text: string, separator = '\t'): Cells {
  const rows: string[][] = [[]];
  let field = '';
  let isQuoted = false;
  let left = MOST_CELLS;
  const endField = (): void => {
    rows.at(-1)?.push(cleaned(field));
    field = '';
    left -= 1;
  };
  const source = text
    .replace(/\r\n?|\u{2029}/gu, '\n')
    .replaceAll(/[\v\u{2028}]/gu, '\n')
    .replace(/\n$/, '');
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at] ?? '';
    if (left < 0) return { rows: rows.slice(0, -1), isCut: true };
    if (isQuoted) {
      if (letter !== '"') field += letter;
      else if (source[at + 1] === '"') {
        field += '"';
        at += 1;
      } else isQuoted = false;
    } else if (letter === '"' && field === '' && closes(source, at, separator)) isQuoted = true;
    else if (letter === separator) endField();
    else if (letter === '\n') {
      endField();
      rows.push([]);
    } else field += letter;
  }
  endField();
  return { rows, isCut: false };
}

/** Whether a quote that opens a field is closed before a tab or the end of a line: people write quotes too. */
function closes(source: string, from: number, separator: string): boolean {
  let at = source.indexOf('"', from + 1);
  while (at >= 0 && source[at + 1] === '"') at = source.indexOf('"', at + 2);
  return at >= 0 && [undefined, separator, '\n'].includes(source[at + 1]);
}

/** Without empty rows and columns at the edges, and with rows of one length. */
export function trimmed(block: Block): Block {
  const isFilled = (row: readonly string[]): boolean => row.some((text) => text !== '');
  const top = block.findIndex(isFilled);
  if (top < 0) return [];
  const kept = block.slice(top, block.findLastIndex(isFilled) + 1);
  const left = Math.min(...kept.filter(isFilled).map((row) => row.findIndex((text) => text !== '')));
  const right = Math.max(...kept.map((row) => row.findLastIndex((text) => text !== '')));
  const columns = right - left + 1;
  return kept.map((row) => Array.from({ length: columns }, (_, at) => row[left + at] ?? ''));
}
