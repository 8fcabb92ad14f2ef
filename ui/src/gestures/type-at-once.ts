/**
 * Typing with something picked, as in a spreadsheet: what is typed begins a note in the picked cell, goes on in the
 * picked note, or names the picked title. No act has such a key then: see `keys.ts`. Where single letters are
 * switched off, Enter begins.
 */
import type { Wall } from '../state/wall';
import { addNote } from './add-note';
import { type Stroke, typedBy } from './keys';
import { openRename } from './rename-grid-header';
import { openNote } from './type-note';

/** What typing a key begins; `null` when nothing is picked to type in, or the key writes nothing. */
export function typingOf(stroke: Stroke, wall: Wall): ((wall: Wall) => void) | null {
  const typed = typedBy(stroke);
  if (typed === null || !wall.settings.letterKeys || !wall.session.mayEdit) return null;
  const { header, cell } = wall.selection;
  if (header !== null) return wall.session.mayEditGrid ? (on) => openRename(on, header, false, typed) : null;
  const note = wall.selection.notes.at(-1);
  if (note !== undefined) return (on) => openNote(on, note, typed);
  return cell === null ? null : (on) => addNote(on, cell, undefined, typed);
}

/** Signs that stand at the end of a word and at no beginning. */
const BEHIND_WORDS = /^[\s\p{Pe}\p{Pf}.,;:!?…%‰°]$/u;

/** Scripts that write words without spaces. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/**
 * What stands in a note after `typed` was typed with the note picked: words go on behind those that are there,
 * with a space between. Replacing them, as a spreadsheet does, would take away what somebody else wrote.
 */
export function goneOn(text: string, typed: string): string {
  const last = [...text].at(-1) ?? ' ';
  const isJoined =
    /\s/u.test(last) || BEHIND_WORDS.test(typed) || UNSPACED.test(typed) || UNSPACED.test(last);
  return text + (isJoined ? '' : ' ') + typed;
}
