/** Live announcements: what others do in the cell that the keyboard is in, told in sentences and not too often. */
import type { NoteId, NoteView } from '../../gen/board';

/** Milliseconds between two sentences: whoever types makes many changes a second. */
export const PAUSE = 4000;

/** How the notes of a cell differ from before. */
export interface Difference {
  readonly added: readonly NoteView[];
  readonly gone: number;
  readonly written: readonly NoteView[];
}

/** What differs; `isOwn` tells notes that this person just touched, which nobody needs to be told of. */
export function difference(
  before: ReadonlyMap<NoteId, string>,
  now: readonly NoteView[],
  isOwn: (note: NoteView) => boolean,
): Difference {
  const there = new Set(now.map((note) => note.id));
  return {
    added: now.filter((note) => !before.has(note.id) && !isOwn(note)),
    gone: [...before.keys()].filter((id) => !there.has(id)).length,
    written: now.filter((note) => before.has(note.id) && before.get(note.id) !== note.text && !isOwn(note)),
  };
}
