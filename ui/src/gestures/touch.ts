/**
 * Fingers: a tap picks, a swipe pans wherever it begins, and what a finger rests on it takes in the hand.
 *
 * What a press means is told by when the hand did what, never by when a timer ran: on a slow machine moves that
 * were made before the rest was long enough are heard after it. The timer only shows the answer early, and what
 * it showed is taken back when such a move arrives.
 */
import type { Point } from '../state/screen/camera';
import { noteAt } from '../state/scene/geometry';
import type { Wall } from '../state/wall';
import { startNoteDrag } from './drag-note';
import { type HeldKeys, type DragGesture, DRAG_THRESHOLD, distance } from './drag-gesture';
import { startSentimentPress, tapSentiment } from './press-sentiment';
import { openMenuAt } from './open-menu';
import { startPan } from './pan';
import { startTouchedHeader, tapHeader } from './press-grid-header';
import { pickAt } from './select';

/** Milliseconds of a long press, and of the slight shake that answers it. */
export const LONG_PRESS = 500;
const SHAKE = 12;

/** Fingers are less steady than mice. */
export const DRAG_THRESHOLD_TOUCH = 2 * DRAG_THRESHOLD;

/**
 * Whether this page hears of every move with its own time. Browsers give that to pages with TLS only; without it,
 * a frame's moves are one, and a finger that went away late may have gone long before.
 */
export const HEARS_ALL =
  typeof PointerEvent !== 'undefined' && 'getCoalescedEvents' in PointerEvent.prototype;

/** What a finger does, once it is known what it means. */
export interface FingerActs {
  /** Came up again at once. */
  tap(at: Point): void;
  /** Went away at once: what it moves. */
  swipe(): DragGesture;
  /** Rested: what it has in the hand now; `null` where nothing can be taken. */
  take(): DragGesture | null;
  /** Rested, and came up where it was. */
  rest(): void;
  /** It did not rest after all: as if nothing had been taken. */
  takeBack(): void;
}

/**
 * What a finger that came down on the wall at `at` begins; `window` is the same point counted from the window,
 * `began` the time of the press. A tap or a rest calls `leaveField` first.
 */
export function startFinger(
  wall: Wall,
  at: Point,
  window: Point,
  began: number,
  leaveField: () => void,
): DragGesture {
  return new Finger(actsOn(wall, at, window, leaveField), at, began, HEARS_ALL);
}

function actsOn(wall: Wall, start: Point, window: Point, leaveField: () => void): FingerActs {
  const { selection } = wall;
  const before = { notes: selection.notes, cell: selection.cell, header: selection.header };
  return {
    tap(at) {
      leaveField();
      // While several are picked, a tap beside them does not lose them.
      if (selection.isGathering) pickAt(wall, at, true);
      else if (!tapHeader(wall, at) && !tapSentiment(wall, at)) pickAt(wall, at, false);
    },
    swipe: () => startPan(wall, start),
    take() {
      leaveField();
      if (typeof navigator.vibrate === 'function') navigator.vibrate(SHAKE);
      return takeAt(wall, start);
    },
    rest: () => openMenuAt(wall, start, window),
    takeBack() {
      if (before.header !== null) selection.pickHeader(before.header);
      else selection.pickNotes(before.notes, before.cell);
    },
  };
}

/** What a finger takes that rests there. */
function takeAt(wall: Wall, at: Point): DragGesture | null {
  const header = startTouchedHeader(wall, at);
  if (header !== null) return header;
  const point = wall.pointAt(at);
  const note = wall.mirror.scene && point && noteAt(wall.mirror.scene, point);
  if (!note) return startSentimentPress(wall, at);
  if (!wall.selection.has(note.id)) pickAt(wall, at, wall.selection.isGathering);
  return wall.session.mayEdit
    ? startNoteDrag(wall, note.id, at, { threshold: DRAG_THRESHOLD_TOUCH, isLifted: true })
    : null;
}

/** One finger from when it came down. */
export class Finger implements DragGesture {
  private stage: 'down' | 'held' | 'moving' | 'over' = 'down';
  private gesture: DragGesture | null = null;
  /** The finger left where it came down after it had rested. */
  private isCarrying = false;
  private timer: ReturnType<typeof setTimeout> | null;

  constructor(
    private readonly acts: FingerActs,
    private readonly start: Point,
    /** When it came down, in milliseconds since the page began. */
    private readonly began: number,
    /** Every move is told; else a rest that was not answered yet is none, since a swipe harms nothing. */
    private readonly hearsAll = true,
  ) {
    const left = LONG_PRESS - (performance.now() - began);
    this.timer = setTimeout(() => this.waited(), Math.max(0, left));
  }

  move(at: Point, keys?: HeldKeys): void {
    if (this.stage === 'moving') this.gesture?.move(at, keys);
    if (this.stage === 'over' || this.stage === 'moving') return;
    const isFar = distance(this.start, at) > DRAG_THRESHOLD_TOUCH;
    if (this.isCarrying) this.gesture?.move(at, keys);
    else if (isFar && this.hasRested(keys) && (this.hearsAll || this.stage === 'held')) this.carry(at, keys);
    else if (isFar) this.swipe(at, keys);
  }

  end(at: Point, keys?: HeldKeys): void {
    if (this.stage === 'down' || (this.stage === 'held' && !this.isCarrying)) {
      if (this.hasRested(keys)) this.rested();
      else {
        this.takeBack();
        this.acts.tap(at);
      }
    } else if (this.stage !== 'over') this.gesture?.end(at, keys);
    this.close();
  }

  cancel(): void {
    if (this.stage !== 'over') this.gesture?.cancel();
    this.close();
  }

  /** Whether the finger had rested long enough when it did this. */
  private hasRested(keys: HeldKeys | undefined): boolean {
    return (keys?.timeStamp ?? performance.now()) - this.began >= LONG_PRESS;
  }

  /** Long enough by the clock: what the finger did before is heard first, then it is answered. */
  private waited(): void {
    this.timer = null;
    afterInput(() => {
      if (this.stage === 'down') this.hold();
    });
  }

  private hold(): void {
    this.stage = 'held';
    this.gesture = this.acts.take();
  }

  private carry(at: Point, keys?: HeldKeys): void {
    if (this.stage === 'down') this.hold();
    // What cannot be taken does not keep the finger from moving the wall.
    if (this.gesture === null) this.swipe(at, keys);
    else {
      this.isCarrying = true;
      this.gesture.move(at, keys);
    }
  }

  private swipe(at: Point, keys?: HeldKeys): void {
    this.takeBack();
    this.stage = 'moving';
    this.gesture = this.acts.swipe();
    this.gesture.move(at, keys);
  }

  /** A hand that did not move lets go of what it took where it was. */
  private rested(): void {
    if (this.stage === 'down') this.hold();
    this.gesture?.cancel();
    this.acts.rest();
  }

  /** Takes back what the timer showed too early. */
  private takeBack(): void {
    this.stopTimer();
    if (this.stage !== 'held') return;
    this.gesture?.cancel();
    this.gesture = null;
    this.acts.takeBack();
  }

  private close(): void {
    this.stopTimer();
    this.stage = 'over';
    this.gesture = null;
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}

/** Calls `act` when the page has heard what hands did until now: moves are told before the next frame. */
function afterInput(act: () => void): void {
  if (typeof requestAnimationFrame !== 'function') setTimeout(act);
  else requestAnimationFrame(() => setTimeout(act));
}
