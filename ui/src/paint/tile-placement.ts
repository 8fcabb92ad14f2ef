/** Where tiles of any scale lie in the window, and copying them there. */
import { snap } from './pixel-snapping';
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
export function boxOfTile(column: number, row: number, ratio: number, left: number, top: number): Box {
  const x = snap(left + column * SIDE * ratio);
  const y = snap(top + row * SIDE * ratio);
  return {
    x,
    y,
    w: snap(left + (column + 1) * SIDE * ratio) - x,
    h: snap(top + (row + 1) * SIDE * ratio) - y,
  };
}

/** Where all tiles of a span lie in the window. */
export function boxOfSpan(span: Span, ratio: number, left: number, top: number): Box {
  const { x, y } = boxOfTile(span.left, span.top, ratio, left, top);
  const end = boxOfTile(span.right, span.bottom, ratio, left, top);
  return { x, y, w: Math.max(0, end.x - x), h: Math.max(0, end.y - y) };
}

/** What a box leaves free of a `w` × `h` window: above, below, left and right of it. */
export function boxesBeside(w: number, h: number, box: Box): Box[] {
  const left = clamp(box.x, w);
  const right = clamp(box.x + box.w, w);
  const top = clamp(box.y, h);
  const bottom = clamp(box.y + box.h, h);
  const all = [
    { x: 0, y: 0, w, h: top },
    { x: 0, y: bottom, w, h: h - bottom },
    { x: 0, y: top, w: left, h: bottom - top },
    { x: right, y: top, w: w - right, h: bottom - top },
  ];
  return all.filter((part) => part.w > 0 && part.h > 0);
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}

export function copyTile(ink: Ink, { surface }: Tile, { x, y, w, h }: Box, ratio: number): void {
  if (ratio === 1) ink.drawImage(surface, x, y);
  else ink.drawImage(surface, x, y, w, h);
}

/** Copies of a tile that lies at `at` what falls into `box`. */
export function copyTilePart(ink: Ink, { surface }: Tile, at: Box, box: Box): void {
  const x = Math.max(at.x, box.x);
  const y = Math.max(at.y, box.y);
  const w = Math.min(at.x + at.w, box.x + box.w) - x;
  const h = Math.min(at.y + at.h, box.y + box.h) - y;
  if (w <= 0 || h <= 0) return;
  const [across, down] = [SIDE / at.w, SIDE / at.h];
  ink.drawImage(surface, (x - at.x) * across, (y - at.y) * down, w * across, h * down, x, y, w, h);
}

/** The tiles of a level that a box of the window touches; a handful. */
export function tilesTouched(level: number, view: View, box: Box): { column: number; row: number }[] {
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
