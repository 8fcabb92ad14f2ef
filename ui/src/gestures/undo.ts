import type { Wall } from '../state/wall';

/** Takes back this person's own last act. */
export function undo(wall: Wall): void {
  if (wall.session.mayEdit) void wall.ask({ undo: {} });
}

/** Does it again. */
export function redo(wall: Wall): void {
  if (wall.session.mayEdit) void wall.ask({ redo: {} });
}
