/** One stay in a note: from the first letter until the last one has arrived, or was kept elsewhere. */
import type { Code } from '../link/error-codes';
import { MOST_TEXT } from '../gen/limits';
import type { KindId, NoteId } from '../gen/board';
import { keepWords } from '../state/drafts/keep-words';
import { merged, spliceBetween } from '../state/drafts/splice';
import { Topic } from '../state/topic';
import { keepUnplaced, ownWords, tellRefusal } from '../state/board/refusals';
import type { Wall } from '../state/wall';
import { sentence } from '../text/errors';
import { WRITING, tooLongNote } from '../text/writing';
import { splitNote } from './split-note';

/** The field that is typed in. */
export interface Field {
  value: string;
  selectionStart: number;
  setSelectionRange(start: number, end: number): void;
}

/** The note, or the place it was asked for, is no longer on the board. */
const GONE: readonly string[] = ['E_GONE', 'E_NO_SUCH'];

/**
 * At most one splice is on its way, counted on the text of a revision this screen has seen, so that what others typed
 * meanwhile is taken into account exactly. A field is never closed from outside: what happens to its
 * note is said beside it, and when it is left, words that found no way onto the board are kept.
 */
export class Typing {
  /** Touched when [`word`] may be another. */
  readonly changed = new Topic();
  /** What the mirror said when field and mirror last met; the field's own typing comes on top. */
  private base: string;
  /** What the field held when the stay began. */
  private readonly first: string;
  private kind: KindId | undefined;
  /** The note has been on the board, so that its absence says that it was deleted. */
  private wasThere = false;
  /** The board said that the note is gone, before or without a patch. */
  private isLost = false;
  /** Why the last change was refused; `null` after the next letter. */
  private refusal: Code | null = null;
  private isSending = false;
  private isComposing = false;
  private isLeft = false;
  private isOver = false;
  private arrived: (() => void) | null = null;
  private readonly stop: () => void;
  private readonly isFresh: boolean;

  constructor(
    private readonly wall: Wall,
    private readonly note: NoteId,
    private field: Field,
    isFresh: boolean,
    private readonly onend: () => void = () => undefined,
  ) {
    const unsent = wall.unsent.notes.get(note);
    this.isFresh = isFresh || (unsent !== undefined && this.shown() === undefined);
    this.first = this.base = this.shown() ?? unsent?.base ?? '';
    this.see();
    field.value = unsent?.text ?? this.base;
    this.stop = wall.mirror.changed.subscribe(() => this.meet());
    wall.showPresence({ typing: note });
  }

  /** Somebody deleted the note that is typed in. */
  get isGone(): boolean {
    return this.isLost || (this.wasThere && this.shown() === undefined);
  }

  /** What the person should know of where the words go; `null` while all is as it should be. */
  get word(): string | null {
    if (this.isGone) return WRITING.willPark;
    if (this.refusal !== null) return sentence(this.refusal);
    const { length } = this.field.value;
    return length > MOST_TEXT ? tooLongNote(length, MOST_TEXT) : null;
  }

  /** The field changed under the fingers. */
  input(isComposing: boolean): void {
    this.isComposing = isComposing;
    // What was refused for good stays refused: nobody can type a note onto the board that may not be there.
    if (!this.isFresh || this.wasThere) this.refusal = null;
    this.send();
    this.keep();
    this.changed.touch();
  }

  /** An input method gave its word; what others typed meanwhile may come in. */
  composed(): void {
    this.isComposing = false;
    this.meet();
    this.send();
  }

  /** Leaves the note, if that field is still the one that is typed in; what is on its way follows. */
  leave(field: Field = this.field): void {
    if (this.isLeft || field !== this.field) return;
    this.isLeft = true;
    this.isComposing = false;
    if (this.isGone) {
      this.keepLost();
      return;
    }
    if (this.refusal === null) this.field.value = splitNote(this.wall, this.note, this.field.value);
    this.meet();
    this.send();
    const isAwaited = this.isFresh && this.shown() === undefined && this.refusal === null;
    if ((this.isSending || isAwaited) && this.wall.session.standing === 'connected')
      this.arrived = this.wall.pendingTyping.begin();
    this.finish();
  }

  /** Goes on in another field. */
  comeBack(field: Field): void {
    this.arrived?.();
    this.isLeft = false;
    const { value, selectionStart } = this.field;
    field.value = value;
    field.setSelectionRange(selectionStart, selectionStart);
    this.field = field;
    this.wall.showPresence({ typing: this.note });
  }

  /** The note that was asked for will not come. */
  refuse(code: Code): void {
    if (this.isOver) return;
    if (GONE.includes(code)) this.isLost = true;
    else this.refusal = code;
    this.changed.touch();
    this.arrived?.();
    if (this.isLost && this.isLeft) this.keepLost();
    else this.finish();
  }

  private shown(): string | undefined {
    return this.wall.mirror.board?.note(this.note)?.text;
  }

  private see(): void {
    const view = this.wall.mirror.board?.note(this.note);
    this.wasThere ||= view !== undefined;
    this.kind = view?.kind ?? this.kind;
  }

  /** Takes in what others made of the text. */
  private meet(): void {
    const view = this.wall.mirror.board?.note(this.note);
    if (view === undefined) this.miss();
    if (view === undefined || this.isSending || this.isComposing) return;
    const theirs = view.text;
    this.see();
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

  /** The board does not have the note: not yet, or not any more. */
  private miss(): void {
    if (!this.isGone) return;
    this.changed.touch();
    if (this.isLeft && !this.isSending) this.keepLost();
  }

  /** What the board does not have yet outlasts this page. */
  private keep(): void {
    this.wall.keepDraft(this.note, this.base, this.field.value);
  }

  private send(): void {
    const { value } = this.field;
    const isHeld = this.isSending || this.isComposing || this.refusal !== null || value.length > MOST_TEXT;
    if (isHeld || this.shown() === undefined) return;
    if (this.shown() !== this.base) {
      this.meet();
      return;
    }
    const splice = spliceBetween(this.base, value, this.field.selectionStart);
    if (splice === null) return;
    this.isSending = true;
    const { revision } = this.wall.mirror;
    void this.wall.attempt({ spliceText: { note: this.note, ...splice, revision } }).then((answer) => {
      if (typeof answer === 'string') this.hearRefusal(answer);
      else
        this.wall.whenShown(answer.revision, () => {
          this.isSending = false;
          // The splice itself is in what the mirror shows; on top of it comes what was typed since.
          this.base = value;
          this.meet();
          if (!this.isSending) this.arrived?.();
        });
    });
  }

  /** Sent again with the next letter; without a connection, when the board is loaded anew. */
  private hearRefusal(code: Code): void {
    this.isSending = false;
    if (code !== 'E_NOT_CONNECTED') {
      if (!GONE.includes(code)) tellRefusal(this.wall, code);
      this.refuse(code);
    }
    this.arrived?.();
  }

  /** The note is gone with this person's words: they get a note of their own. */
  private keepLost(): void {
    const { value } = this.field;
    this.end();
    if (value !== this.first) void keepWords(this.wall, value, WRITING.noteDeleted, this.kind);
  }

  /** Nothing more comes of this stay. */
  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.onend();
    this.stop();
    this.arrived?.();
    this.wall.keepDraft(this.note, '', '');
    // Who went on to another note types there.
    if (this.wall.overlay.typing === null) this.wall.showPresence({ typing: null });
  }

  private finish(): void {
    const { value } = this.field;
    const isDone = this.refusal !== null || value === this.base;
    if (!this.isLeft || this.isOver || this.isSending || !isDone) return;
    // A note that was asked for and has not come yet is waited for.
    if (this.isFresh && this.shown() === undefined && this.refusal === null) return;
    this.end();
    if (this.refusal !== null) keepUnplaced(this.wall, this.refusal, ownWords(this.base, value));
    else if (this.isFresh && value.trim() === '') void this.wall.ask({ deleteNote: { note: this.note } });
  }
}
