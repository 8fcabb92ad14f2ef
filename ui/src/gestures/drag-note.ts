/** Notes in the hand. Letting go asks for exactly one move, between neighbours. */
import type { Edit, NoteId } from '../gen/board';
import { type Point, toBoard } from '../state/camera';
import { type DropTarget, dropTarget } from '../state/geometry';
import type { Wall } from '../state/wall';
import { type Hold, TREMBLE, distance } from './hold';

/** Carries the picked notes, of which `pressed` is under the pointer. */
export function holdNote(wall: Wall, pressed: NoteId, start: Point): Hold {
  const notes = wall.selection.has(pressed) ? wall.selection.notes : [pressed];
  const from = toBoard(wall.viewport.camera, start);
  const carried = new Set(notes);
  let isCarrying = false;

  function carry(at: Point): DropTarget | null {
    const point = toBoard(wall.viewport.camera, at);
    const { scene } = wall.mirror;
    const isFree = wall.pointAt(at) !== null;
    const target = scene === null || !isFree ? null : dropTarget(scene, point, carried);
    wall.overlay.showCarry({ notes, from, at: point, target, isDropped: false });
    return target;
  }

  return {
    move(at) {
      isCarrying ||= wall.session.mayEdit && distance(start, at) > TREMBLE;
      if (isCarrying) carry(at);
    },
    end(at) {
      if (!isCarrying) return;
      const target = carry(at);
      if (target === null || isHome(wall, notes, target)) wall.overlay.showCarry(null);
      else drop(wall, notes, target, from, toBoard(wall.viewport.camera, at));
    },
    cancel() {
      wall.overlay.showCarry(null);
    },
  };
}

/** One act, however many notes. */
export function moveEdit(notes: readonly NoteId[], { cell, after }: DropTarget): Edit {
  const [note, ...rest] = notes;
  const place = { step: cell.step, row: cell.row, after };
  if (note !== undefined && rest.length === 0) return { moveNote: { note, ...place } };
  return { moveNotes: { notes: [...notes], ...place } };
}

/** Whether the notes already lie where they would go. */
function isHome(wall: Wall, notes: readonly NoteId[], { cell, after }: DropTarget): boolean {
  const there = wall.mirror.board?.notesIn(cell).map((note) => note.id) ?? [];
  const rest = there.filter((note) => !notes.includes(note));
  const at = after === null ? 0 : rest.indexOf(after) + 1;
  const moved = [...rest.slice(0, at), ...notes, ...rest.slice(at)];
  return moved.length === there.length && moved.every((note, index) => note === there[index]);
}

function drop(wall: Wall, notes: readonly NoteId[], target: DropTarget, from: Point, at: Point): void {
  const dropped = { notes, from, at, target, isDropped: true };
  wall.overlay.showCarry(dropped);
  const letGo = (): void => {
    // Somebody quick may hold other notes by now.
    if (wall.overlay.carry === dropped) wall.overlay.showCarry(null);
  };
  void wall.ask(moveEdit(notes, target)).then((accepted) => {
    if (accepted === null) letGo();
    else {
      wall.selection.pickNotes(notes, target.cell);
      wall.whenShown(accepted.revision, letGo);
    }
  });
}
