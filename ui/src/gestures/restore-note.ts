import type { NoteView } from '../gen/board';
import type { Wall } from '../state/wall';
import { SPOKEN } from '../text/notes';
import { revealPicked } from './select';
import { placeName } from './place-name';

/** Brings a deleted note back to where it was. */
export async function restoreNote(wall: Wall, { id, step, row }: NoteView): Promise<void> {
  const accepted = await wall.ask({ restoreNote: { note: id } });
  if (accepted === null) return;
  const cell = step !== undefined && row !== undefined ? { step, row } : null;
  wall.whenShown(accepted.revision, () => {
    wall.selection.pickNotes([id], cell);
    revealPicked(wall);
    wall.announcer.say(SPOKEN.restored(1, placeName(wall, cell)));
  });
}

/** Whether this person may bring a note back. */
export function mayRestore(wall: Wall, note: NoteView): boolean {
  return wall.permissions.whyNotNote('restoreNote', note) === null;
}
