/** Many new notes as one act. */
import type { CellId, Edit, NoteId } from '../../gen/board';
import { mintId } from '../../state/note-id';
import type { Wall } from '../../state/wall';
import { SPOKEN } from '../../text/notes';
import { type NoteContent, type Place, addition, asOne } from '../duplicate';
import { revealPicked } from '../select';
import { placeName } from '../spoken';

/** New notes of one place, in their order. */
export interface Batch {
  readonly place: Place;
  readonly contents: readonly NoteContent[];
}

/** A note that says `text` and is what its row says. */
export function plainContent(text: string, kind: string | null = null): NoteContent {
  return { text, ...(kind === null ? {} : { kind }), impact: null, evidence: null, group: null };
}

/** Adds all of them, picks them, and says so. */
export function addAll(wall: Wall, batches: readonly Batch[]): void {
  const edits: Edit[] = [];
  const notes: NoteId[] = [];
  for (const { place, contents } of batches) {
    let before: NoteId | null | undefined = place.after;
    for (const content of contents) {
      const id = mintId();
      edits.push(
        addition(id, content, { cell: place.cell, ...(before === undefined ? {} : { after: before }) }),
      );
      notes.push(id);
      before = id;
    }
  }
  const cell: CellId | null = batches.at(-1)?.place.cell ?? null;
  if (notes.length === 0 || !wall.session.mayEdit) return;
  void wall.ask(asOne(edits)).then((accepted) => {
    if (accepted === null) return;
    wall.whenShown(accepted.revision, () => {
      wall.selection.pickNotes(notes, cell);
      revealPicked(wall);
      wall.announcer.say(SPOKEN.copied(notes.length, placeName(wall, batches[0]?.place.cell ?? null)));
    });
  });
}
