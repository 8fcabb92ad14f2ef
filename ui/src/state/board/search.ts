/** Finding notes by what they say, who wrote them and what they are; and titles of the grid. Pure. */
import type { CellId, NoteId, NoteView, RowId, StageId, StepId } from '../../gen/board';
import type { BoardMirror } from './board-mirror';
import { seenOf } from './same-name';
import { cellKey } from '../scene/scene-mirror';

/** Notes that were found in one place, in their order there. */
export interface FoundCell {
  readonly key: string;
  /** `null` for the parking lot. */
  readonly cell: CellId | null;
  readonly column: string;
  readonly row: string;
  readonly notes: readonly NoteView[];
}

/** A title that was found, and the cell where its stage, step or row begins. */
export interface FoundTitle {
  readonly id: StageId | StepId | RowId;
  readonly what: 'stage' | 'step' | 'row';
  readonly title: string;
  /** `null` while the sheet has no cell. */
  readonly cell: CellId | null;
}

export interface Found {
  readonly titles: readonly FoundTitle[];
  /** In reading order: sheet by sheet, row by row, from left to right. */
  readonly cells: readonly FoundCell[];
  readonly count: number;
}

export const NOTHING: Found = { titles: [], cells: [], count: 0 };

/**
 * A text without what a person does not mean by it: upper case, accents, full-width forms, characters that are not
 * seen, other spaces than plain ones. Hangul falls apart into its letters, so that a syllable is found while it is
 * being typed.
 */
export function folded(text: string): string {
  return seenOf(text).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** Folding costs more than looking: a note is folded once for as long as it says the same. */
const foldedNotes = new WeakMap<NoteView, { kind: string; text: string }>();

function textOf(note: NoteView, kind: string): string {
  const known = foldedNotes.get(note);
  if (known?.kind === kind) return known.text;
  const text = folded([note.text, note.author, kind, ...(note.tags ?? []), note.owner ?? ''].join('\n'));
  foldedNotes.set(note, { kind, text });
  return text;
}

/** Everything on a board that has every word of the query. */
export function search(board: BoardMirror, query: string): Found {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return NOTHING;
  const has = (text: string): boolean => words.every((word) => text.includes(word));
  const kinds = new Map(board.kinds.map((kind) => [kind.id, kind.title]));
  const isFound = (note: NoteView): boolean => has(textOf(note, kinds.get(note.kind) ?? note.kind));
  const cells: FoundCell[] = [];
  const titles: FoundTitle[] = [];
  for (const sheet of board.sheets) {
    const columns = board.columns(sheet);
    const [top] = sheet.rows;
    const [first] = columns;
    for (const stage of sheet.stages) {
      const at = (step: StepId | undefined): CellId | null =>
        step === undefined || top === undefined ? null : { step, row: top.id };
      if (has(folded(stage.title)))
        titles.push({ id: stage.id, what: 'stage', title: stage.title, cell: at(stage.steps[0]?.id) });
      for (const step of stage.steps) {
        if (step.title !== '' && has(folded(step.title)))
          titles.push({ id: step.id, what: 'step', title: step.title, cell: at(step.id) });
      }
    }
    for (const row of sheet.rows) {
      if (has(folded(row.title))) {
        const cell = first === undefined ? null : { step: first.id, row: row.id };
        titles.push({ id: row.id, what: 'row', title: row.title, cell });
      }
      for (const column of columns) {
        const cell = { step: column.id, row: row.id };
        const notes = board.notesIn(cell).filter(isFound);
        if (notes.length > 0)
          cells.push({ key: cellKey(cell), cell, column: column.title, row: row.title, notes });
      }
    }
  }
  const parked = board.parked().filter(isFound);
  if (parked.length > 0) cells.push({ key: 'parked', cell: null, column: '', row: '', notes: parked });
  return { titles, cells, count: cells.reduce((sum, { notes }) => sum + notes.length, 0) };
}

/** The ids of all notes that were found. */
export function idsOf(found: Found): Set<NoteId> {
  return new Set(found.cells.flatMap(({ notes }) => notes.map((note) => note.id)));
}
