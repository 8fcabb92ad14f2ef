/** The board as square bitmaps of one size, at several scales. Which part of the board each shows never changes. */
import type { Rect } from '../gen/scene';
import type { VisibleShapes } from './visible-shapes';
import { type Surface, blankSurface } from './surface';

/** Side of a tile in device pixels: few copies a frame, and little to paint again when a note changes. */
export const SIDE = 512;

/** Bytes of all tiles: some windows full on a desk, and what a phone's browser leaves us. */
export const MOST_BYTES = 96 << 20;
export const MOST_BYTES_PHONE = 40 << 20;

/** More columns than any board has at any scale: 2^20 tiles of 512 px. */
const COLUMNS = 1 << 20;

export interface Tile {
  readonly surface: Surface;
  readonly scale: number;
  readonly column: number;
  readonly row: number;
  /** What it was painted from. */
  visible: VisibleShapes;
  /** The state of everything that was last compared with `visible`. */
  checked: number;
  /** The frame that last showed it. */
  shown: number;
}

/** The columns and rows of tiles that a rectangle of pixels touches, ends not included. */
export interface Span {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Tiles under `w` × `h` pixels whose left top corner is pixel (x, y) of the board at the tiles' scale. */
export function spanOf(x: number, y: number, w: number, h: number): Span {
  return {
    left: Math.floor(x / SIDE),
    top: Math.floor(y / SIDE),
    right: Math.ceil((x + w) / SIDE),
    bottom: Math.ceil((y + h) / SIDE),
  };
}

/** The tiles of a span that a board of this size, in pixels at their scale, has something on. */
export function onBoard(span: Span, width: number, height: number): Span {
  return {
    left: Math.max(0, span.left),
    top: Math.max(0, span.top),
    right: Math.min(Math.ceil(width / SIDE), span.right),
    bottom: Math.min(Math.ceil(height / SIDE), span.bottom),
  };
}

/** The `n`-th of the numbers from `from` to before `to`, when one begins in the middle: people look there. */
export function fromMiddle(from: number, to: number, n: number): number {
  return from + Math.floor((to - from) / 2) + (n % 2 === 0 ? n / 2 : -(n + 1) / 2);
}

/** Scales that a moving wall is painted at: powers of two, so that a zoom paints each part a few times only. */
export function bucket(scale: number): number {
  return 2 ** Math.round(Math.log2(scale));
}

/** The part of the board that a tile shows, in board units. */
export function partOf({ scale, column, row }: Pick<Tile, 'scale' | 'column' | 'row'>): Rect {
  const side = SIDE / scale;
  return { x: column * side, y: row * side, w: side, h: side };
}

/** Keeps the tiles that were shown last, as many as memory allows. Every act takes constant time. */
export class Tiles {
  private readonly levels = new Map<number, Map<number, Tile>>();
  /** From the one shown longest ago to the one shown last. */
  private readonly kept = new Set<Tile>();

  constructor(
    private readonly most: number,
    private readonly blank: () => Surface = () => blankSurface(SIDE, SIDE),
  ) {}

  get count(): number {
    return this.kept.size;
  }

  find(scale: number, column: number, row: number): Tile | undefined {
    return this.levels.get(scale)?.get(row * COLUMNS + column);
  }

  /** Makes a tile that is not there yet, on a surface that nobody needs any more if there is one. */
  add(scale: number, column: number, row: number, frame: number): Tile {
    const surface = this.recycled(frame) ?? this.blank();
    const visible = { things: [], places: [] };
    const tile: Tile = { surface, scale, column, row, visible, checked: -1, shown: frame };
    const level = this.levels.get(scale) ?? new Map<number, Tile>();
    level.set(row * COLUMNS + column, tile);
    this.levels.set(scale, level);
    this.kept.add(tile);
    return tile;
  }

  /** Says that a frame shows a tile: it stays longest. */
  show(tile: Tile, frame: number): void {
    if (tile.shown === frame) return;
    tile.shown = frame;
    this.kept.delete(tile);
    this.kept.add(tile);
  }

  clear(): void {
    this.levels.clear();
    this.kept.clear();
  }

  /** What the frame itself shows is never taken, however large the window. */
  private recycled(frame: number): Surface | null {
    if ((this.kept.size + 1) * SIDE * SIDE * 4 <= this.most) return null;
    const [oldest] = this.kept;
    if (oldest === undefined || oldest.shown === frame) return null;
    this.kept.delete(oldest);
    const level = this.levels.get(oldest.scale);
    level?.delete(oldest.row * COLUMNS + oldest.column);
    if (level?.size === 0) this.levels.delete(oldest.scale);
    return oldest.surface;
  }
}
