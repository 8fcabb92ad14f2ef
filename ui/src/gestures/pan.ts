/** The wall moves with the hand: space-drag, middle button, wheel, a finger on empty wall. */
import type { Point } from '../state/screen/camera';
import type { Wall } from '../state/wall';
import type { DragGesture } from './drag-gesture';

/** Pixels of a line and of a page, for wheels that count in those. */
const LINE = 40;
const PAGE = 400;

export function startPan(wall: Wall, start: Point): DragGesture {
  let last = start;
  return {
    move(at) {
      wall.viewport.pan(at.x - last.x, at.y - last.y);
      last = at;
    },
    end() {
      last = start;
    },
    cancel() {
      last = start;
    },
  };
}

/** How far a wheel turned, in CSS pixels. */
export function wheelPixels(event: Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode'>): Point {
  const unit = [1, LINE, PAGE][event.deltaMode] ?? 1;
  return { x: event.deltaX * unit, y: event.deltaY * unit };
}

export function panByWheel(wall: Wall, event: WheelEvent): void {
  const { x, y } = wheelPixels(event);
  // A plain mouse has one wheel: with Shift it goes sideways.
  const isSideways = event.shiftKey && x === 0;
  wall.viewport.pan(isSideways ? -y : -x, isSideways ? 0 : -y);
}
