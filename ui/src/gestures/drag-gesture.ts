/** A gesture that lasts as long as a pointer is down. */
import type { Point } from '../state/screen/camera';

/** What keys are held beside the pointer. */
export interface HeldKeys {
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  /** When the hand did it, in milliseconds since the page began: earlier than when the page hears of it. */
  readonly timeStamp?: number;
}

/** Positions are CSS pixels from the wall's left top corner. */
export interface DragGesture {
  move(at: Point, keys?: HeldKeys): void;
  end(at: Point, keys?: HeldKeys): void;
  /** Ends without effect, as when a second finger comes down or Esc is pressed. */
  cancel(): void;
}

/** CSS pixels that a pointer may move before a press becomes a drag. */
export const DRAG_THRESHOLD = 4;

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
