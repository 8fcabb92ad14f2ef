/** A title of a stage, step or row in the hand. Letting go asks for exactly one move, behind a neighbour. */
import type { Edit } from '../gen/board';
import { type Point, toBoard } from '../state/camera';
import { type TitleDrop, titleDrop } from '../state/gaps';
import { type Title, findTitle, sheetOf } from '../state/titles';
import type { Wall } from '../state/wall';
import { type Hold, TREMBLE, distance } from './hold';

export function holdTitle(wall: Wall, title: Title, start: Point): Hold {
  const { camera, size } = wall.viewport;
  const { scene } = wall.mirror;
  const from = scene && findTitle(scene, title, camera, size)?.rect;
  const grip = from ? { x: start.x - from.x, y: start.y - from.y } : { x: 0, y: 0 };
  let isCarrying = false;

  function carry(at: Point): TitleDrop | null {
    const target = targetAt(wall, title, at);
    wall.grid.showCarry({ title, at, grip, target });
    return target;
  }

  return {
    move(at) {
      isCarrying ||= distance(start, at) > TREMBLE;
      if (isCarrying) carry(at);
    },
    end(at) {
      if (!isCarrying) return;
      const target = carry(at);
      wall.grid.showCarry(null);
      if (target !== null) void wall.ask(moveTitleEdit(target));
    },
    cancel() {
      wall.grid.showCarry(null);
    },
  };
}

export function moveTitleEdit(drop: TitleDrop): Edit {
  if ('stage' in drop) return { moveStage: { stage: drop.stage, after: drop.after } };
  if ('row' in drop) return { moveRow: { row: drop.row, after: drop.after } };
  return { moveStep: { step: drop.step, stage: drop.to, after: drop.after } };
}

function targetAt(wall: Wall, title: Title, at: Point): TitleDrop | null {
  const { scene } = wall.mirror;
  const sheet = scene ? sheetOf(scene, title) : undefined;
  if (sheet === undefined) return null;
  const point = toBoard(wall.viewport.camera, at);
  return titleDrop(sheet, title, { x: point.x - sheet.rect.x, y: point.y - sheet.rect.y });
}
