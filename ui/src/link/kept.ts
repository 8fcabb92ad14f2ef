/** What a guest's browser keeps: the secret, the numbers, and everything that waits. */
import type { Edit, NoteId } from '../gen/board';

/** Where it is kept; `null` when nothing is. */
export interface Shelf {
  read(): string | null;
  write(text: string): void;
}

/** Words in a note's field that the host does not have yet. */
export interface Draft {
  readonly note: NoteId;
  /** The note's text when field and wall last met. */
  readonly base: string;
  readonly text: string;
}

/** An edit, and its number once it was sent. */
export interface Asked {
  seq: number | null;
  edit: Edit;
}

/** Everything that a browser keeps for a guest of one board. */
export interface Kept {
  secret: string;
  /** The highest number that was given. */
  last: number;
  /** The page that sends; another one that finds itself replaced stops. */
  owner: string;
  queue: Asked[];
  drafts: Draft[];
}

/** Whether it is a note without words. */
export function isBlank(edit: Edit): boolean {
  return 'addNote' in edit && (edit.addNote.text ?? '').trim() === '';
}

/** The words that an edit brings, as far as it brings any. */
export function wordsOf(edit: Edit): string[] {
  if ('setText' in edit) return [edit.setText.text];
  if ('addComment' in edit) return [edit.addComment.text];
  if ('spliceText' in edit) return [edit.spliceText.insert ?? ''];
  return [];
}
