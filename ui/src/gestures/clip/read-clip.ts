/** What a clipboard holds: texts that can be notes, and cells where they lie beside or below each other. */
import { isOutline, itemsOf, nestedItems, plainText } from './items';
import { type Block, type Cells, fromTabbed, fromTable, indented, textOf, trimmed } from './read-table';

export interface Clipping {
  /** What would be a note each, in order. */
  readonly items: readonly string[];
  /** The items of a list of several levels with what stands below them; `null` for other texts. */
  readonly nested: readonly string[] | null;
  /** All of it as one text. */
  readonly text: string;
  /** The cells; `null` where there are none. */
  readonly rows: Block | null;
  /** What stands around the cells. */
  readonly around: readonly string[];
  /** There are more cells than were read. */
  readonly isCut: boolean;
}

/** Programs whose every clipping is cells: what they write as text is quoted like a table, though it has one column. */
const SHEETS =
  /data-sheets-|google-sheets-html-origin|schemas-microsoft-com:office:excel|LibreOffice[^>]*Calc/i;

/** Reads a text, and the same as HTML where there is such. */
export function readClip(text: string, html: string, parse: (html: string) => Document): Clipping {
  if (/<table[\s>]/i.test(html)) {
    const clipping = fromPage(parse(html).body, text);
    if (clipping !== null) return clipping;
  }
  if (text.includes('\t') && !isOutline(text)) return ofCells(fromTabbed(text), text);
  if (SHEETS.test(html) || hasQuotedCell(text)) return ofCells(fromTabbed(text), text);
  const said = text.trim() === '' && html !== '' ? textOf(parse(html).body) : text;
  const items = itemsOf(said);
  const nested = nestedItems(said) ?? nestedOf(html, items.length, parse);
  return { items, nested, text: plainText(said), rows: null, around: [], isCut: false };
}

/** The list of several levels that a page has and its plain text does not show; `null` where there is none. */
function nestedOf(html: string, count: number, parse: (html: string) => Document): string[] | null {
  if (!/<(?:ul|ol)[\s>]/i.test(html)) return null;
  const written = indented(parse(html).body);
  return itemsOf(written).length === count ? nestedItems(written) : null;
}

/** The tables of a page and what is written around them; `null` without cells. */
function fromPage(body: HTMLElement, text: string): Clipping | null {
  const parts = partsOf(body);
  const tables = parts.filter((part) => typeof part !== 'string');
  const around = parts.flatMap((part) => (typeof part === 'string' ? itemsOf(part) : []));
  const rows = trimmed(tables.flatMap(({ rows: some }) => some));
  if (rows.length === 0) return null;
  const isCut = tables.some((table) => table.isCut);
  if (around.length === 0) return ofCells({ rows, isCut }, text);
  // One column among paragraphs is a part of the text.
  const isBlock = (rows[0]?.length ?? 0) > 1;
  const items = parts.flatMap((part) =>
    typeof part === 'string' ? itemsOf(part) : part.rows.flatMap(itemOf),
  );
  return { items, nested: null, text: plainText(text), rows: isBlock ? rows : null, around, isCut };
}

function ofCells({ rows: all, isCut }: Cells, text: string): Clipping {
  const rows = trimmed(all);
  const items = rows.flatMap(itemOf);
  // Quotes that a spreadsheet put around a cell are none of its text.
  const isColumn = (rows[0]?.length ?? 0) < 2;
  const whole = isColumn ? items.join('\n') : plainText(text);
  return {
    items,
    nested: null,
    text: whole,
    rows: rows.length > 1 || !isColumn ? rows : null,
    around: [],
    isCut,
  };
}

/** A row of cells as one note: what its cells say, one below the other. */
function itemOf(row: readonly string[]): string[] {
  const text = row.filter((cell) => cell !== '').join('\n');
  return text === '' ? [] : [text];
}

/** Texts and tables of a page in their order. A table with one column that holds other tables lays a page out. */
function partsOf(body: HTMLElement): (string | Cells)[] {
  const parts: (string | Cells)[] = [];
  let written = '';
  const flush = (): void => {
    if (written.trim() !== '') parts.push(written);
    written = '';
  };
  const visit = (inside: Node): void => {
    for (const child of inside.childNodes) {
      const element = child.nodeType === 1 ? (child as Element) : null;
      const holdsTable = element?.querySelector('table') !== null && element !== null;
      if (element !== null && /^table$/i.test(element.nodeName) && !(holdsTable && isLayout(element))) {
        flush();
        parts.push(fromTable(element));
      } else if (holdsTable) {
        written += '\n';
        visit(element);
        written += '\n';
      } else written += element === null ? inline(child) : blockText(element);
    }
  };
  visit(body);
  flush();
  return parts;
}

/** Whether a table has one column only, so that it lays out the others that stand in it. */
function isLayout(table: Element): boolean {
  return (trimmed(fromTable(table).rows)[0]?.length ?? 0) < 2;
}

/** Text between elements, without the writing of the HTML. */
function inline(node: Node): string {
  return node.nodeType === 3 ? (node.nodeValue ?? '').replaceAll(/[ \t\r\n]+/g, ' ') : '';
}

/** The text of an element that holds no table, on lines of its own where it is a block. */
function blockText(node: Element): string {
  const isBlock = /^(p|div|li|ul|ol|h[1-6]|blockquote|pre|section|article|header|footer)$/i.test(
    node.nodeName,
  );
  if (/^(style|script|template|head|meta|title)$/i.test(node.nodeName)) return '';
  if (/^br$/i.test(node.nodeName)) return '\n';
  return isBlock ? `\n${textOf(node)}\n` : textOf(node);
}

/** A line that is a quoted cell: doubled quotes inside quotes, which people do not write. */
const QUOTED = /(?:^|\n)"(?:[^"]|"")*""(?:[^"]|"")*"(?=\r?\n|$)/;

/** Longest text that is looked through for such a cell, in UTF-16 units: the look takes its square in the worst case. */
const LOOKED_AT = 20_000;

function hasQuotedCell(text: string): boolean {
  return text.length <= LOOKED_AT && text.includes('""') && QUOTED.test(text.trim());
}
