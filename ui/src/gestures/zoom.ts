/** Nearer and farther: Ctrl+wheel and pinch zoom to the pointer, keys and buttons to the middle. */
import { type Point, ZOOM_STEP } from '../state/screen/camera';
import { noteRect } from '../state/scene/geometry';
import type { Wall } from '../state/wall';
import { distance } from './drag-gesture';
import { wheelPixels } from './pan';

/** Natural logarithm of zoom per pixel of wheel; a notch of 100 px is about 1.65 times. */
const PER_PIXEL = 0.005;

/** Most that one event of a fast wheel may do. */
const MOST_PIXELS = 100;

export function zoomByWheel(wall: Wall, event: WheelEvent, at: Point): void {
  const { y } = wheelPixels(event);
  const turned = Math.max(-MOST_PIXELS, Math.min(MOST_PIXELS, y));
  wall.viewport.zoomTo(wall.viewport.camera.zoom * Math.exp(-turned * PER_PIXEL), at);
}

/** So many times as near, at a point of the screen. */
export function zoomBy(wall: Wall, factor: number, at: Point): void {
  wall.viewport.zoomTo(wall.viewport.camera.zoom * factor, at);
}

export function zoomIn(wall: Wall): void {
  wall.viewport.zoomTo(wall.viewport.camera.zoom * ZOOM_STEP);
}

export function zoomOut(wall: Wall): void {
  wall.viewport.zoomTo(wall.viewport.camera.zoom / ZOOM_STEP);
}

export function zoomToFull(wall: Wall): void {
  wall.viewport.zoomTo(1);
}

export function zoomToBoard(wall: Wall): void {
  wall.viewport.fitBoard();
}

export function zoomToWidth(wall: Wall): void {
  wall.viewport.fitWidth();
}

export function zoomToSelection(wall: Wall): void {
  const { scene } = wall.mirror;
  if (scene === null) return;
  const rects = wall.selection.notes.flatMap((note) => noteRect(scene, note) ?? []);
  if (rects.length === 0) return;
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.w));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.h));
  const around = 48;
  wall.viewport.fit(
    { x: x - around, y: y - around, w: right - x + 2 * around, h: bottom - y + 2 * around },
    2,
  );
}

/** Two fingers: what is under them stays under them. */
export class Pinch {
  constructor(
    private readonly wall: Wall,
    private one: Point,
    private other: Point,
  ) {}

  move(one: Point, other: Point): void {
    const before = middle(this.one, this.other);
    const now = middle(one, other);
    const apart = distance(this.one, this.other);
    this.wall.viewport.pan(now.x - before.x, now.y - before.y);
    if (apart > 0)
      this.wall.viewport.zoomTo(this.wall.viewport.camera.zoom * (distance(one, other) / apart), now);
    this.one = one;
    this.other = other;
  }
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
