/** What lies in a part of the board, from below to above: the list that a tile is painted from. */
import type { RowId } from '../gen/board';
import type { Block, CellScene, NoteScene, Paint, Rect, RowScene, Shape, SheetScene } from '../gen/scene';
import type { Point } from '../state/screen/camera';
import { overlaps } from '../state/scene/geometry';
import { type SceneMirror, cellKey } from '../state/scene/scene-mirror';
import type { NoteId } from '../gen/board';

/** A note, shapes that lie together, or the colour of a rectangle. Parts of a scene are never changed in place. */
export type Thing = NoteScene | readonly Shape[] | Paint;

/** Things with the board point that each counts from; a rectangle of a colour has its size too. */
export interface VisibleShapes {
  readonly things: Thing[];
  /** Four numbers a thing: x, y, width, height. */
  readonly places: number[];
}

/** Shapes may reach this far out of their block: shadows, the ends of lines. In board units. */
const REACH = 8;

/**
 * Cells that are looked at beyond their own column, because a note of theirs spans others. Found once a
 * revision, in time of the number of cells; nearly always empty.
 */
export type Spanning = ReadonlyMap<RowId, readonly CellScene[]>;

export function spanningCells(scene: SceneMirror): Spanning {
  const found = new Map<RowId, CellScene[]>();
  for (const cell of scene.cells()) {
    const width = scene.step(cell.step)?.part.w;
    // A cell of a sheet that is not shown.
    if (width === undefined) continue;
    if (!cell.notes.some(({ block: { rect } }) => rect.x + rect.w > width)) continue;
    found.set(cell.row, [...(found.get(cell.row) ?? []), cell]);
  }
  return found;
}

/**
 * What a part of the board shows. Costs the rows of its sheets, a search in their columns, and what lies in
 * the part: nothing grows with what is out of sight.
 */
export function visibleShapes(
  scene: SceneMirror,
  part: Rect,
  hidden: ReadonlySet<NoteId>,
  spanning: Spanning,
): VisibleShapes {
  const look = new Looking(scene, part, hidden, spanning);
  look.board();
  return look.visible;
}

/** Whether two lists paint the same. */
export function isSame(a: VisibleShapes, b: VisibleShapes): boolean {
  return (
    a.things.length === b.things.length &&
    a.things.every((thing, at) => thing === b.things[at]) &&
    a.places.every((place, at) => place === b.places[at])
  );
}

/** The first of parts sorted by place that ends after `from`. */
export function firstAfter(parts: readonly { x: number; w: number }[], from: number): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const part = parts[middle];
    if (part !== undefined && part.x + part.w <= from) low = middle + 1;
    else high = middle;
  }
  return low;
}

class Looking {
  readonly visible: VisibleShapes = { things: [], places: [] };

  constructor(
    private readonly scene: SceneMirror,
    private readonly part: Rect,
    private readonly hidden: ReadonlySet<NoteId>,
    private readonly spanning: Spanning,
  ) {}

  board(): void {
    const { header, sheets, parking, legend } = this.scene.current;
    this.block(header, 0, 0);
    for (const sheet of sheets) {
      if (this.isSeen(sheet.rect.x, sheet.rect.y, sheet.rect.w, sheet.rect.h)) this.sheet(sheet);
    }
    const { rect, shapes } = parking.block;
    if (rect.h > 0 && this.isSeen(rect.x, rect.y, rect.w, rect.h)) {
      this.put(shapes, rect.x, rect.y);
      this.notes(parking.notes, rect.x, rect.y);
    }
    this.block(legend, 0, 0);
  }

  private sheet(sheet: SheetScene): void {
    const { x, y, w } = sheet.rect;
    this.block(sheet.title, x, y);
    const from = this.part.x - REACH - x;
    const rows = sheet.rows.filter((row) => this.isSeen(x, y + row.y, w, row.h));
    const first = firstAfter(sheet.steps, from);
    const steps = sheet.steps.slice(first, firstAfter(sheet.steps, from + this.part.w + 2 * REACH) + 1);
    for (const row of rows) {
      this.put(row.tint, x, y + row.y, w, row.h);
      for (const step of steps) this.put('line', x + step.x, y + row.y, 1, row.h);
    }
    for (const row of rows) this.row(sheet, row, steps, { x, y: y + row.y });
  }

  private row(sheet: SheetScene, row: RowScene, steps: SheetScene['steps'], at: Point): void {
    if (row.above.length > 0) this.put(row.above, at.x, at.y);
    for (const curve of sheet.curves) {
      if (curve.row === row.id) this.put(curve.shapes, at.x, at.y);
    }
    const left = steps[0]?.x ?? 0;
    for (const cell of this.spanning.get(row.id) ?? []) {
      const step = this.scene.step(cell.step)?.part;
      if (step !== undefined && step.x < left) this.notes(cell.notes, at.x + step.x, at.y);
    }
    for (const step of steps) {
      const cell = this.scene.cellOf(cellKey({ step: step.id, row: row.id }));
      if (cell !== undefined) this.cell(cell, at.x + step.x, at.y);
    }
  }

  private cell(cell: CellScene, x: number, y: number): void {
    if (cell.shapes.length > 0) this.put(cell.shapes, x, y);
    for (const { block } of cell.groups) this.block(block, x, y);
    this.notes(cell.notes, x, y);
  }

  private notes(notes: readonly NoteScene[], x: number, y: number): void {
    for (const note of notes) {
      const { rect } = note.block;
      if (this.hidden.has(note.id)) continue;
      if (this.isSeen(x + rect.x, y + rect.y, rect.w, rect.h)) this.put(note, x + rect.x, y + rect.y);
    }
  }

  private block({ rect, shapes }: Block, x: number, y: number): void {
    if (shapes.length > 0 && this.isSeen(x + rect.x, y + rect.y, rect.w, rect.h))
      this.put(shapes, x + rect.x, y + rect.y);
  }

  private isSeen(x: number, y: number, w: number, h: number): boolean {
    const reached = { x: x - REACH, y: y - REACH, w: w + 2 * REACH, h: h + 2 * REACH };
    return overlaps(reached, this.part);
  }

  private put(thing: Thing, x: number, y: number, w = 0, h = 0): void {
    this.visible.things.push(thing);
    this.visible.places.push(x, y, w, h);
  }
}
