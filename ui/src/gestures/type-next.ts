/** From note to note while typing: Tab, Shift+Tab, Ctrl+Enter. */
import type { NoteView } from '../gen/board';
import type { Typing } from '../state/screen/overlay';
import type { Wall } from '../state/wall';
import { addNote } from './add-note';
import { cellOf } from './select';
import { openNote } from './type-note';

/** A new note behind this one; nothing in the parking lot, where notes are only kept. */
export function typeAnother(wall: Wall, { note, cell }: Typing): void {
  const here = cellOf(wall, note) ?? cell;
  if (here !== null) addNote(wall, here, note);
  else wall.overlay.showTyping(null);
}

/** The next note of the cell; behind the last, and while writing one after the other, a new one. */
export function typeNext(wall: Wall, typing: Typing): void {
  const next = typing.isFresh ? undefined : beside(wall, typing, 1);
  if (next === undefined) typeAnother(wall, typing);
  else openNote(wall, next.id);
}

/** The note before this one; before the first there is nothing to type in. */
export function typePrevious(wall: Wall, typing: Typing): void {
  const before = beside(wall, typing, -1);
  if (before === undefined) wall.overlay.showTyping(null);
  else openNote(wall, before.id);
}

function beside(wall: Wall, { note, cell }: Typing, by: 1 | -1): NoteView | undefined {
  const { board } = wall.mirror;
  const here = cellOf(wall, note) ?? cell;
  const notes = (here === null ? board?.parked() : board?.notesIn(here)) ?? [];
  const at = notes.findIndex((view) => view.id === note);
  return at < 0 ? undefined : notes[at + by];
}
