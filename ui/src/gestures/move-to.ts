/** Moves without dragging: to the parking lot, or to a place that is named. */
import type { CellId, NoteId, SheetId } from '../gen/board';
import type { DropTarget } from '../state/scene/geometry';
import { inReadingOrder } from '../state/board/reading-order';
import type { Wall } from '../state/wall';
import { NOTES, SPOKEN } from '../text/notes';
import { pickNeighbour } from './delete-note';
import { moveEdit } from './drag-note';
import { cellOf, revealPicked } from './select';
import { placeName } from './place-name';

/**
 * Moves the picked notes to the end of a cell, or with `null` of the parking lot. One act. What goes out of sight is
 * not followed there: the note beside it is picked, and the view stays.
 */
export function movePickedTo(wall: Wall, cell: CellId | null): void {
  const { board } = wall.mirror;
  if (board === null) return;
  const notes = inReadingOrder(board, wall.selection.notes);
  if (
    notes.length === 0 ||
    wall.permissions.isDenied(wall.permissions.whyNotNotes('moveNotes', notes, cell?.row))
  )
    return;
  const there = cell === null ? board.parked() : board.notesIn(cell);
  const after = there.findLast((note) => !notes.includes(note.id))?.id ?? null;
  const from = wall.selection.cell;
  const isParking = cell === null && from !== null;
  const isElsewhere = cell !== null && board.sheetOf(cell)?.id !== wall.sheet.id;
  if (isParking || isElsewhere) pickNeighbour(wall, notes, from);
  void wall.ask(moveEdit(notes, { cell, after })).then((accepted) => {
    if (accepted === null) return;
    wall.whenShown(accepted.revision, () => {
      if (isElsewhere) {
        tellOtherSheet(wall, notes, cell);
        return;
      }
      if (isParking) wall.overlay.showParked({ count: notes.length });
      else {
        wall.selection.pickNotes(notes, cell);
        if (cell !== null) revealPicked(wall);
      }
      wall.announcer.say(SPOKEN.moved(notes.length, placeName(wall, cell)));
    });
  });
}

/** Says that notes are on another sheet now, and leads there. */
export function tellOtherSheet(wall: Wall, notes: readonly NoteId[], cell: CellId | null): void {
  const sheet = cell === null ? undefined : wall.mirror.board?.sheetOf(cell);
  if (sheet === undefined) return;
  const run = (): void => {
    wall.selection.pickNotes(notes, cell);
    revealPicked(wall);
  };
  const text = NOTES.onSheet(notes.length, sheet.title, placeName(wall, cell));
  wall.session.tell(text, { title: NOTES.showThere, run });
}

/**
 * Where notes go that are let go on a sheet's tab: to the stage and row that are called as theirs, else where this
 * person writes on that sheet. `null` where it has no cell.
 */
export function placeOnSheet(wall: Wall, notes: readonly NoteId[], id: SheetId): DropTarget | null {
  const { board } = wall.mirror;
  const sheet = board?.sheets.find((one) => one.id === id);
  const [first] = notes;
  const from = first === undefined ? null : cellOf(wall, first);
  const here = from === null ? undefined : board?.sheetOf(from);
  if (board === null || sheet === undefined) return null;
  const called = (title: string | undefined): string => title?.trim().toLowerCase() ?? '';
  const column = here && board.columns(here).find((one) => one.id === from?.step)?.title;
  const lane = here?.rows.find((one) => one.id === from?.row)?.title;
  const step = board.columns(sheet).find(({ title }) => called(title) === called(column))?.id;
  const row = sheet.rows.find(({ title, type }) => type === 'notes' && called(title) === called(lane))?.id;
  const usual = wall.sheet.cellFor(id);
  if (usual === null) return null;
  const cell = { step: step ?? usual.step, row: row ?? usual.row };
  return { cell, after: board.notesIn(cell).at(-1)?.id ?? null, mark: null };
}

/** Brings the parking lot into sight; where the board is a table, its last note, which is picked. */
export function showParkingLot(wall: Wall): void {
  const last = wall.mirror.board?.parked().at(-1);
  if (last === undefined) return;
  wall.selection.pickNotes([last.id], null);
  revealPicked(wall);
}

/** Puts the picked notes into the parking lot. */
export function parkPicked(wall: Wall): void {
  movePickedTo(wall, null);
}

/** Asks where the picked notes go. */
export function askWhere(wall: Wall): void {
  const { notes } = wall.selection;
  if (notes.length === 0 || wall.permissions.isDenied(wall.permissions.whyNotNotes('moveNotes', notes)))
    return;
  wall.chrome.showDialog('move');
}
