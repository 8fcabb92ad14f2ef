/** What belongs to this person: the selection, the cell the keyboard is in, where a carried note would go. */
import type { NoteId } from '../gen/board';
import type { Rect } from '../gen/scene';
import type { Frame } from './painter';
import type { Pen } from './pen';
import { cellRect, noteRect } from '../state/geometry';

/** Width of the ring around what is selected, and its distance from it, in CSS pixels. */
const RING = 2;

/** The cell or the parking lot that a carried note would go to, below its notes. */
export function paintDropCell(pen: Pen, { scene, drop }: Frame): void {
  const cell = drop && (drop.cell === null ? scene.current.parking.block.rect : cellRect(scene, drop.cell));
  if (!cell) return;
  pen.ink.globalAlpha = 0.1;
  pen.fill(cell, 'accent');
  pen.ink.globalAlpha = 1;
}

export function paintMarks(pen: Pen, frame: Frame): void {
  const { scene, camera, drop } = frame;
  if (drop?.mark) {
    const width = Math.max(drop.mark.w, RING / camera.zoom);
    pen.fill({ ...drop.mark, x: drop.mark.x + (drop.mark.w - width) / 2, w: width }, 'accent');
  }
  for (const { note, name } of frame.typing) paintTypist(pen, frame, note, name);
  for (const note of frame.selected) {
    const rect = frame.carried.has(note) ? null : noteRect(scene, note);
    if (rect !== null) ring(pen, rect, RING / camera.zoom, 1, camera.zoom);
  }
  if (frame.cell !== null && frame.selected.length === 0) {
    const rect = cellRect(scene, frame.cell);
    if (rect !== null) ring(pen, rect, -2 * (RING / camera.zoom), 0.9, camera.zoom);
  }
}

function ring(pen: Pen, rect: Rect, away: number, alpha: number, zoom: number): void {
  const { ink } = pen;
  const width = RING / zoom;
  const out = away + width / 2;
  ink.globalAlpha = alpha;
  ink.strokeStyle = pen.colour('accent');
  ink.lineWidth = width;
  ink.beginPath();
  ink.roundRect(rect.x - out, rect.y - out, rect.w + 2 * out, rect.h + 2 * out, 4 / zoom);
  ink.stroke();
  ink.globalAlpha = 1;
}

/** Somebody else types here: a dashed ring with their name on its corner. */
function paintTypist(pen: Pen, frame: Frame, note: NoteId, name: string): void {
  const rect = noteRect(frame.scene, note);
  if (rect === null) return;
  const { zoom } = frame.camera;
  const { ink } = pen;
  ink.setLineDash([4 / zoom, 3 / zoom]);
  ring(pen, rect, RING / zoom, 1, zoom);
  ink.setLineDash([]);
  const size = 12 / zoom;
  ink.font = `600 ${size}px "Inter", sans-serif`;
  ink.textAlign = 'left';
  ink.textBaseline = 'middle';
  ink.direction = 'inherit';
  const tag = {
    x: rect.x - (2 * RING) / zoom,
    y: rect.y - 22 / zoom,
    w: ink.measureText(name).width + size,
    h: 18 / zoom,
  };
  ink.fillStyle = pen.colour('accent');
  ink.beginPath();
  ink.roundRect(tag.x, tag.y, tag.w, tag.h, 3 / zoom);
  ink.fill();
  ink.fillStyle = pen.colour('ground');
  ink.fillText(name, tag.x + size / 2, tag.y + tag.h / 2);
}
