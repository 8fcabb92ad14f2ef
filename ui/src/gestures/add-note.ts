/** A new note where one is, opened for typing at once. */
import type { CellId, NoteId } from '../gen/board';
import { type Point, toBoard } from '../state/camera';
import { cellAt } from '../state/geometry';
import { mintId } from '../state/note-id';
import type { Wall } from '../state/wall';
import { revealPicked } from './select';
import { giveUp } from './type-note';

/** Adds a note to a cell, behind `after` or at the end. `first` is its first letter, typed already. */
export function addNote(wall: Wall, cell: CellId, after?: NoteId, first?: string): void {
  if (!wall.session.mayEdit) return;
  const note = mintId();
  const kind = wall.selection.kind;
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
  void wall.ask({ addNote: edit }).then((accepted) => {
    if (accepted !== null) {
      wall.whenShown(accepted.revision, () => revealPicked(wall));
      return;
    }
    giveUp(wall, note);
    if (wall.overlay.typing?.note === note) wall.overlay.showTyping(null);
  });
}

/** Adds a note to the cell that is picked, behind the picked note; else to the one in the window's middle. */
export function addNoteHere(wall: Wall): void {
  const { cell, notes } = wall.selection;
  const target = cell ?? middleCell(wall);
  if (target !== null) addNote(wall, target, cell === null ? undefined : notes.at(-1));
}

/** Adds a note to the cell under a point of the screen. */
export function addNoteAt(wall: Wall, at: Point): void {
  const { scene } = wall.mirror;
  const point = wall.pointAt(at);
  const cell = scene && point && cellAt(scene, point);
  if (cell !== null) addNote(wall, cell);
}

/** The cell in the window's middle; the first where there is none. */
export function middleCell(wall: Wall): CellId | null {
  const { scene } = wall.mirror;
  if (scene === null) return null;
  const { camera, size } = wall.viewport;
  const middle = cellAt(scene, toBoard(camera, { x: size.w / 2, y: size.h / 2 }));
  if (middle !== null) return middle;
  const sheet = scene.current.sheets[0];
  const [step] = sheet?.steps ?? [];
  const [row] = sheet?.rows ?? [];
  return step !== undefined && row !== undefined ? { step: step.id, row: row.id } : null;
}
