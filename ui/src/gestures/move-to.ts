/** Moves without dragging: to the parking lot, or to a place that is named. */
import type { CellId } from '../gen/board';
import { inReadingOrder } from '../state/reading';
import type { Wall } from '../state/wall';
import { SPOKEN } from '../text/notes';
import { moveEdit } from './drag-note';
import { revealPicked } from './select';
import { placeName } from './spoken';

/** Moves the picked notes to the end of a cell, or with `null` of the parking lot. One act. */
export function movePickedTo(wall: Wall, cell: CellId | null): void {
  const { board } = wall.mirror;
  if (board === null || !wall.session.mayEdit) return;
  const notes = inReadingOrder(board, wall.selection.notes);
  if (notes.length === 0) return;
  const there = cell === null ? board.parked() : board.notesIn(cell);
  const after = there.findLast((note) => !notes.includes(note.id))?.id ?? null;
  void wall.ask(moveEdit(notes, { cell, after })).then((accepted) => {
    if (accepted === null) return;
    wall.whenShown(accepted.revision, () => {
      wall.selection.pickNotes(notes, cell);
      if (cell !== null) revealPicked(wall);
      wall.announcer.say(SPOKEN.moved(notes.length, placeName(wall, cell)));
    });
  });
}

/** Puts the picked notes into the parking lot. */
export function parkPicked(wall: Wall): void {
  movePickedTo(wall, null);
}

/** Asks where the picked notes go. */
export function askWhere(wall: Wall): void {
  if (wall.session.mayEdit && wall.selection.notes.length > 0) wall.chrome.showDialog('move');
}
