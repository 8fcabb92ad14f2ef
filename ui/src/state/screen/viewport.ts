/** The window onto the board: its size, its camera, and whether it is moving. */
import type { Rect } from '../../gen/scene';
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
import { TOP_BAR } from '../scene/frozen-panes';
import { Topic } from '../topic';

const SETTLES_AFTER = 120;

/** Milliseconds between two tellings: numbers that change faster nobody reads, and laying them out costs. */
const TELLS_EVERY = 250;

/** CSS pixels around a board that is shown whole. */
const FIT_MARGIN = 24;

/** The same, with room for what adds a stage behind the last. */
const FIT_MARGIN_WIDE = 48;

/** Room around what is brought into sight. */
const AROUND: Insets = { left: 24, top: 24, right: 24, bottom: 8 };

/** Letters of notes and titles are too small to read below it; a wider sheet is shown from its left edge. */
const LEAST_READABLE = 0.6;

export class Viewport {
  readonly changed = new Topic();
  /** Touched now and then while the wall moves, and when it rests: for what is written about it. */
  readonly told = new Topic();
  private toldAt = 0;
  private cam: Camera = { x: 0, y: 0, zoom: 1 };
  private box: Size = { w: 0, h: 0 };
  private board: Size = { w: 0, h: 0 };
  private sheet: Rect = { x: 0, y: 0, w: 0, h: 0 };
  private taken = 64;
  private moves = 0;
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

  /** Whether the board was shown yet. */
  get isBegun(): boolean {
    return this.isShown;
  }

  /** How often hands moved the wall, or asked for another look at it. */
  get hands(): number {
    return this.moves;
  }

  /** CSS pixels that the tools at the lower edge take. */
  get tools(): number {
    return this.taken;
  }

  /** CSS pixels that bars take at the upper edge. */
  get top(): number {
    return this.box.top ?? TOP_BAR;
  }

  /** What else is below the bar at the upper edge takes so much of the window. */
  coverTop(more: number): void {
    if (this.top === TOP_BAR + more) return;
    this.box = { ...this.box, top: TOP_BAR + more };
    this.changed.touch();
  }

  cover(bottom: number): void {
    if (this.taken === bottom) return;
    this.taken = bottom;
    this.changed.touch();
  }

  /** As the wall is shown first: from its top, with all stages side by side where that can be read. */
  get beginning(): Camera {
    const across = (this.box.w - 2 * FIT_MARGIN_WIDE) / Math.max(1, this.sheet.w);
    const zoom = Math.min(1, Math.max(across, LEAST_READABLE));
    const free = (this.box.w / zoom - this.sheet.w) / 2;
    // Where not all of it fits, a bit of ground at the left says that this is where it begins.
    const left = across >= LEAST_READABLE ? free : FIT_MARGIN / zoom;
    return this.below({ x: this.sheet.x - left, y: 0, zoom });
  }

  resize(size: Size): void {
    if (size.w === this.box.w && size.h === this.box.h) return;
    this.box = { ...this.box, ...size };
    this.showFirst();
    this.changed.touch();
  }

  /** Tells how large the wall is and where its sheet lies; the first time, it is shown. */
  hold(board: Size, sheet: Rect = { x: 0, y: 0, ...board }): void {
    this.board = board;
    this.sheet = sheet;
    this.showFirst();
  }

  /** Begins here instead of at the board's beginning. */
  begin(camera: Camera): void {
    if (this.isShown) return;
    this.isShown = true;
    this.cam = camera;
    this.told.touch();
  }

  pan(dx: number, dy: number): void {
    this.moves += 1;
    this.move(panned(this.cam, dx, dy));
  }

  /** Zooms to `zoom`, keeping the board point under `at`, by default the window's middle. */
  zoomTo(zoom: number, at: Point = { x: this.box.w / 2, y: this.box.h / 2 }): void {
    this.moves += 1;
    this.approach(zoom, at);
  }

  /** The same, not by a hand but because letters would be too small. */
  approach(zoom: number, at: Point): void {
    this.move(zoomedAt(this.cam, at, zoom));
  }

  /** Looks somewhere as it is, not by a hand. */
  look(camera: Camera): void {
    this.move(camera);
  }

  fit(rect: Rect, most = 1): void {
    this.moves += 1;
    const free = { w: this.box.w, h: this.box.h - this.tools - this.top + FIT_MARGIN };
    this.move(this.below(fitted(rect, free, FIT_MARGIN, most)));
  }

  /** Shows the wall from its top, the sheet as wide as the window where it can be read so. */
  fitWidth(): void {
    this.moves += 1;
    this.move(this.beginning);
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
      left: AROUND.left + pinned.x,
      top: AROUND.top + pinned.y,
      right: AROUND.right + panel.right,
      bottom: AROUND.bottom + Math.max(this.tools, panel.bottom),
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

  /** The same, with the bars above the wall left free. */
  private below(camera: Camera): Camera {
    return { ...camera, y: camera.y - (this.top - FIT_MARGIN) / camera.zoom };
  }

  private tell(): void {
    const now = performance.now();
    if (now - this.toldAt < TELLS_EVERY) return;
    this.toldAt = now;
    this.told.touch();
  }

  private showFirst(): void {
    if (this.isShown || this.box.w === 0 || this.board.w === 0) return;
    this.isShown = true;
    this.cam = this.beginning;
    this.told.touch();
  }
}
