/** Many new notes as one act. */
import type { Edit, NoteId } from '../../gen/board';
import { mintId } from '../../state/board/note-id';
import type { Wall } from '../../state/wall';
import { SPOKEN } from '../../text/notes';
import { type NoteContent, type Place, addition, asOne } from '../duplicate';
import { revealPicked } from '../select';
import { placeName } from '../place-name';

/** Most notes that are pasted at once: beyond it somebody pasted a document by mistake. */
export const MOST_AT_ONCE = 2000;

/** Most notes of one act. What is more goes in several, each a step of its own for undo. */
export const MOST_OF_AN_ACT = 500;

/** New notes of one place, in their order. */
export interface Batch {
  readonly place: Place;
  readonly contents: readonly NoteContent[];
}

/** A note that says `text` and is what its row says. */
export function plainContent(text: string, kind: string | null = null): NoteContent {
  return { text, ...(kind === null ? {} : { kind }), impact: null, evidence: null, group: null };
}

/** Adds all of them, picks them, and says so. What is too much for one act comes in several, one after the other. */
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
  if (notes.length === 0 || !wall.session.mayEdit) return;
  void send(wall, edits).then(({ count, revision }) => {
    if (revision === null) return;
    const added = notes.slice(0, count);
    wall.whenShown(revision, () => {
      wall.selection.pickNotes(added, batches.at(-1)?.place.cell ?? null);
      revealPicked(wall);
      const place = placeName(wall, batches[0]?.place.cell ?? null);
      wall.announcer.say(
        count === notes.length ? SPOKEN.copied(count, place) : SPOKEN.addedSome(count, notes.length, place),
      );
    });
  });
}

/** How many were added, and the revision that has them; the screen says why the others were not. */
async function send(
  wall: Wall,
  edits: readonly Edit[],
): Promise<{ readonly count: number; readonly revision: number | null }> {
  let count = 0;
  let revision: number | null = null;
  while (count < edits.length) {
    const act = edits.slice(count, count + MOST_OF_AN_ACT);
    // One after the other: a note names the one before it.
    const accepted = await wall.ask(asOne(act));
    if (accepted === null) break;
    count += act.length;
    ({ revision } = accepted);
  }
  return { count, revision };
}
