/** A new note where one is, opened for typing at once. */
import type { CellId, NoteId } from '../gen/board';
import type { Point } from '../state/screen/camera';
import { cellAt } from '../state/scene/geometry';
import { mintId } from '../state/board/note-id';
import { tellRefusal } from '../state/board/refusals';
import type { Wall } from '../state/wall';
import { revealPicked } from './select';
import { giveUp } from './type-note';

/** Adds a note to a cell, behind `after` or at the end. `first` is its first letter, typed already. */
export function addNote(wall: Wall, cell: CellId, after?: NoteId, first?: string): void {
  if (wall.permissions.isDenied(wall.permissions.whyNot('addNote', cell.row))) return;
  const note = mintId();
  const kind = wall.selection.kind;
  wall.sheet.wroteIn(cell);
  wall.selection.pickNotes([note], cell);
  wall.overlay.showTyping({
    note,
    cell,
    isFresh: true,
    ...(after === undefined ? {} : { after }),
    ...(first === undefined ? {} : { first }),
  });
  const edit = {
    id: note,
    ...cell,
    ...(after === undefined ? {} : { after }),
    ...(kind === null ? {} : { kind }),
  };
  void wall.attempt({ addNote: edit }).then((answer) => {
    if (typeof answer !== 'string') wall.whenShown(answer.revision, () => revealPicked(wall));
    else {
      tellRefusal(wall, answer);
      giveUp(wall, note, answer);
    }
  });
}

/** Adds a note to the cell that is picked, behind the picked note; else where this person writes on this sheet. */
export function addNoteHere(wall: Wall): void {
  const picked = pickedHere(wall);
  const target = picked ?? wall.sheet.cellFor();
  if (target !== null) addNote(wall, target, picked === null ? undefined : wall.selection.notes.at(-1));
}

/** The cell that is picked on the sheet that is shown. */
export function pickedHere(wall: Wall): CellId | null {
  const { cell } = wall.selection;
  return cell !== null && wall.mirror.board?.sheetOf(cell)?.id === wall.sheet.id ? cell : null;
}

/** Adds a note to the cell under a point of the screen. */
export function addNoteAt(wall: Wall, at: Point): void {
  const { scene } = wall.mirror;
  const point = wall.pointAt(at);
  const cell = scene && point && cellAt(scene, point);
  if (cell !== null) addNote(wall, cell);
}
