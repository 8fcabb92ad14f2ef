/** What is behind a note, a persona, a measure: each field that is left is one act. */
import type { CellId, CommentId, Measure, NoteId, PersonaId, SetNote, SetPersona } from '../gen/board';
import { mintId } from '../state/board/note-id';
import type { Wall } from '../state/wall';
import { NEW_PERSONA } from '../text/details';

/** Tags as people write them in one line: trimmed, each once, in their order. */
export function tagsOf(text: string): string[] {
  const tags = text.split(/[,;]/).map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

/** Only addresses that a browser opens as a page are shown as a link. */
export function isPage(link: string): boolean {
  return /^https?:\/\/\S+$/i.test(link);
}

export function setNote(wall: Wall, note: NoteId, fields: Omit<SetNote, 'note'>): void {
  void wall.ask({ setNote: { note, ...fields } });
}

export function addComment(wall: Wall, note: NoteId, text: string): void {
  if (text.trim() !== '') void wall.ask({ addComment: { note, text: text.trim() } });
}

export function deleteComment(wall: Wall, comment: CommentId): void {
  void wall.ask({ deleteComment: { comment } });
}

/** Adds a persona and opens it. */
export function addPersona(wall: Wall): void {
  const id = mintId();
  wall.selection.takePersona(id);
  void wall.ask({ addPersona: { id, name: NEW_PERSONA } });
}

export function setPersona(wall: Wall, persona: PersonaId, fields: Omit<SetPersona, 'persona'>): void {
  void wall.ask({ setPersona: { persona, ...fields } });
}

export function deletePersona(wall: Wall, persona: PersonaId): void {
  wall.selection.takePersona(null);
  void wall.ask({ deletePersona: { persona } });
}

export function setMeasure(wall: Wall, cell: CellId, fields: Partial<Measure>): void {
  void wall.ask({ setMeasure: { step: cell.step, row: cell.row, ...fields } });
}
