/** Picking notes and cells, by pointer and by arrow keys. */
import type { CellId, NoteId } from '../gen/board';
import type { Rect } from '../gen/scene';
import { type Point, visible } from '../state/screen/camera';
import { cellAt, cellRect, noteAt, noteRect, overlaps } from '../state/scene/geometry';
import { covered } from '../state/scene/frozen-panes';
import type { Wall } from '../state/wall';
import { stopFollowing } from './follow';

/** The cell a note is in; `null` in the parking lot. */
export function cellOf(wall: Wall, note: NoteId): CellId | null {
  const view = wall.mirror.board?.note(note);
  return view?.step !== undefined && view.row !== undefined ? { step: view.step, row: view.row } : null;
}

/** What is under a point of the screen, as a press picks it. */
export function pickAt(wall: Wall, at: Point, isAdding: boolean): NoteId | null {
  const { scene } = wall.mirror;
  if (scene === null) return null;
  const point = wall.pointAt(at);
  if (point === null) {
    wall.selection.clear();
    return null;
  }
  const note = noteAt(scene, point);
  if (note !== null) {
    if (isAdding) wall.selection.toggle(note.id, cellOf(wall, note.id));
    else if (!wall.selection.has(note.id)) pickNote(wall, note.id);
    return note.id;
  }
  const cell = cellAt(scene, point);
  if (isAdding) return null;
  if (cell !== null) wall.selection.pickCell(cell);
  else wall.selection.clear();
  return null;
}

export function pickNote(wall: Wall, note: NoteId): void {
  wall.selection.pickNotes([note], cellOf(wall, note));
}

/** Brings what is picked into sight, beside the pinned titles; what lies on another sheet, with that sheet. */
export function revealPicked(wall: Wall): void {
  const { cell, notes } = wall.selection;
  const note = notes.at(-1);
  if (note !== undefined) revealNote(wall, note);
  else if (cell !== null) revealCell(wall, cell);
}

export function revealNote(wall: Wall, note: NoteId): void {
  const cell = cellOf(wall, note);
  if (cell !== null) turnToCell(wall, cell);
  const { scene } = wall.mirror;
  reveal(wall, scene && noteRect(scene, note), cell !== null);
}

export function revealCell(wall: Wall, cell: CellId): void {
  turnToCell(wall, cell);
  const { scene } = wall.mirror;
  reveal(wall, scene && cellRect(scene, cell), true);
}

/** What is picked and in sight stays so while `act` makes the wall smaller. */
export function keepPickedInSight(wall: Wall, act: () => void): void {
  const isSeen = isPickedInSight(wall);
  act();
  if (isSeen) revealPicked(wall);
}

function isPickedInSight(wall: Wall): boolean {
  const { scene } = wall.mirror;
  const { cell, notes } = wall.selection;
  const note = notes.at(-1);
  if (scene === null) return false;
  const rect = note !== undefined ? noteRect(scene, note) : cell && cellRect(scene, cell);
  return rect !== null && overlaps(rect, visible(wall.viewport.camera, wall.viewport.size));
}

function turnToCell(wall: Wall, cell: CellId): void {
  const sheet = wall.mirror.board?.sheetOf(cell);
  if (sheet !== undefined) wall.sheet.turnTo(sheet.id);
}

/** Nothing is pinned over the parking lot. */
function reveal(wall: Wall, rect: Rect | null, isInGrid: boolean): void {
  if (rect === null) return;
  const sheet = isInGrid ? wall.mirror.scene?.current.sheets[0] : undefined;
  const { camera, size } = wall.viewport;
  const pinned = sheet === undefined ? { x: 0, y: 0 } : covered(sheet, camera, size);
  wall.viewport.reveal(rect, pinned, wall.chrome.covered(size));
}

/** Follows nobody any more; else closes the panel that is open; without one, lets go of what is picked. */
export function deselect(wall: Wall): void {
  if (stopFollowing(wall)) return;
  if (wall.chrome.panel !== null) wall.chrome.showPanel(null);
  else wall.selection.clear();
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Moves the focus by an arrow key: up and down through the notes of a column, left and right from stage to stage. */
export function moveFocus(wall: Wall, direction: Direction): void {
  const { board, scene } = wall.mirror;
  if (board === null || scene === null) return;
  const { cell } = wall.selection;
  const isHere = cell !== null && scene.step(cell.step) !== undefined;
  const from = isHere ? cell : firstCell(wall);
  if (from === null) return;
  if (!isHere) pickInto(wall, from, 'first');
  else if (direction === 'up' || direction === 'down')
    moveFocusAlong(wall, from, direction === 'down' ? 1 : -1);
  else {
    const next = neighbour(wall, from, direction === 'right' ? 1 : -1, 0);
    if (next !== null) pickInto(wall, next, 'first');
  }
  revealPicked(wall);
}

function moveFocusAlong(wall: Wall, from: CellId, by: 1 | -1): void {
  const notes = wall.mirror.board?.notesIn(from) ?? [];
  const picked = wall.selection.notes.at(-1);
  const at = notes.findIndex((note) => note.id === picked);
  const next = at < 0 ? undefined : notes[at + by];
  if (next !== undefined) {
    pickNote(wall, next.id);
    return;
  }
  const cell = neighbour(wall, from, 0, by);
  if (cell !== null) pickInto(wall, cell, by === 1 ? 'first' : 'last');
}

function pickInto(wall: Wall, cell: CellId, which: 'first' | 'last'): void {
  const notes = wall.mirror.board?.notesIn(cell) ?? [];
  const note = notes.at(which === 'first' ? 0 : -1);
  if (note === undefined) wall.selection.pickCell(cell);
  else pickNote(wall, note.id);
}

function firstCell(wall: Wall): CellId | null {
  const sheet = wall.mirror.scene?.current.sheets[0];
  const step = sheet?.steps[0];
  const row = sheet?.rows[0];
  return step !== undefined && row !== undefined ? { step: step.id, row: row.id } : null;
}

/** The cell some columns to the right and rows down, on the same sheet. */
export function neighbour(wall: Wall, from: CellId, columns: number, rows: number): CellId | null {
  const step = wall.mirror.scene?.step(from.step);
  if (step === undefined) return null;
  const { sheet } = step;
  const nextStep = sheet.steps[sheet.steps.findIndex((candidate) => candidate.id === from.step) + columns];
  const nextRow = sheet.rows[sheet.rows.findIndex((candidate) => candidate.id === from.row) + rows];
  return nextStep !== undefined && nextRow !== undefined ? { step: nextStep.id, row: nextRow.id } : null;
}
