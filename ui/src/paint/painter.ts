/** Paints one frame of the wall: the board, this person's marks above it, and the pinned titles. */
import type { CellId, NoteId, RowId } from '../gen/board';
import type { NoteScene, Rect } from '../gen/scene';
import type { Typist } from '../state/session/session';
import type { Camera, Size } from '../state/screen/camera';
import type { OwnRating } from '../state/board/own-ratings';
import type { SceneMirror } from '../state/scene/scene-mirror';
import { type Skin, plainSkin } from './colours';
import { Faces } from './faces';
import { paintFoundNotes } from './paint-found-notes';
import { BoardLayer } from './board-layer';
import { forgetLabels } from './labels';
import { paintOverlayMarks } from './paint-overlay-marks';
import { paintFrozenPanes } from './paint-frozen-panes';
import { ShapePainter } from './shape-painter';
import { paintOpenRows, paintVeils } from './paint-open-rows';
import { snap } from './pixel-snapping';
import { TitleBitmaps } from './title-bitmaps';
import { BLEED, type Surface, blankSurface, inkOf } from './surface';

/** Everything a frame shows. Lists and sets are compared as objects: the same one means nothing changed. */
export interface Frame {
  readonly scene: SceneMirror;
  /** Counts the changes of `scene`. */
  readonly revision: number;
  readonly camera: Camera;
  readonly size: Size;
  /** Device pixels per CSS pixel. */
  readonly density: number;
  readonly skin: Skin;
  /** Speed matters more than sharpness. */
  readonly isMoving: boolean;
  readonly selected: readonly NoteId[];
  readonly cell: CellId | null;
  /** What this person rated. */
  readonly own: readonly OwnRating[];
  /** Rows that the phase that is on opens; `null` where all are open. */
  readonly open: readonly RowId[] | null;
  /** Notes that a search found. */
  readonly found: ReadonlySet<NoteId>;
  /** Notes in the hand, painted elsewhere. */
  readonly carried: ReadonlySet<NoteId>;
  /** Notes that others type in. */
  readonly typing: readonly Typist[];
  /** Where carried notes would go; `null` as the cell is the parking lot, as the mark a place off the board. */
  readonly drop: { cell: CellId | null; mark: Rect | null } | null;
}

export class Painter {
  readonly faces: Faces;
  private readonly board: BoardLayer;
  private readonly bitmaps: TitleBitmaps;
  private skin: Skin = plainSkin('light');

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly repaint: () => void,
  ) {
    this.faces = new Faces(document.fonts, () => {
      this.board.clear();
      this.bitmaps.clear();
      forgetLabels();
      this.repaint();
    });
    this.board = new BoardLayer(this.faces);
    this.bitmaps = new TitleBitmaps(this.faces);
  }

  /** Whether the last frame was as sharp as it can be. */
  get isDone(): boolean {
    return this.board.isDone;
  }

  paint(asked: Frame): void {
    const frame = { ...asked, camera: snapCamera(asked) };
    this.skin = frame.skin;
    const ink = inkOf(this.canvas, true);
    if (ink === null) return;
    this.fitCanvas(frame);
    this.board.paint(ink, frame);
    const painter = new ShapePainter(ink, frame.skin, this.faces, frame.density);
    paintVeils(painter, frame);
    paintOverlayMarks(painter, frame);
    paintFoundNotes(painter, frame);
    paintFrozenPanes(painter, frame, this.bitmaps);
    paintOpenRows(painter, frame);
    if (!frame.isMoving && !this.isDone) this.repaint();
  }

  /** A note alone, for the hand that carries it; `scale` device pixels to the unit, with a bleed for its shadow. */
  picture(note: NoteScene, scale: number): Surface {
    const { w, h } = note.block.rect;
    const image = blankSurface(Math.ceil((w + 2 * BLEED) * scale), Math.ceil((h + 2 * BLEED) * scale));
    const ink = inkOf(image);
    if (ink === null) return image;
    const painter = new ShapePainter(ink, this.skin, this.faces, 1);
    const bleed = Math.round(BLEED * scale);
    painter.place(bleed, bleed, scale);
    painter.shapes(note.block.shapes, { x: 0, y: 0 });
    return image;
  }

  private fitCanvas({ size, density }: Frame): void {
    const width = Math.round(size.w * density);
    const height = Math.round(size.h * density);
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
  }
}

/** The camera moved by less than a pixel, so that the board's corner is on one and standing lines stay sharp. */
function snapCamera({ camera, density }: Frame): Camera {
  const scale = camera.zoom * density;
  return { x: -snap(-camera.x * scale) / scale, y: -snap(-camera.y * scale) / scale, zoom: camera.zoom };
}
