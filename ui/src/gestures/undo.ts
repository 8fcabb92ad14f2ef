import type { CellId, Edit } from '../gen/board';
import { cellRect, noteRect, overlaps } from '../state/scene/geometry';
import { visible } from '../state/screen/camera';
import { cellOfKey } from '../state/scene/scene-mirror';
import type { Wall } from '../state/wall';
import { GRID } from '../text/grid';
import { cellOf, revealCell, revealNote } from './select';

/** Takes back this person's own last act. */
export function undo(wall: Wall): void {
  ask(wall, { undo: {} });
}

/** Does it again. */
export function redo(wall: Wall): void {
  ask(wall, { redo: {} });
}

function ask(wall: Wall, edit: Edit): void {
  if (wall.permissions.isDenied(wall.permissions.whyNotEdit(edit))) return;
  void wall.ask(edit).then((accepted) => {
    if (accepted !== null) wall.whenShown(accepted.revision, () => showChange(wall, accepted.revision));
  });
}

/**
 * Brings into sight what a revision changed: nothing moves where some of it is in sight already, and another sheet
 * is shown only where all of it lies there.
 */
export function showChange(wall: Wall, revision: number): void {
  const { mirror, viewport } = wall;
  const { scene, board } = mirror;
  const touched = mirror.touchedBy(revision);
  if (scene === null || board === null || touched === undefined) return;
  const notes = touched.notes.filter((note) => board.note(note) !== undefined);
  const cells = touched.parts.flatMap((part): CellId[] => {
    const cell = cellOfKey(part);
    return cell !== null && board.sheetOf(cell) !== undefined ? [cell] : [];
  });
  const rects = [
    ...notes.map((note) => noteRect(scene, note)),
    ...cells.map((cell) => cellRect(scene, cell)),
  ];
  const window = visible(viewport.camera, viewport.size);
  if (rects.some((rect) => rect !== null && overlaps(rect, window))) return;
  const before = wall.sheet.id;
  const isHere = (cell: CellId | null): boolean => cell !== null && board.sheetOf(cell)?.id === before;
  const note = notes.find((one) => isHere(cellOf(wall, one))) ?? notes.find((one) => cellOf(wall, one));
  const cell = cells.find(isHere) ?? cells[0];
  if (note !== undefined && (isHere(cellOf(wall, note)) || cell === undefined || !isHere(cell)))
    revealNote(wall, note);
  else if (cell !== undefined) revealCell(wall, cell);
  if (wall.sheet.id === before) return;
  const title = board.sheets.find(({ id }) => id === wall.sheet.id)?.title ?? '';
  wall.announcer.say(GRID.shownSheet(title));
}
