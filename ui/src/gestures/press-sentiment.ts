/** A sentiment is said by pressing at its height in a sentiment row; moving before letting go corrects it. */
import type { CellId } from '../gen/board';
import { type Point, toBoard } from '../state/screen/camera';
import { cellAt, noteAt } from '../state/scene/geometry';
import type { Wall } from '../state/wall';
import type { DragGesture } from './drag-gesture';
import { pressedValue, setSentiment, whyNotRate } from './set-sentiment';

interface Said {
  cell: CellId;
  value: number;
}

/** What a press at a point of the screen would say; `null` beside sentiment rows, or where a note lies. */
function saidAt(wall: Wall, at: Point): Said | null {
  const { scene } = wall.mirror;
  const point = wall.pointAt(at);
  if (scene === null || point === null || noteAt(scene, point) !== null) return null;
  const cell = cellAt(scene, point);
  const value = cell && pressedValue(wall, cell, point.y);
  return cell === null || value === null ? null : { cell, value };
}

/** Whether a press at a point of the screen would say a sentiment. */
export function isOnCurve(wall: Wall, at: Point): boolean {
  return saidAt(wall, at) !== null;
}

/** Shows what a press would say, while the pointer is over a curve. */
export function hoverSentiment(wall: Wall, at: Point): void {
  const said = saidAt(wall, at);
  const may = said !== null && whyNotRate(wall, said.cell) === null;
  wall.overlay.showSentiment(may ? said : null);
}

/** Says it at once: a tap. Tells whether there was a curve. */
export function tapSentiment(wall: Wall, at: Point): boolean {
  const said = saidAt(wall, at);
  if (said === null) return false;
  wall.selection.pickCell(said.cell);
  setSentiment(wall, said.cell, said.value);
  return true;
}

/** A press on a curve; `null` where none is. */
export function startSentimentPress(wall: Wall, start: Point): DragGesture | null {
  const first = saidAt(wall, start);
  if (first === null) return null;
  let said = first;
  wall.selection.pickCell(first.cell);
  if (whyNotRate(wall, first.cell) !== null) {
    // A press that may not say anything says why.
    return {
      move: () => undefined,
      end: () => setSentiment(wall, said.cell, said.value),
      cancel: () => undefined,
    };
  }
  wall.overlay.showSentiment(first);
  return {
    move(at) {
      const value = pressedValue(wall, first.cell, toBoard(wall.viewport.camera, at).y);
      if (value !== null) said = { ...said, value };
      wall.overlay.showSentiment(said);
    },
    end() {
      wall.overlay.showSentiment(null);
      setSentiment(wall, said.cell, said.value);
    },
    cancel() {
      wall.overlay.showSentiment(null);
    },
  };
}
