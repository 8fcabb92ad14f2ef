/** The window onto the board: its size, its camera, and whether it is moving. */
import type { Rect } from '../gen/scene';
import {
  type Camera,
  type Insets,
  type Point,
  type Size,
  fitted,
  kept,
  panned,
  revealed,
  zoomedAt,
} from './camera';
import { TOP_BAR } from './panes';
import { Topic } from './topic';

const SETTLES_AFTER = 120;

/** Milliseconds between two tellings: numbers that change faster nobody reads, and laying them out costs. */
const TELLS_EVERY = 250;

/** CSS pixels around a board that is shown whole. */
const FIT_MARGIN = 24;

/** The same, with room for what adds a stage behind the last. */
const FIT_MARGIN_WIDE = 48;

/** What the bottom bar and the pinned titles cover. */
const COVERED: Insets = { left: 24, top: 24, right: 24, bottom: 72 };

export class Viewport {
  readonly changed = new Topic();
  /** Touched now and then while the wall moves, and when it rests: for what is written about it. */
  readonly told = new Topic();
  private toldAt = 0;
  private cam: Camera = { x: 0, y: 0, zoom: 1 };
  private box: Size = { w: 0, h: 0 };
  private board: Size = { w: 0, h: 0 };
  private isShown = false;
  private settling: ReturnType<typeof setTimeout> | null = null;

  get camera(): Camera {
    return this.cam;
  }

  get size(): Size {
    return this.box;
  }

  /** While true, speed matters more than sharpness. */
  get isMoving(): boolean {
    return this.settling !== null;
  }

  resize(size: Size): void {
    if (size.w === this.box.w && size.h === this.box.h) return;
    this.box = size;
    this.showFirst();
    this.changed.touch();
  }

  /** Tells how large the board is; the first time, it is shown. */
  hold(board: Size): void {
    this.board = board;
    this.showFirst();
  }

  pan(dx: number, dy: number): void {
    this.move(panned(this.cam, dx, dy));
  }

  /** Zooms to `zoom`, keeping the board point under `at`, by default the window's middle. */
  zoomTo(zoom: number, at: Point = { x: this.box.w / 2, y: this.box.h / 2 }): void {
    this.move(zoomedAt(this.cam, at, zoom));
  }

  fit(rect: Rect, most = 1): void {
    const free = { w: this.box.w, h: this.box.h - COVERED.bottom - TOP_BAR + 2 * FIT_MARGIN };
    this.move(below(fitted(rect, free, FIT_MARGIN, most)));
  }

  /** Shows a rectangle from its upper edge, as wide as the window where it can be read so. */
  fitWidth(rect: Rect): void {
    const across = (this.box.w - 2 * FIT_MARGIN_WIDE) / Math.max(1, rect.w);
    const zoom = Math.min(1, Math.max(across, this.box.w < 600 ? 0.6 : 0.5));
    const free = Math.max(0, this.box.w / zoom - rect.w) / 2;
    const left = free > 0 ? free : FIT_MARGIN / zoom;
    this.move({ x: rect.x - left, y: rect.y - TOP_BAR / zoom, zoom });
  }

  fitBoard(): void {
    this.fit({ x: 0, y: 0, ...this.board });
  }

  /** Brings a rectangle into sight, beside `pinned` CSS pixels that the titles cover and those of a panel. */
  reveal(
    rect: Rect,
    pinned: Point,
    panel: { right: number; bottom: number } = { right: 0, bottom: 0 },
  ): void {
    const insets = {
      left: COVERED.left + pinned.x,
      top: COVERED.top + pinned.y,
      right: COVERED.right + panel.right,
      bottom: Math.max(COVERED.bottom, panel.bottom),
    };
    this.move(revealed(this.cam, rect, this.box, insets));
  }

  private move(camera: Camera): void {
    const next = kept(camera, this.board, this.box);
    if (next.x === this.cam.x && next.y === this.cam.y && next.zoom === this.cam.zoom) return;
    this.cam = next;
    if (this.settling !== null) clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.settling = null;
      this.told.touch();
      this.changed.touch();
    }, SETTLES_AFTER);
    this.tell();
    this.changed.touch();
  }

  private tell(): void {
    const now = performance.now();
    if (now - this.toldAt < TELLS_EVERY) return;
    this.toldAt = now;
    this.told.touch();
  }

  /** A board that fits is shown whole, from its top; a larger one from its beginning, at a size that can be read. */
  private showFirst(): void {
    if (this.isShown || this.box.w === 0 || this.board.w === 0) return;
    this.isShown = true;
    const whole = fitted({ x: 0, y: 0, ...this.board }, this.box, FIT_MARGIN);
    const readable = Math.min(1, Math.max(whole.zoom, this.box.w < 600 ? 0.6 : 0.75));
    this.cam = below(whole.zoom >= readable ? { ...whole, y: 0 } : { x: 0, y: 0, zoom: readable });
    this.told.touch();
  }
}

/** The same, with the bar above the wall left free. */
function below(camera: Camera): Camera {
  return { ...camera, y: camera.y - (TOP_BAR - FIT_MARGIN) / camera.zoom };
}
