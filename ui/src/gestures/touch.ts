/** Fingers: a tap picks, a long press opens the menu, a finger on a note carries it, on empty wall it pans. */
import type { Point } from '../state/camera';
import { noteAt } from '../state/geometry';
import type { Wall } from '../state/wall';
import { holdNote } from './drag-note';
import { type Hold, TREMBLE, distance } from './hold';
import { tapSentiment } from './hold-sentiment';
import { openMenuAt } from './open-menu';
import { holdPan } from './pan';
import { tapTitle, touchTitle } from './press-title';
import { pickAt } from './select';

/** Milliseconds of a long press, and of the slight shake that answers it. */
export const LONG_PRESS = 500;
const SHAKE = 12;

/** Fingers tremble more than mice. */
const TREMBLE_TOUCH = 2 * TREMBLE;

/** What a finger begins at a point of the wall; `window` is the same point counted from the window. */
export function holdFinger(wall: Wall, at: Point, window: Point): Hold {
  return withLongPress(onWall(wall, at), at, () => {
    if (typeof navigator.vibrate === 'function') navigator.vibrate(SHAKE);
    openMenuAt(wall, at, window);
  });
}

function onWall(wall: Wall, start: Point): Hold {
  const title = touchTitle(wall, start);
  if (title !== null) return title;
  const { scene } = wall.mirror;
  const point = wall.pointAt(start);
  const note = scene && point && noteAt(scene, point);
  const { isGathering } = wall.selection;
  if (note) {
    if (!isGathering) pickAt(wall, start, false);
    const tap = (): void => void pickAt(wall, start, true);
    return holdNote(wall, note.id, start, { tremble: TREMBLE_TOUCH, ...(isGathering ? { tap } : {}) });
  }
  const pan = holdPan(wall, start);
  let isTap = true;
  return {
    move(now) {
      isTap &&= distance(start, now) <= TREMBLE_TOUCH;
      if (!isTap) pan.move(now);
    },
    end(now) {
      // While several are picked, a tap beside them does not lose them.
      if (!isTap || isGathering) return;
      if (!tapTitle(wall, now) && !tapSentiment(wall, now)) pickAt(wall, now, false);
    },
    cancel: () => undefined,
  };
}

/** `hold`, unless the finger rests: then `act`, and the rest of the press means nothing. */
export function withLongPress(hold: Hold, start: Point, act: () => void): Hold {
  let timer: ReturnType<typeof setTimeout> | null = setTimeout(() => {
    timer = null;
    isOver = true;
    hold.cancel();
    act();
  }, LONG_PRESS);
  let isOver = false;

  function rest(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  return {
    move(at, keys) {
      if (distance(start, at) > TREMBLE_TOUCH) rest();
      if (!isOver) hold.move(at, keys);
    },
    end(at, keys) {
      rest();
      if (!isOver) hold.end(at, keys);
    },
    cancel() {
      rest();
      if (!isOver) hold.cancel();
    },
  };
}
