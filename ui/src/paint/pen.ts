/** Paints shapes of a scene on a canvas, at the places the scene gives them. */
import { PALETTE } from '../gen/palette';
import type { Paint, Rect, Run, Shape } from '../gen/scene';
import type { Point } from '../state/camera';
import { trace } from './curve';
import { type Faces, NOMINAL, fontOf } from './faces';
import { ICON_LINE, ICON_UNITS, iconPath } from './icons';

export type Look = 'light' | 'dark';
export type Ink = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Positions of runs come in this part of a board unit. */
const FINE = 64;

/** Dashes and gaps of a dashed line, as multiples of its width; pictures use the same. */
const DASH = 4;

export class Pen {
  private scale = 1;
  private left = 0;
  private top = 0;

  constructor(
    readonly ink: Ink,
    private readonly look: Look,
    private readonly faces: Faces,
  ) {}

  colour(paint: Paint): string {
    return PALETTE[paint][this.look];
  }

  /** Puts board point (0, 0) at device pixel (left, top), `scale` device pixels to the board unit. */
  place(left: number, top: number, scale: number): void {
    this.left = left;
    this.top = top;
    this.scale = scale;
    this.ink.setTransform(scale, 0, 0, scale, left, top);
  }

  fill(rect: Rect, paint: Paint): void {
    this.ink.fillStyle = this.colour(paint);
    this.ink.fillRect(rect.x, rect.y, rect.w, rect.h);
  }

  /** Paints shapes whose own places count from `at`. */
  shapes(shapes: readonly Shape[], at: Point): void {
    for (const shape of shapes) this.shape(shape, at);
  }

  /** Paints a bar where a run is: enough to see that something is written, below sizes that can be read. */
  bar(run: Run, at: Point): void {
    const height = run.size * 0.34;
    this.ink.fillStyle = this.colour(run.paint);
    this.ink.fillRect(at.x + run.x / FINE, at.y + run.y / FINE - height, run.w / FINE, height);
  }

  shape(shape: Shape, at: Point): void {
    if ('run' in shape) this.run(shape.run, at);
    else if ('rect' in shape) this.rectangle(shape.rect, at);
    else if ('icon' in shape) this.icon(shape.icon, at);
    else if ('line' in shape) this.line(shape.line, at);
    else if ('dot' in shape) this.dot(shape.dot, at);
    else this.picture(shape.image, at);
  }

  private run(run: Run, at: Point): void {
    const { ink } = this;
    this.faces.want(run.face);
    const size = (this.scale * run.size) / NOMINAL;
    const x = at.x + run.x / FINE;
    const y = at.y + run.y / FINE;
    ink.setTransform(size, 0, 0, size, this.left + this.scale * x, this.top + this.scale * y);
    ink.font = fontOf(run.face);
    ink.direction = run.rtl === true ? 'rtl' : 'ltr';
    ink.textAlign = 'left';
    ink.textBaseline = 'alphabetic';
    ink.fillStyle = this.colour(run.paint);
    ink.fillText(run.text, 0, 0);
    ink.setTransform(this.scale, 0, 0, this.scale, this.left, this.top);
  }

  private rectangle(
    { rect, fill, stroke, width, radius }: Extract<Shape, { rect: unknown }>['rect'],
    at: Point,
  ): void {
    const { ink } = this;
    const x = at.x + rect.x;
    const y = at.y + rect.y;
    if (fill !== undefined) {
      ink.fillStyle = this.colour(fill);
      if (radius === 0) ink.fillRect(x, y, rect.w, rect.h);
      else {
        ink.beginPath();
        ink.roundRect(x, y, rect.w, rect.h, radius);
        ink.fill();
      }
    }
    if (stroke === undefined) return;
    // An edge never gets finer than a device pixel, or it would flicker while zooming.
    const edge = Math.max(width, 1 / this.scale);
    ink.strokeStyle = this.colour(stroke);
    ink.lineWidth = edge;
    ink.beginPath();
    ink.roundRect(x + edge / 2, y + edge / 2, rect.w - edge, rect.h - edge, Math.max(0, radius - edge / 2));
    ink.stroke();
  }

  private icon({ name, x, y, size, paint }: Extract<Shape, { icon: unknown }>['icon'], at: Point): void {
    const path = iconPath(name);
    if (path === null) return;
    const { ink } = this;
    const scale = (this.scale * size) / ICON_UNITS;
    ink.setTransform(
      scale,
      0,
      0,
      scale,
      this.left + this.scale * (at.x + x),
      this.top + this.scale * (at.y + y),
    );
    ink.strokeStyle = this.colour(paint);
    ink.lineWidth = ICON_LINE;
    ink.lineCap = ink.lineJoin = 'round';
    ink.stroke(path);
    ink.setTransform(this.scale, 0, 0, this.scale, this.left, this.top);
  }

  private line(
    { points, paint, width, dashed, smooth }: Extract<Shape, { line: unknown }>['line'],
    at: Point,
  ): void {
    const { ink } = this;
    ink.strokeStyle = this.colour(paint);
    ink.lineWidth = Math.max(width, 1 / this.scale);
    ink.lineCap = ink.lineJoin = 'round';
    ink.setLineDash(dashed === true ? [width * DASH, width * DASH] : []);
    ink.beginPath();
    trace(
      ink,
      points.map(([x, y]) => [at.x + x, at.y + y] as const),
      smooth === true,
    );
    ink.stroke();
    ink.setLineDash([]);
  }

  private dot({ x, y, radius, paint }: Extract<Shape, { dot: unknown }>['dot'], at: Point): void {
    const { ink } = this;
    ink.fillStyle = this.colour(paint);
    ink.beginPath();
    ink.arc(at.x + x, at.y + y, radius, 0, 2 * Math.PI);
    ink.fill();
  }

  /** Pictures on notes come with the panel that adds them; until one is loaded its place is shown. */
  private picture({ rect }: Extract<Shape, { image: unknown }>['image'], at: Point): void {
    this.rectangle({ rect, stroke: 'noteInkSoft', width: 1, radius: 2 }, at);
    const size = 24;
    const corner = { x: rect.x + (rect.w - size) / 2, y: rect.y + (rect.h - size) / 2 };
    this.icon({ name: 'image', ...corner, size, paint: 'noteInkSoft' }, at);
  }
}
