/**
 * Paints shapes of a scene on a canvas, at the places the scene gives them.
 *
 * Edges, level and upright lines, baselines and icons are moved to whole device pixels, by less than half a
 * pixel, as pictures do: what is on the wall is what is exported. Where something stands along a line of text
 * is never moved.
 */
import type { Face, Paint, Rect, Run, Shape } from '../gen/scene';
import type { Point } from '../state/screen/camera';
import type { Skin } from './colours';
import { trace } from './curve';
import { type Faces, NOMINAL, fontOf } from './faces';
import { ICON_LINE, ICON_UNITS, iconPath } from './icons';
import { snapLine, snap } from './pixel-snapping';
import type { Ink, Surface } from './surface';

/** Positions of runs come in this part of a board unit; dashes are this many times a line's width, in pictures too. */
const FINE = 64;
const DASH = 4;

/** CSS pixels of letters that nobody can read: a bar stands for the words. */
const UNREADABLE = 4.2;

/** A bar's height, as part of the letters' size, and its strength. */
const BAR = 0.34;
const BAR_STRENGTH = 0.35;

/** Corners that are rounder than this, in device pixels, look round. */
const ROUND = 1.25;

type Of<Name extends string> = Extract<Shape, Record<Name, unknown>>[Name &
  keyof Extract<Shape, Record<Name, unknown>>];

export class ShapePainter {
  private scale = 1;
  private left = 0;
  private top = 0;
  private isPlain = true;
  private font = '';
  private isRtl = false;

  constructor(
    readonly ink: Ink,
    readonly skin: Skin,
    private readonly faces: Faces,
    /** Device pixels per CSS pixel. */
    readonly density: number,
  ) {
    ink.setTransform(1, 0, 0, 1, 0, 0);
    ink.textAlign = 'left';
    ink.textBaseline = 'alphabetic';
    ink.direction = 'ltr';
    ink.lineJoin = 'round';
  }

  colour(paint: Paint): string {
    return this.skin.colours[paint];
  }

  /** Puts point (0, 0) at device pixel (left, top), both whole, and `scale` device pixels to the unit. */
  place(left: number, top: number, scale: number): void {
    this.left = left;
    this.top = top;
    this.scale = scale;
  }

  /** The ink where units are those of `place`, for what needs no whole pixels. Until the next shape. */
  get loose(): Ink {
    const { ink, scale } = this;
    ink.setTransform(scale, 0, 0, scale, this.left, this.top);
    this.isPlain = false;
    return ink;
  }

  /** Asks for a face that `loose` ink is about to write in. */
  want(face: Face): void {
    this.faces.want(face);
  }

  /** Sets the font of `loose` ink. */
  setFont(font: string): void {
    if (this.font !== font) this.ink.font = this.font = font;
    if (this.isRtl) this.ink.direction = 'ltr';
    this.isRtl = false;
  }

  fill(rect: Rect, paint: Paint): void {
    const ink = this.plain();
    const x = this.x(rect.x);
    const y = this.y(rect.y);
    ink.fillStyle = this.colour(paint);
    // What has a size is never lost between two pixels.
    ink.fillRect(x, y, Math.max(1, this.x(rect.x + rect.w) - x), Math.max(1, this.y(rect.y + rect.h) - y));
  }

  /** Copies a picture to device pixels of the window. */
  copy(surface: Surface, x: number, y: number, w: number, h: number): void {
    const ink = this.plain();
    if (w === surface.width && h === surface.height) ink.drawImage(surface, x, y);
    else {
      ink.imageSmoothingEnabled = true;
      ink.drawImage(surface, x, y, w, h);
    }
  }

  /** Paints shapes whose own places count from `at`. */
  shapes(shapes: readonly Shape[], at: Point): void {
    for (const shape of shapes) this.shape(shape, at);
  }

  shape(shape: Shape, at: Point): void {
    if ('run' in shape) this.run(shape.run, at);
    else if ('rect' in shape) this.rectangle(shape.rect, at);
    else if ('icon' in shape) this.icon(shape.icon, at);
    else if ('line' in shape) this.line(shape.line, at);
    else if ('dot' in shape) this.dot(shape.dot, at);
    else this.picture(shape.image, at);
  }

  run(run: Run, at: Point): void {
    if (run.size * this.scale < UNREADABLE * this.density) {
      this.bar(run, at);
      return;
    }
    const { ink } = this;
    this.faces.want(run.face, run.text);
    const size = (this.scale * run.size) / NOMINAL;
    const x = this.left + this.scale * (at.x + run.x / FINE);
    const font = fontOf(run.face);
    if (this.font !== font) ink.font = this.font = font;
    const isRtl = run.rtl === true;
    if (this.isRtl !== isRtl) ink.direction = isRtl ? 'rtl' : 'ltr';
    this.isRtl = isRtl;
    this.isPlain = false;
    ink.setTransform(size, 0, 0, size, x, this.y(at.y + run.y / FINE));
    ink.fillStyle = this.colour(run.paint);
    ink.fillText(run.text, 0, 0);
  }

  /** Enough to see that something is written. */
  bar(run: Run, at: Point): void {
    const ink = this.plain();
    const height = run.size * BAR * this.scale;
    const x = this.x(at.x + run.x / FINE);
    ink.globalAlpha = BAR_STRENGTH * Math.min(1, height);
    ink.fillStyle = this.colour(run.paint);
    ink.fillRect(
      x,
      snap(this.top + this.scale * (at.y + run.y / FINE) - height),
      this.x(at.x + (run.x + run.w) / FINE) - x,
      Math.max(1, Math.round(height)),
    );
    ink.globalAlpha = 1;
  }

  private plain(): Ink {
    if (!this.isPlain) this.ink.setTransform(1, 0, 0, 1, 0, 0);
    this.isPlain = true;
    return this.ink;
  }

  private x(units: number): number {
    return snap(this.left + this.scale * units);
  }

  private y(units: number): number {
    return snap(this.top + this.scale * units);
  }

  /** A width that is not lost between pixels. */
  private thickness(units: number): number {
    return Math.max(1, Math.round(units * this.scale));
  }

  private rectangle({ rect, fill, stroke, width, radius }: Of<'rect'>, at: Point): void {
    const ink = this.plain();
    const x = this.x(at.x + rect.x);
    const y = this.y(at.y + rect.y);
    const w = this.x(at.x + rect.x + rect.w) - x;
    const h = this.y(at.y + rect.y + rect.h) - y;
    if (w <= 0 || h <= 0) return;
    const round = radius * this.scale;
    if (fill !== undefined) {
      ink.fillStyle = this.colour(fill);
      if (round < ROUND) ink.fillRect(x, y, w, h);
      else {
        ink.beginPath();
        ink.roundRect(x, y, w, h, round);
        ink.fill();
      }
    }
    if (stroke === undefined) return;
    const edge = Math.max(this.thickness(width), Math.round(this.skin.edge * this.density));
    ink.strokeStyle = this.colour(stroke);
    ink.lineWidth = edge;
    ink.beginPath();
    if (round < ROUND) ink.rect(x + edge / 2, y + edge / 2, w - edge, h - edge);
    else ink.roundRect(x + edge / 2, y + edge / 2, w - edge, h - edge, Math.max(0, round - edge / 2));
    ink.stroke();
  }

  private icon({ name, x, y, size, paint }: Of<'icon'>, at: Point): void {
    const path = iconPath(name);
    if (path === null) return;
    const { ink } = this;
    const scale = (this.scale * size) / ICON_UNITS;
    this.isPlain = false;
    ink.setTransform(scale, 0, 0, scale, this.x(at.x + x), this.y(at.y + y));
    ink.strokeStyle = this.colour(paint);
    ink.lineWidth = ICON_LINE;
    ink.lineCap = 'round';
    ink.stroke(path);
  }

  private line({ points, paint, width, dashed, smooth }: Of<'line'>, at: Point): void {
    const ink = this.plain();
    const thick = Math.max(this.thickness(width), Math.round((this.skin.edge * this.density) / 2));
    const { left, top, scale } = this;
    const { placed, isStraight } = snapLine(
      points.map(([x, y]) => [left + scale * (at.x + x), top + scale * (at.y + y)]),
      thick,
    );
    ink.strokeStyle = this.colour(paint);
    ink.lineWidth = thick;
    ink.lineCap = dashed === true || isStraight ? 'butt' : 'round';
    if (dashed === true) ink.setLineDash([thick * DASH, thick * DASH]);
    ink.beginPath();
    trace(ink, placed, smooth === true);
    ink.stroke();
    if (dashed === true) ink.setLineDash([]);
  }

  private dot({ x, y, radius, paint }: Of<'dot'>, at: Point): void {
    const ink = this.plain();
    ink.fillStyle = this.colour(paint);
    ink.beginPath();
    const { left, top, scale } = this;
    ink.arc(left + scale * (at.x + x), top + scale * (at.y + y), radius * scale, 0, 2 * Math.PI);
    ink.fill();
  }

  /** Pictures on notes come with the panel that adds them; until one is loaded its place is shown. */
  private picture({ rect }: Of<'image'>, at: Point): void {
    this.rectangle({ rect, stroke: 'noteInkSoft', width: 1, radius: 2 }, at);
    const size = Math.min(rect.w, rect.h, 24);
    const x = rect.x + Math.floor((rect.w - size) / 2);
    const y = rect.y + Math.floor((rect.h - size) / 2);
    this.icon({ name: 'image', x, y, size, paint: 'noteInkSoft' }, at);
  }
}
