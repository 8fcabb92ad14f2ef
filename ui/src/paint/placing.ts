/** Where tiles of any scale lie in the window, and copying them there. */
import { sharp } from './sharp';
import type { Ink } from './surface';
import { SIDE, type Span, type Tile, onBoard, spanOf } from './tiles';

/** Where the board lies in the window, in device pixels, and its size in board units. */
export interface View {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A rectangle of whole device pixels of the window. */
export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Where a tile lies in the window. Neighbours meet without a gap, whatever the ratio. */
export function placed(column: number, row: number, ratio: number, left: number, top: number): Box {
  const x = sharp(left + column * SIDE * ratio);
  const y = sharp(top + row * SIDE * ratio);
  return {
    x,
    y,
    w: sharp(left + (column + 1) * SIDE * ratio) - x,
    h: sharp(top + (row + 1) * SIDE * ratio) - y,
  };
}

export function copy(ink: Ink, { surface }: Tile, { x, y, w, h }: Box, ratio: number): void {
  if (ratio === 1) ink.drawImage(surface, x, y);
  else ink.drawImage(surface, x, y, w, h);
}

/** Copies of a tile that lies at `at` what falls into `box`. */
export function copyPart(ink: Ink, { surface }: Tile, at: Box, box: Box): void {
  const x = Math.max(at.x, box.x);
  const y = Math.max(at.y, box.y);
  const w = Math.min(at.x + at.w, box.x + box.w) - x;
  const h = Math.min(at.y + at.h, box.y + box.h) - y;
  if (w <= 0 || h <= 0) return;
  const [across, down] = [SIDE / at.w, SIDE / at.h];
  ink.drawImage(surface, (x - at.x) * across, (y - at.y) * down, w * across, h * down, x, y, w, h);
}

export function isWithin(inner: Span, outer: Span): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.right <= outer.right &&
    inner.bottom <= outer.bottom
  );
}

/** The tiles of a level that a box of the window touches; a handful. */
export function touched(level: number, view: View, box: Box): { column: number; row: number }[] {
  const ratio = view.scale / level;
  const span = onBoard(
    spanOf((box.x - view.left) / ratio, (box.y - view.top) / ratio, box.w / ratio, box.h / ratio),
    view.width * level,
    view.height * level,
  );
  const found: { column: number; row: number }[] = [];
  for (let row = span.top; row < span.bottom; row += 1) {
    for (let column = span.left; column < span.right; column += 1) found.push({ column, row });
  }
  return found;
}
