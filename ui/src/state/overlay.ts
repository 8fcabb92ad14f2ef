/** The gesture in progress: drawn above the scene, never part of it. */
import type { CellId, NoteId } from '../gen/board';
import type { Point } from './camera';
import type { DropTarget } from './geometry';
import type { Rect } from '../gen/scene';
import { Topic } from './topic';

/** Notes in the hand. */
export interface Carry {
  readonly notes: readonly NoteId[];
  /** The one of them under the pointer. */
  readonly pressed: NoteId;
  /** From the pointer to that note's left top corner, in board units, as it lay when it was picked up. */
  readonly grip: Point;
  /** Board point under the pointer now. */
  readonly at: Point;
  readonly target: DropTarget | null;
  /** Copies are carried; the notes themselves stay. */
  readonly isCopy: boolean;
  /** Let go at a place: shown there until the patch comes. Let go nowhere: on its way back. */
  readonly stage: 'held' | 'dropped' | 'home';
}

/** A note being typed in. */
export interface Typing {
  readonly note: NoteId;
  /** The cell of a note that was just asked for and is not in the scene yet. */
  readonly cell: CellId | null;
  /** Added just now: left without a word, it goes again. */
  readonly isFresh: boolean;
  /** What was typed before the field was there. */
  readonly first?: string;
}

export class Overlay {
  readonly changed = new Topic();
  private carried: Carry | null = null;
  private typed: Typing | null = null;
  private frame: Rect | null = null;

  get carry(): Carry | null {
    return this.carried;
  }

  get typing(): Typing | null {
    return this.typed;
  }

  /** The frame that picks what it touches, in board units. */
  get marquee(): Rect | null {
    return this.frame;
  }

  showMarquee(frame: Rect | null): void {
    if (frame === this.frame) return;
    this.frame = frame;
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
