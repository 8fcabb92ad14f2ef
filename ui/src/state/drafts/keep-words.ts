/** Words whose note is gone are kept: nothing that a person wrote vanishes with what somebody else deletes. */
import type { Edit, KindId } from '../../gen/board';
import type { Draft } from '../../link/kept-edits';
import { WRITING } from '../../text/writing';
import { noteRect } from '../scene/geometry';
import { mintId } from '../board/note-id';
import { inPieces } from './note-pieces';
import { keepUnplaced } from '../board/refusals';
import { broughtBack } from './splice';
import type { Wall } from '../wall';

/**
 * Puts words into the parking lot, as many notes as they need, and says so; where that is refused too they stay on
 * the screen. `why` says what became of where they were written.
 */
export async function keepWords(
  wall: Wall,
  text: string,
  why: string = WRITING.noteDeleted,
  kind?: KindId,
): Promise<void> {
  const words = text.trim();
  if (words === '') return;
  const ids: string[] = [];
  const edits = inPieces(words).map((piece): Edit => {
    const id = mintId();
    ids.push(id);
    return { addNote: { id, parked: true, text: piece, ...(kind === undefined ? {} : { kind }) } };
  });
  const [only, ...others] = edits;
  if (only === undefined) return;
  const answer = await wall.attempt(others.length === 0 ? only : { many: { edits } });
  if (typeof answer === 'string') {
    keepUnplaced(wall, answer, words);
    return;
  }
  const show = (): void => {
    const [first] = ids;
    const rect =
      first === undefined || wall.mirror.scene === null ? null : noteRect(wall.mirror.scene, first);
    if (rect === null) return;
    wall.selection.pickNotes(ids, null);
    wall.viewport.reveal(rect, { x: 0, y: 0 });
  };
  wall.session.tell(`${why} ${WRITING.parked}`, { title: WRITING.show, run: show }, 'always');
}

/** Puts words back that an earlier page left in the field of a note. */
export function bringBack(wall: Wall, { note, base, text, kind }: Draft): void {
  const theirs = wall.mirror.board?.note(note)?.text;
  if (theirs === undefined && wall.outgoing?.isAdding(note) !== true) {
    // It was deleted meanwhile; what was written here was not.
    void keepWords(wall, text, WRITING.noteDeleted, kind);
    return;
  }
  const whole = theirs === undefined ? text : broughtBack(base, text, theirs);
  if (whole !== theirs) void wall.ask({ setText: { note, text: whole } });
}
