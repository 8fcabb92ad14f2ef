/** Cells of a spreadsheet from the clipboard: an HTML table, or lines of tabbed text with quotes. */

/** Row by row; all rows are equally long, and none at the edges is empty. */
export type Block = readonly (readonly string[])[];

/** Largest block that is looked at: beyond any sheet of a board. */
const MOST_ROWS = 500;
const MOST_COLUMNS = 200;

/** The block of a clipboard; `null` when it holds no cells beside each other. */
export function blockOf(html: string, text: string, parse: (html: string) => Document): Block | null {
  const fromHtml = html.includes('<table') ? fromTable(parse(html)) : null;
  const block = trimmed(fromHtml ?? (text.includes('\t') ? fromTabbed(text) : []));
  return (block[0]?.length ?? 0) > 1 ? block : null;
}

/** The first table of a page; `null` where there is none. */
export function fromTable(page: ParentNode): Block | null {
  const table = page.querySelector('table');
  if (table === null) return null;
  const rows: string[][] = [];
  const lines = [...table.querySelectorAll('tr')].filter((line) => line.closest('table') === table);
  for (const [at, line] of lines.slice(0, MOST_ROWS).entries()) {
    const row = (rows[at] ??= []);
    let column = 0;
    for (const field of [...line.children].filter((child) => /^t[dh]$/i.test(child.tagName))) {
      // A merged cell further up reaches into this row.
      while (row[column] !== undefined) column += 1;
      if (column >= MOST_COLUMNS) break;
      const across = Math.min(spanOf(field, 'colspan'), MOST_COLUMNS - column);
      const down = Math.min(spanOf(field, 'rowspan'), lines.length - at);
      for (let below = 0; below < down; below += 1)
        for (let beside = 0; beside < across; beside += 1) (rows[at + below] ??= [])[column + beside] ??= '';
      row[column] = textOf(field);
      column += across;
    }
  }
  return rows.map((row) => Array.from(row, (text) => text ?? ''));
}

function spanOf(field: Element, name: 'colspan' | 'rowspan'): number {
  const span = Number.parseInt(field.getAttribute(name) ?? '1', 10);
  return Number.isFinite(span) ? Math.max(1, Math.min(span, MOST_ROWS)) : 1;
}

/** What a cell says: line breaks of its own stay, those of the HTML's writing do not. */
function textOf(node: Node): string {
  const parts: string[] = [];
  const walk = (inside: Node): void => {
    for (const child of inside.childNodes) {
      if (child.nodeType === 3) parts.push((child.nodeValue ?? '').replace(/[ \t\r\n]+/g, ' '));
      else if (child.nodeName.toLowerCase() === 'br') parts.push('\n');
      else if (!/^(style|script|template)$/i.test(child.nodeName)) {
        const isBlock = /^(p|div|li|ul|ol|h[1-6])$/i.test(child.nodeName);
        if (isBlock) parts.push('\n');
        walk(child);
        if (isBlock) parts.push('\n');
      }
    }
  };
  walk(node);
  return cleaned(parts.join('').replaceAll('\u00a0', ' '));
}

function cleaned(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .join('\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** Tab-separated lines as spreadsheets write them: a field with breaks or quotes is quoted, quotes doubled. */
export function fromTabbed(text: string): Block {
  const rows: string[][] = [[]];
  let field = '';
  let isQuoted = false;
  const endField = (): void => {
    rows.at(-1)?.push(cleaned(field));
    field = '';
  };
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let at = 0; at < source.length && rows.length <= MOST_ROWS; at += 1) {
    const letter = source[at] ?? '';
    if (isQuoted) {
      if (letter !== '"') field += letter;
      else if (source[at + 1] === '"') {
        field += '"';
        at += 1;
      } else isQuoted = false;
    } else if (letter === '"' && field === '' && closes(source, at)) isQuoted = true;
    else if (letter === '\t') endField();
    else if (letter === '\n') {
      endField();
      rows.push([]);
    } else field += letter;
  }
  endField();
  return rows;
}

/** Whether a quote that opens a field is closed before a tab or the end of a line: people write quotes too. */
function closes(source: string, from: number): boolean {
  let at = source.indexOf('"', from + 1);
  while (at >= 0 && source[at + 1] === '"') at = source.indexOf('"', at + 2);
  return at >= 0 && [undefined, '\t', '\n'].includes(source[at + 1]);
}

/** Without empty rows and columns at the edges, and with rows of one length. */
export function trimmed(block: Block): Block {
  const rows = block.slice(0, MOST_ROWS).map((row) => row.slice(0, MOST_COLUMNS));
  const isFilled = (row: readonly string[]): boolean => row.some((text) => text !== '');
  const top = rows.findIndex(isFilled);
  if (top < 0) return [];
  const kept = rows.slice(top, rows.findLastIndex(isFilled) + 1);
  const left = Math.min(...kept.filter(isFilled).map((row) => row.findIndex((text) => text !== '')));
  const right = Math.max(...kept.map((row) => row.findLastIndex((text) => text !== '')));
  const columns = right - left + 1;
  return kept.map((row) => Array.from({ length: columns }, (_, at) => row[left + at] ?? ''));
}
