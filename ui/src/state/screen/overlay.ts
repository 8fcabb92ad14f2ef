/** The gesture in progress: drawn above the scene, never part of it. */
import type { CellId, KindId, NoteId, SheetId } from '../../gen/board';
import type { Point } from './camera';
import type { DropTarget } from '../scene/geometry';
import type { Rect } from '../../gen/scene';
import { Topic } from '../topic';

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
  /** The sheet whose tab is under the pointer; then there is no other target. */
  readonly tab: SheetId | null;
  /** Copies are carried; the notes themselves stay. */
  readonly isCopy: boolean;
  /** Let go at a place: shown there until the patch comes. Let go nowhere: on its way back. */
  readonly stage: 'held' | 'dropped' | 'home';
}

/** Notes that were parked in one act. */
export interface Parked {
  readonly count: number;
}

/** A note being typed in. */
export interface Typing {
  readonly note: NoteId;
  /** Where the note lies, or will once it was added; that it was there stays known when it is taken away. */
  readonly cell: CellId | null;
  /** The note before it; `null` for the first place, absent for the last. */
  readonly after?: NoteId | null;
  /** What the note is, where that is known and not on the board yet. */
  readonly kind?: KindId;
  /** Added just now: left without a word, it goes again. */
  readonly isFresh: boolean;
  /** What was typed before the field was there. */
  readonly first?: string;
}

/** A sentiment that a press here would say. */
export interface PressedSentiment {
  readonly cell: CellId;
  /** From −2 to +2. */
  readonly value: number;
}

export class Overlay {
  readonly changed = new Topic();
  private carried: Carry | null = null;
  private typed: Typing | null = null;
  private pressed: PressedSentiment | null = null;
  private frame: Rect | null = null;
  private parkedNow: Parked | null = null;
  private ringed: ReadonlySet<NoteId> = new Set();

  get carry(): Carry | null {
    return this.carried;
  }

  get typing(): Typing | null {
    return this.typed;
  }

  get sentiment(): PressedSentiment | null {
    return this.pressed;
  }

  showSentiment(sentiment: PressedSentiment | null): void {
    const isSame =
      sentiment?.value === this.pressed?.value && sentiment?.cell.step === this.pressed?.cell.step;
    if (isSame && sentiment?.cell.row === this.pressed?.cell.row) return;
    this.pressed = sentiment;
    this.changed.touch();
  }

  /** What was parked a moment ago. */
  get parked(): Parked | null {
    return this.parkedNow;
  }

  showParked(notes: Parked | null): void {
    if (notes === this.parkedNow) return;
    this.parkedNow = notes;
    this.changed.touch();
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
