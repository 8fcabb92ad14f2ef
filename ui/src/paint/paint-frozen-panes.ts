/** Paints stage titles and row titles where they stay pinned while the wall is panned. */
import type { Block, RowScene, Shape, SheetScene, StageScene } from '../gen/scene';
import type { Point } from '../state/screen/camera';
import { overlaps } from '../state/scene/geometry';
import { type FrozenPanes, panesOf } from '../state/scene/frozen-panes';
import { paintLabel } from './labels';
import type { Frame } from './painter';
import type { ShapePainter } from './shape-painter';
import { snap } from './pixel-snapping';
import type { TitleBitmaps } from './title-bitmaps';

/** CSS pixels inside a label's box. */
const PAD = 8;

/**
 * Costs the stages and rows of the sheets in sight, and a copy for each title in sight: letters are written
 * when a title comes into sight or changes its size.
 */
export function paintFrozenPanes(painter: ShapePainter, frame: Frame, bitmaps: TitleBitmaps): void {
  for (const sheet of frame.scene.current.sheets) {
    const panes = panesOf(sheet, frame.camera, frame.size);
    if (!overlaps(panes.sheet, { x: 0, y: 0, ...frame.size })) continue;
    paintGutter(painter, frame, sheet, panes, bitmaps);
    paintBand(painter, frame, sheet, panes, bitmaps);
    paintCorner(painter, frame, panes);
  }
}

function paintGutter(
  painter: ShapePainter,
  frame: Frame,
  sheet: SheetScene,
  panes: FrozenPanes,
  bitmaps: TitleBitmaps,
): void {
  const left = panes.gutterRight - panes.gutterWidth;
  if (panes.isGutterPinned) {
    painter.place(0, 0, frame.density);
    painter.fill(
      {
        x: left,
        y: panes.bandBottom,
        w: panes.gutterWidth,
        h: panes.sheet.y + panes.sheet.h - panes.bandBottom,
      },
      'ground',
    );
  }
  for (const row of sheet.rows) {
    const top = panes.sheet.y + row.y * frame.camera.zoom;
    const height = row.h * frame.camera.zoom;
    if (top > frame.size.h || top + height < 0) continue;
    if (panes.isGutterPinned && !panes.isGutterLabelled) paintZoneName(painter, frame, sheet, row, left, top);
    painter.place(0, 0, frame.density);
    if (panes.isGutterPinned) painter.fill({ x: left, y: top, w: panes.gutterWidth, h: height }, row.tint);
    if (panes.isGutterLabelled) {
      // Where its row is taller than the window, a title stays in sight.
      const from = Math.min(Math.max(top, panes.bandBottom), Math.max(top, top + height - 3 * PAD));
      const box = {
        x: left + PAD,
        y: from + PAD / 2,
        w: panes.gutterWidth - 2 * PAD,
        h: top + height - from - PAD,
      };
      painter.fill({ x: left, y: top, w: panes.gutterWidth, h: height }, row.tint);
      paintLabel(painter, row.block, box, false);
    } else paintTitle(painter, frame, row.block, titleAt(frame, row, left, top, height, panes), bitmaps);
  }
  if (!panes.isGutterPinned) return;
  painter.place(0, 0, frame.density);
  painter.fill(
    {
      x: panes.gutterRight - 1,
      y: Math.max(0, panes.bandBottom),
      w: 1,
      h: panes.sheet.y + panes.sheet.h - Math.max(0, panes.bandBottom),
    },
    'lineStrong',
  );
}

/** The name of a zone stands in the gutter, above its first row. */
function paintZoneName(
  painter: ShapePainter,
  frame: Frame,
  sheet: SheetScene,
  row: RowScene,
  left: number,
  top: number,
): void {
  placeAt(painter, frame, left, top);
  const isName = (shape: Shape): boolean => 'run' in shape && shape.run.x < sheet.gutter * 64;
  painter.shapes(row.above.filter(isName), { x: 0, y: 0 });
}

/** Where a row's title stands: it stays in sight while its row does. In CSS pixels. */
function titleAt(
  { camera }: Frame,
  { block }: RowScene,
  left: number,
  top: number,
  height: number,
  panes: FrozenPanes,
): Point {
  const room = height - block.rect.h * camera.zoom;
  const shift = Math.min(Math.max(0, panes.bandBottom - top), Math.max(0, room));
  return { x: left + block.rect.x * camera.zoom, y: top + shift + block.rect.y * camera.zoom };
}

/** Puts the left top corner of a title at a point of the window; its words may be moved along on its ground. */
function paintTitle(
  painter: ShapePainter,
  frame: Frame,
  block: Block,
  at: Point,
  bitmaps: TitleBitmaps,
  along = 0,
): void {
  const { density, camera, isMoving } = frame;
  const { ground, words } = bitmaps.partsOf(block);
  if (ground.length > 0) {
    placeAt(painter, frame, at.x, at.y);
    painter.shapes(ground, { x: 0, y: 0 });
  }
  if (words.length === 0) return;
  const corner = { x: (at.x + along) * density, y: at.y * density };
  bitmaps.put(painter, block, corner, camera.zoom * density, isMoving);
}

function paintBand(
  painter: ShapePainter,
  frame: Frame,
  sheet: SheetScene,
  panes: FrozenPanes,
  bitmaps: TitleBitmaps,
): void {
  const { zoom } = frame.camera;
  const top = panes.bandBottom - panes.bandHeight;
  painter.place(0, 0, frame.density);
  if (panes.isBandPinned || panes.isBandLabelled) {
    const edge = Math.max(0, panes.sheet.x);
    const width = Math.min(frame.size.w, panes.sheet.x + panes.sheet.w) - edge;
    // What is panned away below the bar above the wall is out of sight there too.
    if (panes.isBandPinned) painter.fill({ x: 0, y: 0, w: frame.size.w, h: top }, 'ground');
    painter.fill({ x: edge, y: top, w: width, h: panes.bandHeight }, 'ground');
    if (panes.isBandPinned) painter.fill({ x: edge, y: panes.bandBottom - 1, w: width, h: 1 }, 'line');
  }
  for (const stage of sheet.stages) {
    const left = panes.sheet.x + stage.block.rect.x * zoom;
    const width = stage.block.rect.w * zoom;
    if (left > frame.size.w || left + width < 0) continue;
    if (panes.isBandLabelled) paintStageLabel(painter, frame, stage, panes, top);
    else paintStage(painter, frame, sheet, stage, panes, top, bitmaps);
  }
  if (panes.isBandLabelled) return;
  for (const { x, w, block } of sheet.steps) {
    const left = panes.sheet.x + x * zoom;
    if (block.shapes.length === 0 || left > frame.size.w || left + w * zoom < 0) continue;
    paintTitle(painter, frame, block, bandAt(frame, sheet, block, panes, top), bitmaps);
  }
}

function bandAt(
  { camera }: Frame,
  sheet: SheetScene,
  { rect }: Block,
  panes: FrozenPanes,
  top: number,
): Point {
  return {
    x: panes.sheet.x + rect.x * camera.zoom,
    y: top + (rect.y - sheet.title.rect.h) * camera.zoom,
  };
}

function paintStageLabel(
  painter: ShapePainter,
  frame: Frame,
  stage: StageScene,
  panes: FrozenPanes,
  top: number,
): void {
  const { zoom } = frame.camera;
  const left = panes.sheet.x + stage.block.rect.x * zoom;
  const right = left + stage.block.rect.w * zoom;
  const inner = { x: left + 1, y: top + 2, w: right - left - 2, h: panes.bandHeight - 4 };
  painter.place(0, 0, frame.density);
  const ink = painter.loose;
  ink.fillStyle = painter.colour('band');
  ink.beginPath();
  ink.roundRect(inner.x, inner.y, inner.w, inner.h, 3);
  ink.fill();
  const from = Math.min(Math.max(left, panes.gutterRight), Math.max(left, right - 5 * PAD)) + PAD;
  paintLabel(
    painter,
    stage.block,
    { x: from, y: top + 2, w: right - from - PAD / 2, h: panes.bandHeight - 4 },
    true,
  );
}

/** The ground of a stage lies where it lies; its words move along inside it to stay in sight. */
function paintStage(
  painter: ShapePainter,
  frame: Frame,
  sheet: SheetScene,
  { block }: StageScene,
  panes: FrozenPanes,
  top: number,
  bitmaps: TitleBitmaps,
): void {
  const { zoom } = frame.camera;
  const hidden = panes.gutterRight - panes.sheet.x - block.rect.x * zoom;
  const room = (block.rect.w - bitmaps.partsOf(block).end - 16) * zoom;
  const along = Math.max(0, Math.min(hidden, room));
  paintTitle(painter, frame, block, bandAt(frame, sheet, block, panes, top), bitmaps, along);
}

function paintCorner(painter: ShapePainter, frame: Frame, panes: FrozenPanes): void {
  if (!panes.isBandPinned && !panes.isGutterPinned) return;
  const left = Math.max(0, panes.gutterRight - panes.gutterWidth);
  const top = Math.max(0, panes.bandBottom - panes.bandHeight);
  painter.place(0, 0, frame.density);
  painter.fill({ x: left, y: top, w: panes.gutterRight - left, h: panes.bandBottom - top }, 'ground');
}

/** Puts the scene's unit (0, 0) at a point of the screen, on whole device pixels. */
function placeAt(painter: ShapePainter, { density, camera }: Frame, x: number, y: number): void {
  painter.place(snap(x * density), snap(y * density), camera.zoom * density);
}
