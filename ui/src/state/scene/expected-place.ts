/**
 * Where a note will lie that the scene does not have yet. The layout is Rust's; this only goes on where its last note
 * ends, so that a field, or words that wait for the connection, stand where the note will be.
 */
import type { CellId } from '../../gen/board';
import type { Rect } from '../../gen/scene';
import { MEASURE_ROOM } from '../../gen/measures';
import { cellRect } from './geometry';
import type { SceneMirror } from './scene-mirror';

/** Figures of board-layout, in board units: between notes, width and height of a small one, margin of its text, foot. */
const GAP = 16;
const UNIT = 128;
const SMALL = 136;
const PAD = 12;
const FOOT = 16;

/** Room that a sentiment row keeps at the top of its cells. */
const CURVE_ROOM = 160;

/** A note that is not there yet: its paper, and its text on it. */
export interface ExpectedNote {
  readonly rect: Rect;
  readonly text: Rect;
}

/** The place behind the last note of a cell, or `at` places farther; `null` where the cell is not on the board. */
export function expectedPlace(
  scene: SceneMirror,
  cell: CellId,
  rowType: 'notes' | 'sentiment' | 'measures',
  at: number,
): ExpectedNote | null {
  const rect = cellRect(scene, cell);
  if (rect === null) return null;
  const columns = Math.max(1, Math.floor((rect.w - GAP) / (UNIT + GAP)));
  const unit = (rect.w - GAP * (columns + 1)) / columns;
  const rects = (scene.cell(cell)?.notes ?? []).map(({ block }) => block.rect);
  const last = rects.at(-1);
  const room = { notes: 0, sentiment: CURVE_ROOM, measures: MEASURE_ROOM }[rowType];
  const bottom = Math.max(0, ...rects.map(({ y, h }) => y + h));
  const taken = last === undefined ? 0 : Math.round((last.x + last.w) / (unit + GAP));
  const top = last?.y ?? room + GAP;
  const slot = taken + at;
  const shelf = Math.floor(slot / columns);
  const below = last === undefined ? top : bottom + GAP;
  const note = {
    x: rect.x + GAP + (slot % columns) * (unit + GAP),
    y:
      rect.y +
      (shelf === 0 ? top : below + (shelf - 1) * (SMALL + GAP) + (last === undefined ? SMALL + GAP : 0)),
    w: unit,
    h: SMALL,
  };
  return { rect: note, text: textOn(note) };
}

/** Where the text stands on a note's paper. */
export function textOn({ x, y, w, h }: Rect): Rect {
  return { x: x + PAD, y: y + PAD, w: w - 2 * PAD, h: h - 3 * PAD - FOOT - 4 };
}
