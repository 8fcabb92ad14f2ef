/** A table of notes as the app exports it: a note a line, its columns by their names. */
import { MOST_TEXT } from '../../gen/limits';
import type { CellId, SheetView } from '../../gen/board';
import type { BoardMirror } from '../../state/board/board-mirror';
import type { PastePlace } from '../../state/screen/pasting';
import { nameKey } from '../../state/board/same-name';
import type { NoteContent } from '../duplicate';
import { type Batch, plainContent } from './add-all';
import type { Block } from './read-table';
import { fitted } from './split-text';

/** Columns that are read; whose note it was, its votes and its id belong to the board that it comes from. */
const COLUMNS = [
  ...['sheet', 'stage', 'step', 'row', 'kind', 'text', 'tags', 'impact', 'evidence', 'source', 'owner'],
  ...['moment', 'link', 'detail', 'parked'],
] as const;

/** Most tags that a note has. */
const MOST_TAGS = 20;

/** A line of the table: what its columns say, empty where there is none. */
export type TableLine = Readonly<Record<string, string>>;

export interface BoardTable {
  /** Lines with a note. */
  readonly lines: readonly TableLine[];
  /** Lines without one: ratings and metrics. */
  readonly others: number;
}

/** What is shown of a note before it is pasted. */
export interface TableNote {
  readonly content: NoteContent;
  /** `null` for the parking lot. */
  readonly cell: CellId | null;
}

export interface LaidTable {
  readonly notes: readonly TableNote[];
  /** Notes whose stage or row is not on the board: they are in the parking lot. */
  readonly homeless: number;
  /** Note types that the board does not have: their notes get the type of their row. */
  readonly unknownKinds: readonly string[];
}

/** Reads cells as such a table; `null` when their first line names none. */
export function readBoardTable(rows: Block): BoardTable | null {
  const names = (rows[0] ?? []).map(nameKey);
  if (!names.includes('text') || !['stage', 'row', 'kind'].some((name) => names.includes(name))) return null;
  const lines = rows
    .slice(1)
    .map((row) => Object.fromEntries(names.map((name, at) => [name, unprotected(row[at] ?? '')])))
    .map((line) => Object.fromEntries(COLUMNS.map((name) => [name, line[name] ?? ''])));
  const noted = lines.filter(({ text = '' }) => text !== '');
  return noted.length === 0 ? null : { lines: noted, others: lines.length - noted.length };
}

/** A cell that a spreadsheet would run has an apostrophe before it. */
function unprotected(cell: string): string {
  return /^'+[=+@\t\r-]/.test(cell) ? cell.slice(1) : cell;
}

/** Where the notes of a table go on a board: by their names, and beside `place` where the table has none. */
export function layTable(
  { lines }: BoardTable,
  board: BoardMirror,
  sheet: SheetView | undefined,
  place: PastePlace,
): LaidTable {
  const unknown = new Map<string, string>();
  let homeless = 0;
  const notes = lines.flatMap((line) => {
    const { kind = '', text = '', parked = '' } = line;
    const known = board.kinds.find(({ id, title }) =>
      [id, title].some((name) => nameKey(name) === nameKey(kind)),
    );
    if (kind !== '' && known === undefined) unknown.set(nameKey(kind), kind);
    const cell = isYes(parked) ? null : cellOf(line, board, sheet, place);
    const [first = '', ...rest] = fitted([text], MOST_TEXT);
    const contents = [
      contentOfLine(line, first, known?.id),
      ...rest.map((part) => plainContent(part, known?.id ?? null)),
    ];
    if (cell === undefined) homeless += contents.length;
    return contents.map((content): TableNote => ({ content, cell: cell ?? null }));
  });
  return { notes, homeless, unknownKinds: [...unknown.values()] };
}

/** The notes by their cells, in the order of the table. */
export function tableBatches({ notes }: LaidTable): Batch[] {
  const batches = new Map<string, { place: PastePlace; contents: NoteContent[] }>();
  for (const { content, cell } of notes) {
    const key = cell === null ? '' : `${cell.step}/${cell.row}`;
    const batch = batches.get(key) ?? { place: { cell }, contents: [] };
    batch.contents.push(content);
    batches.set(key, batch);
  }
  return [...batches.values()];
}

/** The cell that a line names; `undefined` when the board does not have it. */
function cellOf(
  line: TableLine,
  board: BoardMirror,
  shown: SheetView | undefined,
  place: PastePlace,
): CellId | undefined {
  const { sheet: title = '', stage = '', step = '', row = '' } = line;
  const sheet = board.sheets.find((one) => isSame(one.title, title)) ?? shown;
  if (sheet === undefined) return undefined;
  const column = board.columns(sheet).find((one) => {
    if (stage === '') return one.id === place.cell?.step;
    const named = one.stage.steps.find(({ id }) => id === one.id)?.title ?? '';
    return isSame(one.stage.title, stage) && (step === '' || isSame(named, step));
  });
  const lane = sheet.rows.find((one) =>
    row === '' ? one.id === place.cell?.row : one.type === 'notes' && isSame(one.title, row),
  );
  return column === undefined || lane === undefined ? undefined : { step: column.id, row: lane.id };
}

function contentOfLine(line: TableLine, text: string, kind: string | undefined): NoteContent {
  const { tags = '', impact, evidence, moment = '' } = line;
  const texts = (['source', 'owner', 'link', 'detail'] as const).flatMap((name) => {
    const said = line[name] ?? '';
    return said === '' ? [] : [[name, said] as const];
  });
  const all = tags.split(';').map((tag) => tag.trim());
  return {
    ...plainContent(text, kind ?? null),
    ...Object.fromEntries(texts),
    ...(tags === '' ? {} : { tags: all.filter((tag) => tag !== '').slice(0, MOST_TAGS) }),
    impact: impact === 'trivial' || impact === 'work-around' || impact === 'abandon' ? impact : null,
    evidence: evidence === 'assumption' || evidence === 'data' || evidence === 'quote' ? evidence : null,
    ...(isYes(moment) ? { moment: true } : {}),
  };
}

function isYes(cell: string): boolean {
  return nameKey(cell) === 'yes';
}

function isSame(one: string, other: string): boolean {
  return other !== '' && nameKey(one) === nameKey(other);
}
