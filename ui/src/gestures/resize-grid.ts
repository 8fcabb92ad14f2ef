/** Edges of columns and rows in the hand. Letting go asks for exactly one size, in whole board units. */
import type { RowId, StepId } from '../gen/board';
import type { Point } from '../state/screen/camera';
import type { Sizing } from '../state/screen/grid-gesture';
import { leastHeight } from '../state/scene/sizes';
import type { GridHit, GridHeader } from '../state/scene/grid-headers';
import type { Wall } from '../state/wall';
import { type DragGesture, DRAG_THRESHOLD, distance } from './drag-gesture';

/** What `board-model` lets a step and a row be, in board units. */
const WIDTH_LEAST = 160;
const WIDTH_MOST = 1600;
const HEIGHT_MOST = 4000;

/** Sizes lie on the wall's own grid, so that neighbours come out alike. */
const GRAIN = 8;

type Edge = Extract<GridHit, { on: 'columnEdge' | 'rowEdge' }>;

export function startEdgeDrag(wall: Wall, edge: Edge, start: Point): DragGesture {
  const first = sizeOf(wall, edge);
  let isDrawn = false;

  function draw(at: Point): Sizing | null {
    const by = edge.on === 'columnEdge' ? at.x - start.x : at.y - start.y;
    const size = first === null ? null : sized(wall, edge, first + by / wall.viewport.camera.zoom);
    wall.grid.showSizing(size);
    return size;
  }

  return {
    move(at) {
      isDrawn ||= distance(start, at) > DRAG_THRESHOLD;
      if (isDrawn) draw(at);
    },
    end(at) {
      if (!isDrawn) return;
      const size = draw(at);
      wall.grid.showSizing(null);
      if (size !== null) askForSize(wall, size, first);
    },
    cancel() {
      wall.grid.showSizing(null);
    },
  };
}

/** Gives a column's width or a row's height back to the layout. */
export function resetEdge(wall: Wall, edge: Edge): void {
  if (edge.on === 'columnEdge') resetWidth(wall, edge.step);
  else resetHeight(wall, edge.row);
}

export function resetWidth(wall: Wall, step: StepId): void {
  if (wall.mirror.board?.step(step)?.width !== undefined) void wall.ask({ setStep: { step, width: null } });
}

export function resetHeight(wall: Wall, row: RowId): void {
  if (wall.mirror.board?.row(row)?.height !== undefined) void wall.ask({ setRow: { row, height: null } });
}

/** Makes the column or row of a header larger or smaller, by keys: a stage's columns all together. */
export function resizePicked(wall: Wall, by: 1 | -1): boolean {
  const { header } = wall.selection;
  if (header === null) return false;
  if (wall.permissions.isDenied(wall.permissions.whyNot('row' in header ? 'setRow' : 'setStep'))) return true;
  const edits = edgesOf(wall, header).flatMap((edge) => {
    const first = sizeOf(wall, edge);
    const size = first === null ? null : sized(wall, edge, first + by * 4 * GRAIN);
    return size === null || first === null ? [] : [sizeEdit(wall, size)];
  });
  const [edit, ...rest] = edits;
  if (edit !== undefined) void wall.ask(rest.length === 0 ? edit : { many: { edits } });
  return true;
}

function edgesOf(wall: Wall, header: GridHeader): Edge[] {
  if ('row' in header) return [{ on: 'rowEdge', row: header.row }];
  if ('step' in header) return [{ on: 'columnEdge', step: header.step }];
  const stage = wall.mirror.board?.stage(header.stage);
  return (stage?.steps ?? []).map(({ id }) => ({ on: 'columnEdge', step: id }));
}

function sizeOf(wall: Wall, edge: Edge): number | null {
  const { scene } = wall.mirror;
  if (scene === null) return null;
  const size = edge.on === 'columnEdge' ? scene.step(edge.step)?.part.w : scene.row(edge.row)?.part.h;
  return size ?? null;
}

function sized(wall: Wall, edge: Edge, size: number): Sizing {
  const whole = Math.round(size / GRAIN) * GRAIN;
  if (edge.on === 'columnEdge') {
    return { step: edge.step, width: Math.min(WIDTH_MOST, Math.max(WIDTH_LEAST, whole)) };
  }
  const least = wall.mirror.scene === null ? 0 : leastHeight(wall.mirror.scene, edge.row);
  return { row: edge.row, height: Math.min(HEIGHT_MOST, Math.max(least, whole)) };
}

function askForSize(wall: Wall, size: Sizing, first: number | null): void {
  const asked = 'step' in size ? size.width : size.height;
  if (asked !== first) void wall.ask(sizeEdit(wall, size));
}

/** A row that is asked to be no taller than what it holds has no height of its own. */
function sizeEdit(wall: Wall, size: Sizing): { setStep: { step: StepId; width: number } } | RowSize {
  if ('step' in size) return { setStep: size };
  const { scene } = wall.mirror;
  const isLeast = scene !== null && size.height <= leastHeight(scene, size.row);
  return { setRow: { row: size.row, height: isLeast ? null : size.height } };
}

interface RowSize {
  setRow: { row: RowId; height: number | null };
}
