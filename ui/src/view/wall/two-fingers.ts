/**
 * Nearer and farther from wherever the hand is: two fingers, Ctrl with the wheel and the pinch of a touchpad mean
 * the wall, also over the field of a note and over bars. The browser would magnify its page instead.
 */
import { panByWheel } from '../../gestures/pan';
import type { Pointers } from '../../gestures/pointer';
import { zoomBy, zoomByWheel } from '../../gestures/zoom';
import type { Point } from '../../state/screen/camera';
import type { Wall } from '../../state/wall';

/** Safari's way to tell of a pinch; it is in no library of types. */
interface GestureEvent extends UIEvent {
  readonly scale: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** What scrolls by itself and is read like a page: panels, dialogs, menus. */
const APART = 'aside, dialog, [role="dialog"], [role="complementary"], [role="menu"]';

/** Listens until the returned function is called. Costs nothing while no finger or wheel moves. */
export function listenForZoom(wall: Wall, pointers: Pointers, canvas: HTMLCanvasElement): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  let scale = 1;

  /** Whether what happens there is about the wall. */
  function isAbout(target: EventTarget | null): boolean {
    const { chrome } = wall;
    if (chrome.isOutline || chrome.dialog !== null) return false;
    return !(target instanceof Element) || target.closest(APART) === null;
  }

  function at(event: { clientX: number; clientY: number }): Point {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  function wheel(event: WheelEvent): void {
    if (!isAbout(event.target)) return;
    const isZoom = event.ctrlKey || event.metaKey;
    if (!isZoom && event.target !== canvas && !isStill(event.target)) return;
    event.preventDefault();
    if (isZoom) zoomByWheel(wall, event, at(event));
    else panByWheel(wall, event);
  }

  /** Fingers that come down beside the canvas; those on it are told by the canvas itself. */
  function finger(event: PointerEvent): void {
    if (event.pointerType !== 'touch' || event.target === canvas) return;
    if (event.type === 'pointerdown') {
      if (isAbout(event.target)) pointers.beside(event, at(event));
    } else if (event.type === 'pointermove') pointers.move(event, at(event));
    else if (event.type === 'pointerup') pointers.up(event, at(event));
    else pointers.lose(event.pointerId);
  }

  /** Two fingers on what scrolls with one are not the browser's. */
  function touch(event: TouchEvent): void {
    if (event.touches.length > 1 && pointers.touching > 1) event.preventDefault();
  }

  function gesture(event: Event): void {
    if (!isAbout(event.target)) return;
    event.preventDefault();
    const { scale: now, ...place } = told(event as GestureEvent);
    // On a touch screen the fingers themselves have been told already.
    if (event.type === 'gesturechange' && pointers.touching === 0) zoomBy(wall, now / scale, at(place));
    scale = event.type === 'gesturestart' ? 1 : now;
  }

  const firm = { signal, passive: false, capture: true };
  window.addEventListener('wheel', wheel, firm);
  for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const)
    window.addEventListener(type, finger, { signal, capture: true });
  for (const type of ['touchstart', 'touchmove'] as const) window.addEventListener(type, touch, firm);
  for (const type of ['gesturestart', 'gesturechange', 'gestureend'])
    window.addEventListener(type, gesture, firm);
  return () => ends.abort();
}

function told({ scale, clientX, clientY }: GestureEvent): {
  scale: number;
  clientX: number;
  clientY: number;
} {
  return { scale, clientX, clientY };
}

/** The field of a note stands on the wall and does not scroll: the wheel over it moves the wall. */
function isStill(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement && target.dataset['onWall'] !== undefined;
}
