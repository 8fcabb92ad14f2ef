/** Rows of the phase that is on: its own are lit by a bar at their titles, the others are veiled. */
import { panesOf } from '../state/scene/frozen-panes';
import type { Frame } from './painter';
import type { ShapePainter } from './shape-painter';

/** Strength of the veil: letters under it still have 4.5 : 1 on every paper. */
export const VEIL = 0.18;

/** CSS pixels of the bar at an open row's title. */
const BAR = 4;

/** Veils the cells of rows that are not open. Costs the rows of the sheets in sight. */
export function paintVeils(painter: ShapePainter, frame: Frame): void {
  const { open } = frame;
  if (open === null) return;
  painter.place(0, 0, frame.density);
  const ink = painter.loose;
  ink.globalAlpha = VEIL;
  ink.fillStyle = painter.colour('ground');
  for (const sheet of frame.scene.current.sheets) {
    const panes = panesOf(sheet, frame.camera, frame.size);
    for (const row of sheet.rows) {
      if (open.includes(row.id)) continue;
      const y = panes.sheet.y + row.y * frame.camera.zoom;
      ink.fillRect(panes.sheet.x, y, panes.sheet.w, row.h * frame.camera.zoom);
    }
  }
  ink.globalAlpha = 1;
}

/** Marks the titles of open rows, above the pinned titles. */
export function paintOpenRows(painter: ShapePainter, frame: Frame): void {
  const { open } = frame;
  if (open === null) return;
  painter.place(0, 0, frame.density);
  for (const sheet of frame.scene.current.sheets) {
    const panes = panesOf(sheet, frame.camera, frame.size);
    const x = Math.max(0, panes.gutterRight - panes.gutterWidth);
    for (const row of sheet.rows) {
      if (!open.includes(row.id)) continue;
      const y = panes.sheet.y + row.y * frame.camera.zoom;
      const top = Math.max(y, panes.bandBottom);
      const h = y + row.h * frame.camera.zoom - top;
      if (h > 0) painter.fill({ x, y: top, w: BAR, h }, 'accent');
    }
  }
}
