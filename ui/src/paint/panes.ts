/** Paints stage titles and row titles where they stay pinned while the wall is panned. */
import type { RowScene, Run, Shape, SheetScene, StageScene } from '../gen/scene';
import { overlaps } from '../state/geometry';
import { type Panes, panesOf } from '../state/panes';
import { paintLabel, titleOf } from './labels';
import type { Frame } from './painter';
import type { Pen } from './pen';

/** CSS pixels inside a label's box. */
const PAD = 8;

export function paintPanes(pen: Pen, frame: Frame): void {
  for (const sheet of frame.scene.current.sheets) {
    const panes = panesOf(sheet, frame.camera, frame.size);
    if (!overlaps(panes.sheet, { x: 0, y: 0, ...frame.size })) continue;
    paintGutter(pen, frame, sheet, panes);
    paintBand(pen, frame, sheet, panes);
    paintCorner(pen, frame, panes);
  }
  pen.place(0, 0, frame.density);
}

function paintGutter(pen: Pen, frame: Frame, sheet: SheetScene, panes: Panes): void {
  const left = panes.gutterRight - panes.gutterWidth;
  if (panes.isGutterPinned) {
    pen.place(0, 0, frame.density);
    pen.fill(
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
    if (panes.isGutterPinned && !panes.isGutterLabelled) paintZoneName(pen, frame, sheet, row, left, top);
    pen.place(0, 0, frame.density);
    if (panes.isGutterPinned) pen.fill({ x: left, y: top, w: panes.gutterWidth, h: height }, row.tint);
    if (panes.isGutterLabelled) {
      // Where its row is taller than the window, a title stays in sight.
      const from = Math.min(Math.max(top, panes.bandBottom), Math.max(top, top + height - 3 * PAD));
      const box = {
        x: left + PAD,
        y: from + PAD / 2,
        w: panes.gutterWidth - 2 * PAD,
        h: top + height - from - PAD,
      };
      pen.fill({ x: left, y: top, w: panes.gutterWidth, h: height }, row.tint);
      paintLabel(pen, titleOf(row.block), box, false);
    } else paintRowTitle(pen, frame, row, left, top, height, panes);
  }
  if (!panes.isGutterPinned) return;
  pen.place(0, 0, frame.density);
  pen.fill(
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
  pen: Pen,
  frame: Frame,
  sheet: SheetScene,
  row: RowScene,
  left: number,
  top: number,
): void {
  placeAt(pen, frame, left, top);
  const isName = (shape: Shape): boolean => 'run' in shape && shape.run.x < sheet.gutter * 64;
  pen.shapes(row.above.filter(isName), { x: 0, y: 0 });
}

function paintRowTitle(
  pen: Pen,
  frame: Frame,
  row: RowScene,
  left: number,
  top: number,
  height: number,
  panes: Panes,
): void {
  const { zoom } = frame.camera;
  const room = height - (row.block.rect.h || 0) * zoom;
  const shift = Math.min(Math.max(0, panes.bandBottom - top), Math.max(0, room));
  placeAt(pen, frame, left, top + shift);
  pen.shapes(row.block.shapes, row.block.rect);
}

function paintBand(pen: Pen, frame: Frame, sheet: SheetScene, panes: Panes): void {
  const { zoom } = frame.camera;
  const top = panes.bandBottom - panes.bandHeight;
  pen.place(0, 0, frame.density);
  if (panes.isBandPinned || panes.isBandLabelled) {
    const edge = Math.max(0, panes.sheet.x);
    const width = Math.min(frame.size.w, panes.sheet.x + panes.sheet.w) - edge;
    // What is panned away below the bar above the wall is out of sight there too.
    if (panes.isBandPinned) pen.fill({ x: 0, y: 0, w: frame.size.w, h: top }, 'ground');
    pen.fill({ x: edge, y: top, w: width, h: panes.bandHeight }, 'ground');
    if (panes.isBandPinned) pen.fill({ x: edge, y: panes.bandBottom - 1, w: width, h: 1 }, 'line');
  }
  for (const stage of sheet.stages) {
    const left = panes.sheet.x + stage.block.rect.x * zoom;
    const width = stage.block.rect.w * zoom;
    if (left > frame.size.w || left + width < 0) continue;
    if (panes.isBandLabelled) paintStageLabel(pen, frame, stage, panes, top);
    else paintStage(pen, frame, sheet, stage, panes, top);
  }
  if (panes.isBandLabelled) return;
  for (const step of sheet.steps) {
    placeAt(pen, frame, panes.sheet.x, top - sheet.title.rect.h * zoom);
    pen.shapes(step.block.shapes, step.block.rect);
  }
}

function paintStageLabel(pen: Pen, frame: Frame, stage: StageScene, panes: Panes, top: number): void {
  const { zoom } = frame.camera;
  const left = panes.sheet.x + stage.block.rect.x * zoom;
  const right = left + stage.block.rect.w * zoom;
  const inner = { x: left + 1, y: top + 2, w: right - left - 2, h: panes.bandHeight - 4 };
  pen.place(0, 0, frame.density);
  pen.ink.fillStyle = pen.colour('band');
  pen.ink.beginPath();
  pen.ink.roundRect(inner.x, inner.y, inner.w, inner.h, 3);
  pen.ink.fill();
  const from = Math.min(Math.max(left, panes.gutterRight), Math.max(left, right - 5 * PAD)) + PAD;
  paintLabel(
    pen,
    titleOf(stage.block),
    { x: from, y: top + 2, w: right - from - PAD / 2, h: panes.bandHeight - 4 },
    true,
  );
}

/** The ground of a stage lies where it lies; its words move along inside it to stay in sight. */
function paintStage(
  pen: Pen,
  frame: Frame,
  sheet: SheetScene,
  { block }: StageScene,
  panes: Panes,
  top: number,
): void {
  const { zoom } = frame.camera;
  placeAt(pen, frame, panes.sheet.x, top - sheet.title.rect.h * zoom);
  const words = block.shapes.filter((shape) => !('rect' in shape));
  pen.shapes(
    block.shapes.filter((shape) => 'rect' in shape),
    block.rect,
  );
  const hidden = (panes.gutterRight - panes.sheet.x) / zoom - block.rect.x;
  const room = block.rect.w - Math.max(0, ...words.flatMap(endOf)) - 16;
  const shift = Math.max(0, Math.min(hidden, room));
  pen.shapes(words, { x: block.rect.x + shift, y: block.rect.y });
}

function endOf(shape: Shape): number[] {
  const end = ({ x, w }: Run): number => (x + w) / 64;
  return 'run' in shape ? [end(shape.run)] : [];
}

function paintCorner(pen: Pen, frame: Frame, panes: Panes): void {
  if (!panes.isBandPinned && !panes.isGutterPinned) return;
  const left = Math.max(0, panes.gutterRight - panes.gutterWidth);
  const top = Math.max(0, panes.bandBottom - panes.bandHeight);
  pen.place(0, 0, frame.density);
  pen.fill({ x: left, y: top, w: panes.gutterRight - left, h: panes.bandBottom - top }, 'ground');
}

/** Puts the scene's unit (0, 0) at a point of the screen, on whole device pixels. */
function placeAt(pen: Pen, frame: Frame, x: number, y: number): void {
  const { density, camera } = frame;
  pen.place(Math.round(x * density), Math.round(y * density), camera.zoom * density);
}
