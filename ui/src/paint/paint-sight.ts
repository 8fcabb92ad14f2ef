/** Paints the list of what lies in a part of the board. */
import type { NoteScene, Paint } from '../gen/scene';
import type { Pen } from './pen';
import type { Sight, Thing } from './sight';

/** Paints what lies in a part of the board; far away, notes are blocks. */
export function paintSight(pen: Pen, { things, places }: Sight, isBlocks: boolean): void {
  for (const [at, thing] of things.entries()) {
    const x = places[4 * at] ?? 0;
    const y = places[4 * at + 1] ?? 0;
    if (isPaint(thing)) pen.fill({ x, y, w: places[4 * at + 2] ?? 0, h: places[4 * at + 3] ?? 0 }, thing);
    else if (!isNote(thing)) pen.shapes(thing, { x, y });
    else if (isBlocks) paintBlock(pen, thing, x, y);
    else pen.shapes(thing.block.shapes, { x, y });
  }
}

function paintBlock(pen: Pen, { block: { rect, shapes }, paper }: NoteScene, x: number, y: number): void {
  pen.fill({ x, y, w: rect.w, h: rect.h }, paper);
  for (const shape of shapes) {
    if ('run' in shape) pen.bar(shape.run, { x, y });
  }
}

function isPaint(thing: Thing): thing is Paint {
  return typeof thing === 'string';
}

function isNote(thing: Exclude<Thing, Paint>): thing is NoteScene {
  return 'block' in thing;
}
