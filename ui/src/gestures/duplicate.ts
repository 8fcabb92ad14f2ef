/** Notes once more: Ctrl+D beside themselves, Alt+drag where they are let go. */
import type { AddNote, CellId, Edit, NoteId, NoteView } from '../gen/board';
import { mintId } from '../state/board/note-id';
import { handfuls } from '../state/board/reading-order';
import type { Wall } from '../state/wall';
import { SPOKEN } from '../text/notes';
import { revealPicked } from './select';
import { placeName } from './place-name';

/** What a copy takes over: everything its author said of it. Votes, comments and locks belong to the first. */
export type NoteContent = Omit<AddNote, 'id' | 'sheet' | 'step' | 'row' | 'parked' | 'after' | 'author'>;

export function contentOf(note: NoteView): NoteContent {
  const { text, kind, tags, source, owner, link, detail, image, span, moment } = note;
  const given = { tags, source, owner, link, detail, image, span, moment };
  return {
    text,
    kind,
    impact: note.impact ?? null,
    evidence: note.evidence ?? null,
    group: null,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

/** Where a new note goes. */
export interface Place {
  /** `null` for the parking lot. */
  readonly cell: CellId | null;
  /** The note before it; `null` for the first place, absent for the end. */
  readonly after?: NoteId | null;
}

/** A note to be added. */
export function addition(id: NoteId, content: NoteContent, { cell, after }: Place): Edit {
  const place = cell === null ? { parked: true } : { step: cell.step, row: cell.row };
  return { addNote: { id, ...content, ...place, ...(after === undefined ? {} : { after }) } };
}

/** New notes, and the one act that adds them. */
export interface Additions {
  readonly edit: Edit;
  readonly notes: readonly NoteId[];
}

export function asOne(edits: readonly Edit[]): Edit {
  const [only, ...rest] = edits;
  return only !== undefined && rest.length === 0 ? only : { many: { edits: [...edits] } };
}

/** Copies of notes, one behind the other at a place. */
export function copiesAt(wall: Wall, notes: readonly NoteId[], place: Place): Additions {
  const ids: NoteId[] = [];
  const edits: Edit[] = [];
  for (const note of notes) {
    const view = wall.mirror.board?.note(note);
    if (view === undefined) continue;
    const id = mintId();
    const before = ids.at(-1);
    edits.push(addition(id, contentOf(view), before === undefined ? place : { ...place, after: before }));
    ids.push(id);
  }
  return { edit: asOne(edits), notes: ids };
}

/** Copies the picked notes, each handful behind the last of its cell that is picked. One act. */
export function duplicatePicked(wall: Wall): void {
  const { board } = wall.mirror;
  if (board === null || wall.permissions.isDenied(wall.permissions.whyNot('addNote'))) return;
  const groups = handfuls(board, wall.selection.notes).map(({ cell, notes }) => {
    const last = notes.at(-1);
    return { cell, ...copiesAt(wall, notes, { cell, ...(last === undefined ? {} : { after: last }) }) };
  });
  const notes = groups.flatMap((group) => group.notes);
  const cell = groups.at(-1)?.cell ?? null;
  if (notes.length === 0) return;
  const edit = asOne(groups.flatMap(({ edit: one }) => ('many' in one ? one.many.edits : [one])));
  // Before it is asked for: the words of a refused copy would be given back, though they stand on the board.
  if (wall.permissions.isDenied(wall.permissions.whyNotEdit(edit))) return;
  void wall.ask(edit).then((accepted) => {
    if (accepted === null) return;
    wall.whenShown(accepted.revision, () => {
      wall.selection.pickNotes(notes, cell);
      revealPicked(wall);
      wall.announcer.say(SPOKEN.copied(notes.length, placeName(wall, cell)));
    });
  });
}
