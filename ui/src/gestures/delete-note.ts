import type { CellId, NoteId } from '../gen/board';
import type { Wall } from '../state/wall';
import { SPOKEN } from '../text/notes';
import { asOne } from './duplicate';

/** Takes the picked notes off the wall: one act, however many. Undo puts them back where they were. */
export function deletePicked(wall: Wall): void {
  const { notes, cell } = wall.selection;
  if (notes.length === 0 || wall.permissions.isDenied(wall.permissions.whyNotNotes('deleteNote', notes)))
    return;
  void wall.ask(asOne(notes.map((note) => ({ deleteNote: { note } })))).then((accepted) => {
    if (accepted !== null) wall.announcer.say(SPOKEN.deleted(notes.length));
  });
  pickNeighbour(wall, notes, cell);
}

/** Picks what is beside notes that go from a cell, or with `null` from the parking lot. */
export function pickNeighbour(wall: Wall, notes: readonly NoteId[], cell: CellId | null): void {
  const next = neighbourOf(wall, notes, cell);
  if (next !== null) wall.selection.pickNotes([next], cell);
  else if (cell !== null) wall.selection.pickCell(cell);
  else wall.selection.clear();
}

/** The note that takes the place of those that go: the one behind them, else the one before. */
function neighbourOf(wall: Wall, notes: readonly NoteId[], cell: CellId | null): NoteId | null {
  const { board } = wall.mirror;
  const there = (cell === null ? board?.parked() : board?.notesIn(cell))?.map((note) => note.id) ?? [];
  const last = there.findLastIndex((note) => notes.includes(note));
  const behind = there.slice(last + 1).find((note) => !notes.includes(note));
  const before = there.slice(0, Math.max(0, last)).findLast((note) => !notes.includes(note));
  return last < 0 ? null : (behind ?? before ?? null);
}
