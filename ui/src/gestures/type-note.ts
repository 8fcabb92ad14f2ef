/** Typing in a note: what is typed goes out as splices, what others type comes in between. */
import type { Code } from '../link/error-codes';
import type { CellId, NoteId } from '../gen/board';
import type { Wall } from '../state/wall';
import { cellOf, revealPicked } from './select';
import { type Field, Typing } from './typing';

export { type Field, Typing } from './typing';

/** Opens a note for typing. `first` is what was typed already. */
export function openNote(wall: Wall, note: NoteId, first?: string): void {
  if (wall.overlay.typing?.note === note) return;
  const cell = cellOf(wall, note) ?? wall.unsent.notes.get(note)?.place ?? null;
  if (wall.permissions.isDenied(wall.permissions.whyNotNotes('spliceText', [note]))) {
    wall.selection.pickNotes([note], cell);
    return;
  }
  if (cell !== null) wall.sheet.wroteIn(cell);
  wall.selection.pickNotes([note], cell);
  wall.overlay.showTyping({
    note,
    cell,
    after: noteBefore(wall, note, cell),
    isFresh: false,
    ...(first === undefined ? {} : { first }),
  });
  revealPicked(wall);
}

/** The note before one in its cell, for a place that is known when the note is gone; `null` before the first. */
function noteBefore(wall: Wall, note: NoteId, cell: CellId | null): NoteId | null {
  const { board } = wall.mirror;
  const there = (cell === null ? board?.parked() : board?.notesIn(cell)) ?? [];
  return there[there.findIndex(({ id }) => id === note) - 1]?.id ?? null;
}

/** Opens the picked note. */
export function openPicked(wall: Wall): void {
  const note = wall.selection.notes.at(-1);
  if (note !== undefined) openNote(wall, note);
}

/** Stays whose note is typed in, or was left with its last letters on their way. */
const stays = new WeakMap<Wall, Map<NoteId, Typing>>();

function staysOn(wall: Wall): Map<NoteId, Typing> {
  const known = stays.get(wall) ?? new Map<NoteId, Typing>();
  stays.set(wall, known);
  return known;
}

/** Notes that were asked for and refused, with the codes. */
const refused = new WeakMap<Wall, Map<NoteId, Code>>();

function refusedOn(wall: Wall): Map<NoteId, Code> {
  const known = refused.get(wall) ?? new Map<NoteId, Code>();
  refused.set(wall, known);
  return known;
}

/** A note that was asked for will not come. The field stays as long as somebody types in it; the words are kept. */
export function giveUp(wall: Wall, note: NoteId, code: Code): void {
  refusedOn(wall).set(note, code);
  staysOn(wall).get(note)?.refuse(code);
}

/**
 * Types in a note. Who comes back before their last letters have arrived goes on with the words they left, and so
 * does a second field for the same note, as when it moves within the table.
 */
export function typeIn(wall: Wall, note: NoteId, field: Field, isFresh: boolean): Typing {
  const all = staysOn(wall);
  const before = all.get(note);
  if (before !== undefined) {
    before.comeBack(field);
    return before;
  }
  const stay = new Typing(wall, note, field, isFresh, () => all.delete(note));
  all.set(note, stay);
  const code = refusedOn(wall).get(note);
  if (code !== undefined) stay.refuse(code);
  return stay;
}
