/** What belongs to this person: the selection, the cell the keyboard is in, where a carried note would go. */
import type { CellId } from '../gen/board';
import type { Rect } from '../gen/scene';
import type { Point } from '../state/screen/camera';
import { cellRect, moved, noteRect } from '../state/scene/geometry';
import { panesOf } from '../state/scene/frozen-panes';
import { heightOf } from '../state/board/ratings';
import { ON_PERSON, personColour } from '../state/session/person-colours';
import type { Typist } from '../state/session/session';
import type { Frame } from './painter';
import type { ShapePainter } from './shape-painter';
import { snap } from './pixel-snapping';
import type { Ink } from './surface';

/** CSS pixels: width of the ring around what is selected, its distance, and the roundness of its corners. */
const RING = 2;
const GAP = 2;
const CORNER = 4;

/** CSS pixels: width of the bar that shows where a note would go, and how far it looks out above and below. */
const BAR = 3;
const BAR_OVER = 3;

/** Board units from the middle of an own rating to its corners, their least in CSS pixels, and its line. */
const OWN = 11;
const OWN_LEAST = 6;
const OWN_LINE = 2;

/** Strength of the tint of a cell that a note would go to. */
const TINT = 0.12;

/** CSS pixels of the name of somebody who types. */
const NAME = 12;
const TAG = 18;
const TAG_PAD = 6;
const NAME_FONT = `600 ${NAME}px "Inter", sans-serif`;

/** Costs what is picked, carried over and typed in; the painter stands at (0, 0) of the window in CSS pixels. */
export function paintOverlayMarks(painter: ShapePainter, frame: Frame): void {
  const { scene, drop, density } = frame;
  painter.place(0, 0, density);
  if (drop !== null) paintDrop(painter, frame, drop.mark, drop.cell);
  for (const { cell, value } of frame.own) {
    const rect = cellRect(scene, cell);
    if (rect !== null) paintOwn(painter, frame, rect, value);
  }
  for (const typist of frame.typing) {
    const rect = noteRect(scene, typist.note);
    if (rect !== null) paintTypist(painter, frame, rect, typist);
  }
  for (const note of frame.selected) {
    const rect = frame.carried.has(note) ? null : noteRect(scene, note);
    if (rect !== null) ring(painter, onScreen(frame, rect), GAP);
  }
  if (frame.cell !== null && frame.selected.length === 0) {
    const rect = cellRect(scene, frame.cell);
    if (rect !== null) ring(painter, onScreen(frame, rect), -GAP - RING);
  }
}

/** A board rectangle in CSS pixels of the window, its edges on the device pixels that the board's have. */
export function onScreen({ camera, density }: Pick<Frame, 'camera' | 'density'>, rect: Rect): Rect {
  const scale = camera.zoom * density;
  const left = snap(-camera.x * scale);
  const top = snap(-camera.y * scale);
  const x = snap(left + rect.x * scale);
  const y = snap(top + rect.y * scale);
  return {
    x: x / density,
    y: y / density,
    w: (snap(left + (rect.x + rect.w) * scale) - x) / density,
    h: (snap(top + (rect.y + rect.h) * scale) - y) / density,
  };
}

/** Whether marks outside the window are worth painting. */
function isSeen({ size }: Frame, { x, y, w, h }: Rect): boolean {
  const far = 2 * TAG;
  return x < size.w + far && y < size.h + far && x + w > -far && y + h > -far;
}

function ring(
  painter: ShapePainter,
  { x, y, w, h }: Rect,
  away: number,
  colour = painter.colour('accent'),
): void {
  const ink = painter.loose;
  const out = away + RING / 2;
  ink.strokeStyle = colour;
  ink.lineWidth = RING;
  ink.beginPath();
  ink.roundRect(x - out, y - out, w + 2 * out, h + 2 * out, CORNER);
  ink.stroke();
}

/** The cell that a carried note would go to, and the bar at its place among the others. */
function paintDrop(painter: ShapePainter, frame: Frame, mark: Rect | null, id: CellId | null): void {
  const ink = painter.loose;
  tint(ink, frame, id, painter.colour('accent'));
  if (mark === null) return;
  const { x, y, w, h } = onScreen(frame, mark);
  const middle = x + w / 2;
  ink.lineCap = 'round';
  // A light edge, so that it stands out from notes that it touches when the wall is far away.
  for (const [paint, width] of [
    ['ground', BAR + 2],
    ['accent', BAR],
  ] as const) {
    ink.strokeStyle = painter.colour(paint);
    ink.lineWidth = width;
    ink.beginPath();
    ink.moveTo(middle, y - BAR_OVER);
    ink.lineTo(middle, y + h + BAR_OVER);
    ink.stroke();
  }
}

/** Tints a cell, for `null` the parking lot, around its notes: their own colours say what they are. */
function tint(ink: Ink, frame: Frame, id: CellId | null, colour: string): void {
  const { scene } = frame;
  const { parking } = scene.current;
  const cell = id === null ? parking.block.rect : cellRect(scene, id);
  if (cell === null || cell.h === 0) return;
  const notes = id === null ? parking.notes : (scene.cell(id)?.notes ?? []);
  const shown = onScreen(frame, cell);
  ink.beginPath();
  ink.rect(shown.x, shown.y, shown.w, shown.h);
  for (const { id: note, block } of notes) {
    if (frame.carried.has(note)) continue;
    const { x, y, w, h } = onScreen(frame, moved(block.rect, cell));
    // What reaches out of the cell would be filled outside of it.
    if (x + w <= shown.x + shown.w) ink.rect(x, y, w, h);
  }
  ink.globalAlpha = TINT;
  ink.fillStyle = colour;
  ink.fill('evenodd');
  ink.globalAlpha = 1;
}

/** What this person rated: a hollow diamond, which leaves the dot of the median readable inside. */
function paintOwn(painter: ShapePainter, frame: Frame, cell: Rect, value: number): void {
  const shown = onScreen(frame, cell);
  if (!isSeen(frame, shown)) return;
  const { zoom } = frame.camera;
  const x = shown.x + shown.w / 2;
  const y = shown.y + heightOf(value) * zoom;
  const half = Math.max(OWN_LEAST, OWN * zoom);
  const ink = painter.loose;
  ink.beginPath();
  ink.moveTo(x, y - half);
  ink.lineTo(x + half, y);
  ink.lineTo(x, y + half);
  ink.lineTo(x - half, y);
  ink.closePath();
  for (const [paint, width] of [
    ['ground', OWN_LINE + 2],
    ['ink', OWN_LINE],
  ] as const) {
    ink.strokeStyle = painter.colour(paint);
    ink.lineWidth = width;
    ink.stroke();
  }
}

/** Where the name of who types stands: above the note, and where the stages' titles would cut it, below. */
export function tagAt({ scene, camera, size }: Pick<Frame, 'scene' | 'camera' | 'size'>, note: Rect): Point {
  const [sheet] = scene.current.sheets;
  const panes = sheet === undefined ? null : panesOf(sheet, camera, size);
  const above = note.y - TAG - GAP - RING;
  const isCut = panes !== null && above < panes.bandBottom && note.y + note.h > panes.bandBottom;
  return {
    x: Math.max(
      note.x - GAP - RING,
      panes !== null && note.x < panes.gutterRight ? panes.gutterRight : -Infinity,
    ),
    y: isCut ? note.y + note.h + GAP + RING : above,
  };
}

/** Somebody else types here: a dashed ring with their name on its corner, in their colour. */
function paintTypist(painter: ShapePainter, frame: Frame, rect: Rect, { name, colour }: Typist): void {
  const shown = onScreen(frame, rect);
  if (!isSeen(frame, shown)) return;
  painter.ink.setLineDash([4, 3]);
  const own = personColour(colour);
  ring(painter, shown, GAP, own);
  painter.ink.setLineDash([]);
  painter.want('semiBold');
  const ink = painter.loose;
  painter.setFont(NAME_FONT);
  const tag = { ...tagAt(frame, shown), w: ink.measureText(name).width + 2 * TAG_PAD };
  ink.fillStyle = own;
  ink.beginPath();
  ink.roundRect(tag.x, tag.y, tag.w, TAG, 3);
  ink.fill();
  ink.fillStyle = ON_PERSON;
  ink.textBaseline = 'middle';
  ink.fillText(name, tag.x + TAG_PAD, tag.y + TAG / 2 + 0.5);
  ink.textBaseline = 'alphabetic';
}
