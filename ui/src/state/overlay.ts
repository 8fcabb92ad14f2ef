/** The gesture in progress: drawn above the scene, never part of it. */
import type { CellId, NoteId } from '../gen/board';
import type { Point } from './camera';
import type { DropTarget } from './geometry';
import { Topic } from './topic';

/** Notes in the hand. */
export interface Carry {
  readonly notes: readonly NoteId[];
  /** Board point under the pointer when the notes were picked up. */
  readonly from: Point;
  /** Board point under the pointer now. */
  readonly at: Point;
  readonly target: DropTarget | null;
  /** Let go; shown at its target until the patch comes. */
  readonly isDropped: boolean;
}

/** A note being typed in. */
export interface Typing {
  readonly note: NoteId;
  /** The cell of a note that was just asked for and is not in the scene yet. */
  readonly cell: CellId | null;
  /** The note behind which that note was asked for; absent for the last place. */
  readonly after?: NoteId;
  /** Added just now: left without a word, it goes again. */
  readonly isFresh: boolean;
}

export class Overlay {
  readonly changed = new Topic();
  private carried: Carry | null = null;
  private typed: Typing | null = null;
  private ringed: ReadonlySet<NoteId> = new Set();

  get carry(): Carry | null {
    return this.carried;
  }

  get typing(): Typing | null {
    return this.typed;
  }

  /** Notes that a search found. */
  get found(): ReadonlySet<NoteId> {
    return this.ringed;
  }

  showFound(notes: ReadonlySet<NoteId>): void {
    if (notes.size === 0 && this.ringed.size === 0) return;
    this.ringed = notes;
    this.changed.touch();
  }

  showCarry(carry: Carry | null): void {
    if (carry === this.carried) return;
    this.carried = carry;
    this.changed.touch();
  }

  showTyping(typing: Typing | null): void {
    if (typing === this.typed) return;
    this.typed = typing;
    this.changed.touch();
  }
}
