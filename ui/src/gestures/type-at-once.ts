/**
 * Typing with something picked, as in a spreadsheet: a letter that is no key of ours begins a note in the picked
 * cell, or goes on in the picked note. Keys of the table win; where single letters are switched off, Enter begins.
 */
import type { Wall } from '../state/wall';
import { addNote } from './add-note';
import type { Stroke } from './keys';
import { openNote } from './type-note';

/** What typing a key begins; `null` when nothing is picked to type in, or the key writes nothing. */
export function typingOf(
  { key, ctrlKey, metaKey, altKey }: Stroke,
  wall: Wall,
): ((wall: Wall) => void) | null {
  // One character, which an emoji is too; names of keys such as `Dead` or `Process` are longer.
  const isCharacter = [...key].length === 1 && key.trim() !== '';
  if (!wall.settings.letterKeys || !isCharacter || ctrlKey || metaKey || altKey || !wall.session.mayEdit)
    return null;
  const note = wall.selection.notes.at(-1);
  const { cell } = wall.selection;
  if (note !== undefined) return (on) => openNote(on, note, key);
  return cell === null ? null : (on) => addNote(on, cell, undefined, key);
}
