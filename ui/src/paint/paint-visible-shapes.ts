/** Paints the list of what lies in a part of the board. */
import type { NoteScene, Paint } from '../gen/scene';
import type { ShapePainter } from './shape-painter';
import type { VisibleShapes, Thing } from './visible-shapes';

/** Paints what lies in a part of the board; far away, notes are blocks. */
export function paintVisibleShapes(
  painter: ShapePainter,
  { things, places }: VisibleShapes,
  isBlocks: boolean,
): void {
  for (const [at, thing] of things.entries()) {
    const x = places[4 * at] ?? 0;
    const y = places[4 * at + 1] ?? 0;
    if (isPaint(thing)) painter.fill({ x, y, w: places[4 * at + 2] ?? 0, h: places[4 * at + 3] ?? 0 }, thing);
    else if (!isNote(thing)) painter.shapes(thing, { x, y });
    else if (isBlocks) paintBlock(painter, thing, x, y);
    else painter.shapes(thing.block.shapes, { x, y });
  }
}

function paintBlock(
  painter: ShapePainter,
  { block: { rect, shapes }, paper }: NoteScene,
  x: number,
  y: number,
): void {
  painter.fill({ x, y, w: rect.w, h: rect.h }, paper);
  for (const shape of shapes) {
    if ('run' in shape) painter.bar(shape.run, { x, y });
  }
}

function isPaint(thing: Thing): thing is Paint {
  return typeof thing === 'string';
}

function isNote(thing: Exclude<Thing, Paint>): thing is NoteScene {
  return 'block' in thing;
}
