/** What a guest's browser keeps: the secret, the numbers, and everything that waits. */
import type { Edit, EditKind, KindId, NoteId } from '../gen/board';
import type { Refused } from './conversation';
import type { Done } from '../gen/messages';

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
  /** The note's type, for the case that its words have to become a note of their own. */
  readonly kind?: KindId;
}

/** An edit, and its number once it was sent. */
export interface Asked {
  seq: number | null;
  edit: Edit;
}

/** An edit that waits for its answer. */
export interface Waiting extends Asked {
  isUnderWay: boolean;
  /** It was under way when a connection broke. */
  isRepeated?: boolean;
  resolve(answer: Done): void;
  reject(reason: Refused): void;
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

/** The note that an edit writes in. */
export function noteOf(edit: Edit): NoteId | null {
  if ('spliceText' in edit) return edit.spliceText.note;
  return 'setText' in edit ? edit.setText.note : null;
}

/** What an act is asked for with. */
type Given<Act extends EditKind> = Extract<Edit, Record<Act, unknown>>[Act];

/**
 * The fields of every act that hold what a person wrote; names that the app gives itself are not among them. What is
 * missing here would be lost when the act is refused, so a new act has to say it.
 */
const WRITTEN: { readonly [Act in EditKind]: readonly (keyof Given<Act> & string)[] } = {
  addNote: ['text'],
  setText: ['text'],
  spliceText: [],
  moveNote: [],
  moveNotes: [],
  deleteNote: [],
  restoreNote: [],
  deleteAllBy: [],
  setKind: [],
  setNote: ['detail', 'tags', 'source', 'owner', 'link', 'author'],
  setHeader: [
    'title',
    'scope',
    'starts',
    'ends',
    'mapType',
    'scenario',
    'goal',
    'owner',
    'date',
    'reviewDate',
  ],
  setRights: [],
  addSheet: [],
  renameSheet: ['title'],
  moveSheet: [],
  deleteSheet: [],
  addStage: [],
  renameStage: ['title'],
  setStage: ['goal', 'owner'],
  moveStage: [],
  deleteStage: [],
  addStep: [],
  renameStep: ['title'],
  setStep: [],
  moveStep: [],
  deleteStep: [],
  addRow: ['prompt'],
  renameRow: ['title'],
  setRow: ['prompt'],
  moveRow: [],
  deleteRow: [],
  defineKind: ['title'],
  removeKind: [],
  addGroup: [],
  renameGroup: ['title'],
  deleteGroup: [],
  addPersona: ['name', 'role', 'motto', 'goals', 'needs', 'painPoints'],
  setPersona: ['name', 'role', 'motto', 'goals', 'needs', 'painPoints'],
  deletePersona: [],
  setSentiment: [],
  setMeasure: ['value', 'unit', 'target'],
  addComment: ['text'],
  deleteComment: [],
  addAction: ['text', 'owner', 'due'],
  setAction: ['text', 'owner', 'due'],
  deleteAction: [],
  addPhase: ['prompt'],
  setPhase: ['title', 'prompt'],
  movePhase: [],
  deletePhase: [],
  runPhase: [],
  setTimer: [],
  endWorkshop: [],
  openRound: ['title'],
  closeRound: [],
  setPerson: [],
  many: [],
  undo: [],
  redo: [],
};

/**
 * The words that an edit brings, as far as it brings any: what would be lost with it. Letters of a splice are not
 * among them, since they are words only together with the rest of their note.
 */
export function wordsOf(edit: Edit): string[] {
  if ('many' in edit) return edit.many.edits.flatMap(wordsOf);
  const [act, given] = Object.entries(edit)[0] as [EditKind, Record<string, unknown>];
  const fields: readonly string[] = WRITTEN[act];
  return fields.flatMap((field) => {
    const value = given[field];
    const text = Array.isArray(value) ? value.join(', ') : value;
    return typeof text === 'string' && text.trim() !== '' ? [text] : [];
  });
}
