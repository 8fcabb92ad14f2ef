/** A block of spreadsheet cells laid on stages and rows, from the focused cell on. */
import { MOST_TEXT } from '../../gen/limits';
import type { CellId, RowView, SheetView } from '../../gen/board';
import type { Column } from '../../state/board/board-mirror';
import { nameKey } from '../../state/board/same-name';
import type { Block } from './read-table';
import { fitted } from './split-text';

export interface BlockOptions {
  /** The first row holds names of stages. */
  readonly hasStages: boolean;
  /** The first column holds names of rows. */
  readonly hasRows: boolean;
  /** Each line of a cell is a note of its own. */
  readonly isLineANote: boolean;
}

/** Where a column or row of the block goes. */
export interface Lane<Part> {
  /** Its name in the block; empty without names. */
  readonly name: string;
  /** `null` when the board ends before it. */
  readonly to: Part | null;
  /** Its name is none of the board's, so it takes the next place in order. */
  readonly isUnknown: boolean;
}

/** The texts that go to one cell; `null` for those that find none. */
export interface LaidCell {
  readonly cell: CellId | null;
  readonly texts: readonly string[];
}

export interface LaidBlock {
  readonly columns: readonly Lane<Column>[];
  readonly rows: readonly Lane<RowView>[];
  /** The block without its names: the texts of each field, row by row. */
  readonly fields: readonly (readonly (readonly string[])[])[];
  readonly cells: readonly LaidCell[];
  readonly count: number;
}

export function layBlock(
  block: Block,
  sheet: SheetView,
  columns: readonly Column[],
  focus: CellId,
  options: BlockOptions,
): LaidBlock {
  const { hasStages, hasRows } = options;
  const body = block.slice(hasStages ? 1 : 0).map((row) => row.slice(hasRows ? 1 : 0));
  const wide = (block[0]?.length ?? 0) - (hasRows ? 1 : 0);
  const columnNames = Array.from({ length: wide }, (_, at) =>
    hasStages ? (block[0]?.[at + (hasRows ? 1 : 0)] ?? '') : '',
  );
  const rowNames = body.map((_, at) => (hasRows ? (block[at + (hasStages ? 1 : 0)]?.[0] ?? '') : ''));
  const laidColumns = lanes(columnNames, columns, indexOf(columns, focus.step), columnTitles, hasStages);
  const rows = sheet.rows.filter((row) => row.type === 'notes');
  const laidRows = lanes(rowNames, rows, indexOf(rows, focus.row), (row) => [row.title], hasRows);
  const fields = body.map((row) => row.map((text) => notesOf(text, options.isLineANote)));
  const cells = fields.flatMap((row, down) =>
    row.flatMap((texts, across) => {
      const column = laidColumns[across]?.to;
      const lane = laidRows[down]?.to;
      if (texts.length === 0) return [];
      return [{ cell: column && lane ? { step: column.id, row: lane.id } : null, texts }];
    }),
  );
  const count = cells.reduce((sum, { texts }) => sum + texts.length, 0);
  return { columns: laidColumns, rows: laidRows, fields, cells, count };
}

/** Whether the first row, and the first column, seem to hold names of the board's stages and rows. */
export function guessed(
  block: Block,
  sheet: SheetView,
  columns: readonly Column[],
): Pick<BlockOptions, 'hasStages' | 'hasRows'> {
  const stages = new Set(columns.flatMap(columnTitles).map(nameKey));
  const rows = new Set(sheet.rows.map((row) => nameKey(row.title)));
  const isKnown = (texts: readonly string[], titles: ReadonlySet<string>): boolean =>
    texts.some((text) => text !== '' && titles.has(nameKey(text)));
  const hasStages = isKnown(block[0] ?? [], stages);
  const first = block.slice(hasStages ? 1 : 0).map((row) => row[0] ?? '');
  // The empty corner of a table stands above names of rows.
  const hasCorner = hasStages && (block[0]?.[0] ?? '') === '' && first.some((text) => text !== '');
  return { hasStages, hasRows: hasCorner || isKnown(first, rows) };
}

/** The lines of a field as notes, those that are too long in parts; none for an empty one. */
export function notesOf(text: string, isLineANote: boolean): string[] {
  const lines = isLineANote ? text.split('\n') : [text];
  return fitted(
    lines.map((line) => line.trim()).filter((line) => line !== ''),
    MOST_TEXT,
  );
}

function columnTitles(column: Column): string[] {
  const step = column.stage.steps.find((candidate) => candidate.id === column.id);
  return [column.title, column.stage.title, step?.title ?? ''].filter((title) => title !== '');
}

/** Known names go to their place; the others take the next free place after the one before them. */
function lanes<Part extends { id: string }>(
  names: readonly string[],
  parts: readonly Part[],
  start: number,
  titles: (part: Part) => string[],
  isNamed: boolean,
): Lane<Part>[] {
  const taken = new Set<number>();
  const known = names.map((name) => {
    const isIt = (part: Part): boolean => titles(part).some((title) => nameKey(title) === nameKey(name));
    const found = name === '' ? -1 : parts.findIndex((part, at) => !taken.has(at) && isIt(part));
    taken.add(found);
    return found;
  });
  let next = start;
  return names.map((name, index) => {
    const found = known[index] ?? -1;
    while (found < 0 && taken.has(next)) next += 1;
    const at = found < 0 ? next : found;
    next = at + 1;
    return { name, to: parts[at] ?? null, isUnknown: isNamed && found < 0 };
  });
}

function indexOf(parts: readonly { id: string }[], id: string): number {
  return Math.max(
    0,
    parts.findIndex((part) => part.id === id),
  );
}
