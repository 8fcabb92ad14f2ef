/**
 * Two fingers on a touchpad, in the desktop window on Linux.
 *
 * WebKitGTK keeps that gesture from pages, so the shell tells of it. Here it becomes what other browsers make of
 * it: a turn of the wheel with Ctrl held, at the same place.
 */

import type { Notice } from '../gen/window';

/** Pixels of wheel for a factor of e: what `gestures/zoom` takes for it. */
const PIXELS = 200;

export type PinchNotice = Extract<Notice, { pinch: unknown }>['pinch'];

/** What a message of the shell says of two fingers; `null` when it says something else. */
export function pinchIn(text: string): PinchNotice | null {
  if (!text.startsWith('{"pinch":')) return null;
  return (JSON.parse(text) as { pinch: PinchNotice }).pinch;
}

/** The turn of the wheel that a pinch stands for. */
export function wheelOf({ scale, x, y }: PinchNotice): WheelEventInit {
  return {
    deltaY: -Math.log(scale) * PIXELS,
    clientX: x,
    clientY: y,
    ctrlKey: true,
    bubbles: true,
    cancelable: true,
  };
}

/** Turns the wheel over what is there. */
export function pinch(notice: PinchNotice): void {
  const under = document.elementFromPoint(notice.x, notice.y);
  under?.dispatchEvent(new WheelEvent('wheel', wheelOf(notice)));
}
