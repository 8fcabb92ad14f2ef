/** What a search found: a double ring around each note in sight, so that it is told from a selected one. */
import { rectToScreen, visible } from '../state/screen/camera';
import { noteRect, overlaps } from '../state/scene/geometry';
import type { Frame } from './painter';
import type { ShapePainter } from './shape-painter';

/** CSS pixels: the two rings' distances from the paper and their widths. */
const RINGS = [
  { away: 1.5, width: 3 },
  { away: 6, width: 1 },
] as const;
const CORNER = 4;

/** Costs what was found; leaves the painter standing at (0, 0) of the window in CSS pixels. */
export function paintFoundNotes(painter: ShapePainter, { scene, camera, size, density, found }: Frame): void {
  if (found.size === 0) return;
  const part = visible(camera, size);
  painter.place(0, 0, density);
  const { ink } = painter;
  ink.strokeStyle = painter.colour('accent');
  for (const note of found) {
    const rect = noteRect(scene, note);
    if (rect === null || !overlaps(rect, part)) continue;
    const { x, y, w, h } = rectToScreen(camera, rect);
    for (const { away, width } of RINGS) {
      ink.lineWidth = width;
      ink.beginPath();
      ink.roundRect(x - away, y - away, w + 2 * away, h + 2 * away, CORNER);
      ink.stroke();
    }
  }
}
