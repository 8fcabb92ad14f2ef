/** Where things are on the board, and what is under a point. All in board units, from the scene's own left top. */
import type { CellId, NoteId } from '../../gen/board';
import type { CellScene, NoteScene, Rect, SheetScene } from '../../gen/scene';
import type { Point } from '../screen/camera';
import { type Placed, type SceneMirror, cellKey } from './scene-mirror';

/** Where a dropped note would go: between neighbours, never at coordinates. */
export interface DropTarget {
  /** `null` for the parking lot. */
  cell: CellId | null;
  /** The note before it; `null` for the first place. */
  after: NoteId | null;
  /** The mark that shows the place; `null` where the place is not on the board. */
  mark: Rect | null;
}

/** Smallest thing to aim at between two notes. */
const MARK = 3;

export function contains(rect: Rect, point: Point): boolean {
  return point.x >= rect.x && point.x < rect.x + rect.w && point.y >= rect.y && point.y < rect.y + rect.h;
}

export function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

export function moved(rect: Rect, by: Point): Rect {
  return { x: rect.x + by.x, y: rect.y + by.y, w: rect.w, h: rect.h };
}

/** The whole place of a cell, as wide as its step and as tall as its row. */
export function cellRect(scene: SceneMirror, cell: CellId): Rect | null {
  const step = scene.step(cell.step);
  const row = scene.row(cell.row);
  if (step === undefined || row === undefined) return null;
  const { rect } = step.sheet;
  return { x: rect.x + step.part.x, y: rect.y + row.part.y, w: step.part.w, h: row.part.h };
}

/** The left top corner that a note's own rectangle is relative to. */
export function originOf(scene: SceneMirror, placed: Placed): Point | null {
  if (placed.holder === 'parking') return scene.current.parking.block.rect;
  const cell = scene.cellOf(placed.holder);
  return cell === undefined ? null : cellRect(scene, cell);
}

export function noteRect(scene: SceneMirror, id: NoteId): Rect | null {
  const placed = scene.note(id);
  const origin = placed && originOf(scene, placed);
  return placed && origin ? moved(placed.note.block.rect, origin) : null;
}

export function sheetAt(scene: SceneMirror, point: Point): SheetScene | undefined {
  return scene.current.sheets.find((sheet) => contains(sheet.rect, point));
}

/** The cell under a point, whether it holds something or not. */
export function cellAt(scene: SceneMirror, point: Point): CellId | null {
  const sheet = sheetAt(scene, point);
  if (sheet === undefined) return null;
  const x = point.x - sheet.rect.x;
  const y = point.y - sheet.rect.y;
  const step = sheet.steps.find((candidate) => x >= candidate.x && x < candidate.x + candidate.w);
  const row = sheet.rows.find((candidate) => y >= candidate.y && y < candidate.y + candidate.h);
  return step !== undefined && row !== undefined ? { step: step.id, row: row.id } : null;
}

/** The note under a point. */
export function noteAt(scene: SceneMirror, point: Point): NoteScene | null {
  const { parking } = scene.current;
  const parked = topmost(parking.notes, point, parking.block.rect);
  if (parked !== null) return parked;
  const id = cellAt(scene, point);
  const cell = id && scene.cell(id);
  const origin = id && cellRect(scene, id);
  return cell && origin ? topmost(cell.notes, point, origin) : null;
}

function topmost(notes: readonly NoteScene[], point: Point, origin: Point): NoteScene | null {
  return notes.findLast((note) => contains(moved(note.block.rect, origin), point)) ?? null;
}

/** Where a note let go at `point` goes; `null` where no note can lie. The dragged notes themselves do not count. */
export function dropTarget(
  scene: SceneMirror,
  point: Point,
  dragged: ReadonlySet<NoteId>,
): DropTarget | null {
  const { parking } = scene.current;
  const isParking = contains(parking.block.rect, point);
  const cell = isParking ? null : cellAt(scene, point);
  const rect = isParking ? parking.block.rect : cell && cellRect(scene, cell);
  if (!rect) return null;
  const held = (cell === null ? parking : scene.cell(cell))?.notes ?? [];
  const notes = held.filter((note) => !dragged.has(note.id));
  const index = insertionIndex(
    notes.map((note) => note.block.rect),
    { x: point.x - rect.x, y: point.y - rect.y },
  );
  const before = notes[index - 1];
  const next = notes[index];
  return {
    cell,
    after: before?.id ?? null,
    mark: moved(markBetween(before, next, rect, point.y - rect.y), rect),
  };
}

/**
 * Where a point falls in notes that flow from left to right, line by line: before the first note whose line it
 * is above, or whose middle it is left of.
 */
export function insertionIndex(rects: readonly Rect[], point: Point): number {
  const index = rects.findIndex((rect, at) => {
    const line = lineOf(rects, at);
    if (point.y < line.top) return true;
    return point.y < line.bottom && point.x < rect.x + rect.w / 2;
  });
  return index < 0 ? rects.length : index;
}

/** Notes whose tops lie within each other's height stand on one line. */
function lineOf(rects: readonly Rect[], at: number): { top: number; bottom: number } {
  const rect = rects[at] ?? { x: 0, y: 0, w: 0, h: 0 };
  const line = rects.filter((other) => other.y < rect.y + rect.h && rect.y < other.y + other.h);
  return {
    top: Math.min(...line.map((other) => other.y)),
    bottom: Math.max(...line.map((other) => other.y + other.h)),
  };
}

/** Beside the note on whose line the pointer is: an end of a line and the beginning of the next are one place. */
function markBetween(
  before: NoteScene | undefined,
  next: NoteScene | undefined,
  cell: Rect,
  y: number,
): Rect {
  const left = before?.block.rect;
  const right = next?.block.rect;
  const isSameLine = left && right && right.y < left.y + left.h;
  if (isSameLine) return standing((left.x + left.w + right.x) / 2, left);
  if (left && (!right || y < left.y + left.h)) return standing(left.x + left.w + 6, left);
  if (right) return standing(right.x - 6, right);
  return { x: 12, y: 12, w: MARK, h: Math.max(24, Math.min(120, cell.h - 24)) };
}

function standing(x: number, beside: Rect): Rect {
  return { x: x - MARK / 2, y: beside.y, w: MARK, h: beside.h };
}

/** Cells of what is in sight, for painting and for the keyboard. */
export function* cellsIn(scene: SceneMirror, part: Rect): Iterable<{ cell: CellScene; rect: Rect }> {
  for (const sheet of scene.current.sheets) {
    if (!overlaps(sheet.rect, part)) continue;
    const left = part.x - sheet.rect.x;
    const top = part.y - sheet.rect.y;
    // A note may span steps to the right of its own, so columns left of the part are looked at too.
    const steps = sheet.steps.filter((step) => step.x < left + part.w);
    for (const row of sheet.rows) {
      if (row.y >= top + part.h || row.y + row.h <= top) continue;
      for (const step of steps) {
        const cell = scene.cellOf(cellKey({ step: step.id, row: row.id }));
        if (cell !== undefined) {
          yield { cell, rect: { x: sheet.rect.x + step.x, y: sheet.rect.y + row.y, w: step.w, h: row.h } };
        }
      }
    }
  }
}
