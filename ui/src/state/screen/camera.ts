/** Where on the board this screen looks. Distances on the board are board units, on the screen CSS pixels. */
import type { Rect } from '../../gen/scene';

export interface Point {
  x: number;
  y: number;
}

/** The window's size in CSS pixels. */
export interface Size {
  w: number;
  h: number;
  /** What bars at its upper edge cover, where that is more than the one that is always there. */
  top?: number;
}

/** The board point at the screen's left top corner, and CSS pixels per board unit. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** A board of sixty stages still fits a phone; letters stay finer than a screen's grain above 400 %. */
export const ZOOM_LEAST = 0.05;
export const ZOOM_MOST = 4;

/** What part of a step of a zoom key or button is: four of them double. */
export const ZOOM_STEP = 2 ** 0.25;

export function toBoard(camera: Camera, screen: Point): Point {
  return { x: camera.x + screen.x / camera.zoom, y: camera.y + screen.y / camera.zoom };
}

export function toScreen(camera: Camera, board: Point): Point {
  return { x: (board.x - camera.x) * camera.zoom, y: (board.y - camera.y) * camera.zoom };
}

/** A board rectangle in CSS pixels of the screen. */
export function rectToScreen(camera: Camera, rect: Rect): Rect {
  const { x, y } = toScreen(camera, rect);
  return { x, y, w: rect.w * camera.zoom, h: rect.h * camera.zoom };
}

/** The part of the board that the screen shows. */
export function visible(camera: Camera, size: Size): Rect {
  return { x: camera.x, y: camera.y, w: size.w / camera.zoom, h: size.h / camera.zoom };
}

/** Moved as a hand moves paper: by screen pixels. */
export function panned(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom };
}

/** Zoomed so that the board point under `at` stays there. */
export function zoomedAt(camera: Camera, at: Point, zoom: number): Camera {
  const next = clamp(zoom, ZOOM_LEAST, ZOOM_MOST);
  const fixed = toBoard(camera, at);
  return { x: fixed.x - at.x / next, y: fixed.y - at.y / next, zoom: next };
}

/** Shows all of `rect` with `margin` CSS pixels around it, not above `most`. */
export function fitted(rect: Rect, size: Size, margin: number, most = 1): Camera {
  const across = (size.w - 2 * margin) / Math.max(1, rect.w);
  const down = (size.h - 2 * margin) / Math.max(1, rect.h);
  const zoom = clamp(Math.min(across, down), ZOOM_LEAST, most);
  return {
    x: rect.x + rect.w / 2 - size.w / 2 / zoom,
    y: rect.y + rect.h / 2 - size.h / 2 / zoom,
    zoom,
  };
}

/** Kept so that at least `rest` CSS pixels of the board stay in sight: nobody gets lost beside the wall. */
export function kept(camera: Camera, board: Size, size: Size, rest = 120): Camera {
  const edge = rest / camera.zoom;
  const shown = visible(camera, size);
  return {
    x: clamp(camera.x, edge - shown.w, board.w - edge),
    y: clamp(camera.y, edge - shown.h, board.h - edge),
    zoom: camera.zoom,
  };
}

/** The smallest pan that brings `rect`, or as much of it as there is room for, into the part inside `insets`. */
export function revealed(camera: Camera, rect: Rect, size: Size, insets: Insets): Camera {
  const shown = rectToScreen(camera, rect);
  const dx = shift(shown.x, shown.w, insets.left, size.w - insets.right);
  const dy = shift(shown.y, shown.h, insets.top, size.h - insets.bottom);
  return dx === 0 && dy === 0 ? camera : panned(camera, dx, dy);
}

/** CSS pixels at the screen's edges that something else covers. */
export interface Insets {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function shift(start: number, length: number, from: number, to: number): number {
  const end = start + length;
  // Of what is larger than the room, as much as there is room for.
  if (length > to - from) return start > from ? from - start : Math.max(0, to - end);
  return start < from ? from - start : Math.min(0, to - end);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, Math.min(least, most)), Math.max(least, most));
}
