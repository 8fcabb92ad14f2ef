/** Paints one frame of the wall: the scene, this person's marks above it, and the pinned titles. */
import type { CellId, NoteId } from '../gen/board';
import type { Block, CellScene, NoteScene, Rect, SheetScene } from '../gen/scene';
import { type Camera, type Point, type Size, visible } from '../state/camera';
import { overlaps } from '../state/geometry';
import { type SceneMirror, cellKey } from '../state/scene-mirror';
import { Faces } from './faces';
import { paintFound } from './found';
import { paintDropCell, paintMarks } from './marks';
import { BLEED, NoteBitmaps } from './note-bitmaps';
import { type Ink, type Look, Pen } from './pen';
import { paintPanes } from './panes';

/** Everything a frame shows. */
export interface Frame {
  readonly scene: SceneMirror;
  readonly camera: Camera;
  readonly size: Size;
  /** Device pixels per CSS pixel. */
  readonly density: number;
  readonly look: Look;
  /** Speed matters more than sharpness. */
  readonly isMoving: boolean;
  readonly selected: readonly NoteId[];
  readonly cell: CellId | null;
  /** Notes that a search found. */
  readonly found: ReadonlySet<NoteId>;
  /** Notes in the hand, painted elsewhere. */
  readonly carried: ReadonlySet<NoteId>;
  /** Notes that others type in. */
  readonly typing: readonly { note: NoteId; name: string }[];
  readonly drop: { cell: CellId; mark: Rect } | null;
}

/** Below this zoom text is under 5 px: notes become blocks, so the whole board costs no letters. */
const BLOCKS_BELOW = 0.3;

export class Painter {
  readonly faces: Faces;
  private look: Look | null = null;
  private readonly bitmaps: NoteBitmaps;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly repaint: () => void,
  ) {
    this.faces = new Faces(document.fonts, () => {
      this.bitmaps.clear();
      this.repaint();
    });
    this.bitmaps = new NoteBitmaps((note, scale) => this.picture(note, scale));
  }

  paint(frame: Frame): void {
    if (this.look !== frame.look) this.bitmaps.clear();
    this.look = frame.look;
    const ink = this.canvas.getContext('2d', { alpha: false });
    if (ink === null) return;
    this.fitCanvas(frame);
    const pen = new Pen(ink, frame.look, this.faces);
    pen.place(0, 0, frame.density);
    pen.fill({ x: 0, y: 0, ...frame.size }, 'ground');
    placeBoard(pen, frame);
    this.board(pen, frame);
    paintMarks(pen, frame);
    paintFound(pen, frame);
    paintPanes(pen, frame);
  }

  /** A note alone, for the hand that carries it; `scale` device pixels to the unit, with a bleed for its shadow. */
  picture(note: NoteScene, scale: number): OffscreenCanvas | HTMLCanvasElement {
    const { w, h } = note.block.rect;
    const image = blankCanvas(Math.ceil((w + 2 * BLEED) * scale), Math.ceil((h + 2 * BLEED) * scale));
    const ink = image.getContext('2d') as Ink | null;
    if (ink === null) return image;
    const pen = new Pen(ink, this.look ?? 'light', this.faces);
    pen.place(BLEED * scale, BLEED * scale, scale);
    pen.shapes(note.block.shapes, { x: 0, y: 0 });
    return image;
  }

  private fitCanvas({ size, density }: Frame): void {
    const width = Math.round(size.w * density);
    const height = Math.round(size.h * density);
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
  }

  private board(pen: Pen, frame: Frame): void {
    const part = visible(frame.camera, frame.size);
    const { header, sheets, parking, legend } = frame.scene.current;
    block(pen, header, { x: 0, y: 0 }, part);
    for (const sheet of sheets) {
      if (overlaps(sheet.rect, part)) this.sheet(pen, frame, sheet, part);
    }
    if (parking.block.rect.h > 0 && overlaps(parking.block.rect, part)) {
      pen.shapes(parking.block.shapes, parking.block.rect);
      this.notes(pen, frame, parking.notes, parking.block.rect, part);
    }
    block(pen, legend, { x: 0, y: 0 }, part);
  }

  private sheet(pen: Pen, frame: Frame, sheet: SheetScene, part: Rect): void {
    const { x, y } = sheet.rect;
    block(pen, sheet.title, { x, y }, part);
    const rows = sheet.rows.filter((row) => y + row.y < part.y + part.h && y + row.y + row.h > part.y);
    for (const row of rows) {
      pen.fill({ x, y: y + row.y, w: sheet.rect.w, h: row.h }, row.tint);
      for (const step of sheet.steps) pen.fill({ x: x + step.x, y: y + row.y, w: 1, h: row.h }, 'line');
    }
    paintDropCell(pen, frame);
    for (const row of rows) {
      const at = { x, y: y + row.y };
      pen.shapes(row.above, at);
      for (const curve of sheet.curves) {
        if (curve.row === row.id) pen.shapes(curve.shapes, at);
      }
      for (const step of sheet.steps) {
        const cell = frame.scene.cellOf(cellKey({ step: step.id, row: row.id }));
        if (cell !== undefined) this.cell(pen, frame, cell, { x: x + step.x, y: y + row.y }, part);
      }
    }
  }

  private cell(pen: Pen, frame: Frame, cell: CellScene, at: Point, part: Rect): void {
    if (at.x > part.x + part.w) return;
    pen.shapes(cell.shapes, at);
    for (const group of cell.groups) block(pen, group.block, at, part);
    this.notes(pen, frame, cell.notes, at, part);
  }

  private notes(pen: Pen, frame: Frame, notes: readonly NoteScene[], at: Point, part: Rect): void {
    for (const note of notes) {
      const { rect, shapes } = note.block;
      const corner = { x: at.x + rect.x, y: at.y + rect.y };
      if (frame.carried.has(note.id) || !overlaps({ ...rect, ...corner }, part)) continue;
      if (frame.camera.zoom < BLOCKS_BELOW) noteBlock(pen, note, corner);
      else if (frame.isMoving) this.copy(pen, note, corner, frame.camera.zoom * frame.density);
      else pen.shapes(shapes, corner);
    }
  }

  private copy(pen: Pen, note: NoteScene, corner: Point, scale: number): void {
    const { image, scale: drawn } = this.bitmaps.get(note, scale);
    pen.ink.drawImage(image, corner.x - BLEED, corner.y - BLEED, image.width / drawn, image.height / drawn);
  }
}

/** Puts the board where the camera has it, on whole device pixels, so that standing lines stay sharp. */
export function placeBoard(pen: Pen, { camera, density }: Frame): void {
  const scale = camera.zoom * density;
  pen.place(Math.round(-camera.x * scale), Math.round(-camera.y * scale), scale);
}

function block(pen: Pen, { rect, shapes }: Block, at: Point, part: Rect): void {
  const corner = { x: at.x + rect.x, y: at.y + rect.y };
  if (shapes.length > 0 && overlaps({ ...rect, ...corner }, part)) pen.shapes(shapes, corner);
}

function noteBlock(pen: Pen, note: NoteScene, at: Point): void {
  const { rect, shapes } = note.block;
  pen.fill({ ...at, w: rect.w, h: rect.h }, note.paper);
  pen.ink.globalAlpha = 0.35;
  for (const shape of shapes) {
    if ('run' in shape) pen.bar(shape.run, at);
  }
  pen.ink.globalAlpha = 1;
}

function blankCanvas(width: number, height: number): OffscreenCanvas | HTMLCanvasElement {
  if (typeof OffscreenCanvas === 'function') return new OffscreenCanvas(width, height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}
