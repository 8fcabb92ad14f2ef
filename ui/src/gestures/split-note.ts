/** Of more than a note holds the rest becomes further notes behind it: a limit takes nothing away. */
import type { AddNote, Edit, NoteId } from '../gen/board';
import { mintId } from '../state/board/note-id';
import { inPieces } from '../state/drafts/note-pieces';
import type { Wall } from '../state/wall';
import { WRITING } from '../text/writing';
import { asOne } from './duplicate';

/** What of a text stays in the note; the rest is added behind it, in one act. */
export function splitNote(wall: Wall, note: NoteId, text: string): string {
  const [head = '', ...rest] = inPieces(text);
  if (rest.length > 0) addBehind(wall, note, rest);
  return head;
}

function addBehind(wall: Wall, note: NoteId, texts: readonly string[]): void {
  const view = wall.mirror.board?.note(note);
  const { step, row } = view ?? wall.unsent.notes.get(note)?.place ?? {};
  const isInCell = step !== undefined && row !== undefined;
  let after = note;
  const edits = texts.map((text): Edit => {
    const id = mintId();
    const given: AddNote = { id, text, ...(view === undefined ? {} : { kind: view.kind }) };
    const edit = { addNote: isInCell ? { ...given, step, row, after } : { ...given, parked: true } };
    after = id;
    return edit;
  });
  void wall.ask(asOne(edits)).then((accepted) => {
    if (accepted !== null) wall.announcer.say(WRITING.splitNote);
  });
}
