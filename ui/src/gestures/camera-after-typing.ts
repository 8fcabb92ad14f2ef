/**
 * The camera after typing. The wall came nearer so that a note could be written; whoever leaves it by the keyboard looks
 * where they looked.
 */
import type { Wall } from '../state/wall';
import { revealPicked } from './select';

/** Looks after it until the returned function is called. */
export function restoreCameraAfterTyping(wall: Wall): () => void {
  let wasTyping = wall.overlay.typing !== null;
  return wall.overlay.changed.subscribe(() => {
    const isTyping = wall.overlay.typing !== null;
    if (wasTyping && !isTyping && wall.sheet.comeBack('typing')) revealPicked(wall);
    wasTyping = isTyping;
  });
}

/** A press on the wall leaves the note: the hand points at what is where it is now. */
export function keepCameraWherePressed(wall: Wall): void {
  wall.sheet.stay('typing');
}
