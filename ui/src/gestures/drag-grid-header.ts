/** A header of a stage, step or row in the hand. Letting go asks for exactly one move, behind a neighbour. */
import type { Edit } from '../gen/board';
import { type Point, toBoard } from '../state/screen/camera';
import { type HeaderDrop, headerDrop } from '../state/scene/gaps';
import { type GridHeader, findHeader, sheetOf } from '../state/scene/grid-headers';
import type { Wall } from '../state/wall';
import { type DragGesture, DRAG_THRESHOLD, distance } from './drag-gesture';

export function startHeaderDrag(wall: Wall, header: GridHeader, start: Point): DragGesture {
  const { camera, size } = wall.viewport;
  const { scene } = wall.mirror;
  const from = scene && findHeader(scene, header, camera, size)?.rect;
  const grip = from ? { x: start.x - from.x, y: start.y - from.y } : { x: 0, y: 0 };
  let isCarrying = false;

  function carry(at: Point): HeaderDrop | null {
    const target = targetAt(wall, header, at);
    wall.grid.showCarry({ header, at, grip, target });
    return target;
  }

  return {
    move(at) {
      isCarrying ||= distance(start, at) > DRAG_THRESHOLD;
      if (isCarrying) carry(at);
    },
    end(at) {
      if (!isCarrying) return;
      const target = carry(at);
      wall.grid.showCarry(null);
      if (target !== null) void wall.ask(moveHeaderEdit(target));
    },
    cancel() {
      wall.grid.showCarry(null);
    },
  };
}

export function moveHeaderEdit(drop: HeaderDrop): Edit {
  if ('stage' in drop) return { moveStage: { stage: drop.stage, after: drop.after } };
  if ('row' in drop) return { moveRow: { row: drop.row, after: drop.after } };
  return { moveStep: { step: drop.step, stage: drop.to, after: drop.after } };
}

function targetAt(wall: Wall, header: GridHeader, at: Point): HeaderDrop | null {
  const { scene } = wall.mirror;
  const sheet = scene ? sheetOf(scene, header) : undefined;
  if (sheet === undefined) return null;
  const point = toBoard(wall.viewport.camera, at);
  return headerDrop(sheet, header, { x: point.x - sheet.rect.x, y: point.y - sheet.rect.y });
}
