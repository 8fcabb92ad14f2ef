import type { Wall } from '../state/wall';

/** Lets participants change everybody's notes, or their own alone again: in force at once, and kept with the board. */
export function letEveryoneEdit(wall: Wall, everyoneEdits: boolean): void {
  void wall.ask({ setRights: { everyoneEdits } });
}
