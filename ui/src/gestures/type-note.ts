/** Typing in a note: what is typed goes out as splices, what others type comes in between. */
import type { NoteId } from '../gen/board';
import { merged, spliceBetween } from '../state/splice';
import type { Wall } from '../state/wall';
import { cellOf, revealPicked } from './select';

/** Most a note holds, in UTF-16 units; the board refuses more. */
export const MOST_TEXT = 4000;

/** The field that is typed in. */
export interface Field {
  value: string;
  selectionStart: number;
  setSelectionRange(start: number, end: number): void;
}

/** Opens a note for typing. `first` is a letter that was typed already. */
export function openNote(wall: Wall, note: NoteId, first?: string): void {
  if (!wall.session.mayEdit || wall.overlay.typing?.note === note) return;
  const cell = cellOf(wall, note);
  if (cell !== null) wall.sheet.wroteIn(cell);
  wall.selection.pickNotes([note], cell);
  wall.overlay.showTyping({ note, cell: null, isFresh: false, ...(first === undefined ? {} : { first }) });
  revealPicked(wall);
}

/** Opens the picked note. */
export function openPicked(wall: Wall): void {
  const note = wall.selection.notes.at(-1);
  if (note !== undefined) openNote(wall, note);
}

/** Stays that were left and whose last letters are on their way, by their note. */
const leaving = new WeakMap<Wall, Map<NoteId, Typing>>();

function leavingOn(wall: Wall): Map<NoteId, Typing> {
  const known = leaving.get(wall) ?? new Map<NoteId, Typing>();
  leaving.set(wall, known);
  return known;
}

/** Notes that were asked for and refused. */
const refused = new WeakMap<Wall, Set<NoteId>>();

function refusedOn(wall: Wall): Set<NoteId> {
  const known = refused.get(wall) ?? new Set<NoteId>();
  refused.set(wall, known);
  return known;
}

/** A note that was asked for will not come: nobody waits for its words. */
export function giveUp(wall: Wall, note: NoteId): void {
  refusedOn(wall).add(note);
  leavingOn(wall).get(note)?.end();
}

/** Types in a note. Who comes back before their last letters have arrived goes on with the words they left. */
export function typeIn(wall: Wall, note: NoteId, field: Field, isFresh: boolean): Typing {
  const before = leavingOn(wall).get(note);
  before?.comeBack(field);
  return before ?? new Typing(wall, note, field, isFresh);
}

/**
 * One stay in a note. At most one splice is on its way, always counted on the text of a revision this screen
 * has seen, so that what others typed meanwhile is taken into account exactly.
 */
export class Typing {
  /** What the mirror said when field and mirror last met; the field's own typing comes on top. */
  private base: string;
  private isSending = false;
  private isComposing = false;
  private isRefused = false;
  private isLeft = false;
  private isOver = false;
  private arrived: (() => void) | null = null;
  private readonly stop: () => void;

  constructor(
    private readonly wall: Wall,
    private readonly note: NoteId,
    private field: Field,
    private readonly isFresh: boolean,
  ) {
    this.base = this.shown() ?? '';
    field.value = this.base;
    this.stop = wall.mirror.changed.subscribe(() => this.meet());
    wall.showTyping(note);
  }

  /** The field changed under the fingers. */
  input(isComposing: boolean): void {
    this.isComposing = isComposing;
    this.isRefused = false;
    this.send();
    this.keep();
  }

  /** An input method gave its word; what others typed meanwhile may come in. */
  composed(): void {
    this.isComposing = false;
    this.meet();
    this.send();
  }

  /** Leaves the note; what is still on its way follows. */
  leave(): void {
    if (this.isLeft) return;
    this.isLeft = true;
    this.isComposing = false;
    this.meet();
    this.send();
    leavingOn(this.wall).set(this.note, this);
    const isAwaited = this.isFresh && this.shown() === undefined;
    if ((this.isSending || isAwaited) && this.wall.session.standing === 'connected')
      this.arrived = this.wall.lastWords.begin();
    if (isAwaited && refusedOn(this.wall).has(this.note)) this.end();
    this.finish();
  }

  /** Goes on in another field. */
  comeBack(field: Field): void {
    leavingOn(this.wall).delete(this.note);
    this.arrived?.();
    this.isLeft = false;
    field.value = this.field.value;
    this.field = field;
    this.wall.showTyping(this.note);
  }

  private shown(): string | undefined {
    return this.wall.mirror.board?.note(this.note)?.text;
  }

  /** Takes in what others made of the text. */
  private meet(): void {
    const theirs = this.shown();
    if (this.isSending || this.isComposing || theirs === undefined) return;
    // What the field holds came by another way, as words do that an earlier page left.
    if (theirs === this.field.value) this.base = theirs;
    if (theirs !== this.base) {
      const { text, caret } = merged(this.base, this.field.value, theirs, this.field.selectionStart);
      this.base = theirs;
      if (text !== this.field.value) {
        this.field.value = text;
        this.field.setSelectionRange(caret, caret);
      }
    }
    this.send();
    this.keep();
    this.finish();
  }

  /** What the board does not have yet outlasts this page. */
  private keep(): void {
    this.wall.keepDraft(this.note, this.base, this.field.value);
  }

  private send(): void {
    if (this.isSending || this.isComposing || this.isRefused || this.shown() === undefined) return;
    if (this.shown() !== this.base) {
      this.meet();
      return;
    }
    const { value } = this.field;
    const splice = spliceBetween(this.base, value, this.field.selectionStart);
    if (splice === null) return;
    this.isSending = true;
    const { revision } = this.wall.mirror;
    void this.wall.ask({ spliceText: { note: this.note, ...splice, revision } }).then((accepted) => {
      if (accepted === null) {
        // Sent again with the next letter, or when the connection is back and the board is loaded anew.
        this.isSending = false;
        this.isRefused = this.wall.session.standing === 'connected';
        this.arrived?.();
        this.finish();
        return;
      }
      this.wall.whenShown(accepted.revision, () => {
        this.isSending = false;
        // The splice itself is in what the mirror shows; on top of it comes what was typed since.
        this.base = value;
        this.meet();
        if (!this.isSending) this.arrived?.();
      });
    });
  }

  /** Nothing more comes of this stay. */
  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    leavingOn(this.wall).delete(this.note);
    this.stop();
    this.arrived?.();
    this.wall.keepDraft(this.note, '', '');
    // Who went on to another note types there.
    if (this.wall.overlay.typing === null) this.wall.showTyping(null);
  }

  private finish(): void {
    const isDone = this.isRefused || this.field.value === this.base;
    if (!this.isLeft || this.isOver || this.isSending || !isDone) return;
    // A note that was asked for and has not come yet is waited for.
    if (this.isFresh && this.shown() === undefined && !this.isRefused) return;
    this.end();
    if (this.isFresh && this.field.value.trim() === '')
      void this.wall.ask({ deleteNote: { note: this.note } });
  }
}
