/** Notes as people read them. */
import type { CellId, NoteId } from '../../gen/board';
import type { BoardMirror } from './board-mirror';

/** The cell a note is in; `null` in the parking lot, and for a note that is not on the board. */
export function cellOfNote(board: BoardMirror, note: NoteId): CellId | null {
  const view = board.note(note);
  return view?.step !== undefined && view.row !== undefined ? { step: view.step, row: view.row } : null;
}

/** Every cell, sheet by sheet, step by step, row by row. */
export function* cellsOf(board: BoardMirror): Iterable<CellId> {
  for (const sheet of board.sheets) {
    for (const stage of sheet.stages) {
      for (const step of stage.steps) for (const row of sheet.rows) yield { step: step.id, row: row.id };
    }
  }
}

/** The notes of `among` that are on the board, cell by cell in their order, the parking lot last. */
export function inReadingOrder(board: BoardMirror, among: Iterable<NoteId>): NoteId[] {
  return handfuls(board, among).flatMap(({ notes }) => notes);
}

/** Notes of one place in their order. */
export interface Handful {
  /** `null` for the parking lot. */
  cell: CellId | null;
  notes: NoteId[];
}

/** The notes of `among`, by the place they are in. */
export function handfuls(board: BoardMirror, among: Iterable<NoteId>): Handful[] {
  const wanted = new Set(among);
  const found: Handful[] = [];
  const take = (cell: CellId | null, there: readonly { id: NoteId }[]): void => {
    const notes = there.flatMap(({ id }) => (wanted.has(id) ? [id] : []));
    if (notes.length > 0) found.push({ cell, notes });
  };
  for (const cell of cellsOf(board)) take(cell, board.notesIn(cell));
  take(null, board.parked());
  return found;
}
