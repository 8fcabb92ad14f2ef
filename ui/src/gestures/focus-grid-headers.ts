/** Arrows reach the headers: up from the first row to the stages, left from the first column to the rows. */
import type { SheetScene } from '../gen/scene';
import { type GridHeader, sheetOf, stageOf, stepsOf } from '../state/scene/grid-headers';
import type { Wall } from '../state/wall';
import { revealHeader } from './rename-grid-header';
import { type Direction, revealPicked } from './select';

/** Moves the focus among headers, to them, or from them back to the notes. Says whether that was the way to go. */
export function moveFocusToHeaders(wall: Wall, direction: Direction): boolean {
  const { header } = wall.selection;
  if (header === null) return enterHeaders(wall, direction);
  const { scene } = wall.mirror;
  const sheet = scene ? sheetOf(scene, header) : undefined;
  if (sheet === undefined) return false;
  const next = 'row' in header ? fromRow(sheet, header.row, direction) : fromColumn(sheet, header, direction);
  if (next !== null && 'cell' in next) {
    wall.selection.pickCell(next.cell);
    const note = wall.mirror.board?.notesIn(next.cell)[0];
    if (note !== undefined) wall.selection.pickNotes([note.id], next.cell);
    revealPicked(wall);
  } else if (next !== null) pick(wall, next);
  return true;
}

type Stop = GridHeader | { readonly cell: { readonly step: string; readonly row: string } };

function pick(wall: Wall, header: GridHeader): void {
  wall.selection.pickHeader(header);
  revealHeader(wall, header);
}

function enterHeaders(wall: Wall, direction: Direction): boolean {
  const { cell, notes } = wall.selection;
  const step = cell && wall.mirror.scene?.step(cell.step);
  if (!cell || !step) return false;
  const { sheet } = step;
  const first = wall.mirror.board?.notesIn(cell)[0]?.id;
  const picked = notes.at(-1);
  const isAbove = direction === 'up' && sheet.rows[0]?.id === cell.row;
  if (isAbove && (picked === undefined || picked === first)) {
    const header = columnHeader(sheet, cell.step);
    if (header === null) return false;
    pick(wall, header);
    return true;
  }
  if (direction !== 'left' || sheet.steps[0]?.id !== cell.step) return false;
  pick(wall, { row: cell.row });
  return true;
}

/** A step's own header where the steps of its stage are told apart, else the stage's. */
function columnHeader(sheet: SheetScene, step: string): GridHeader | null {
  const stage = stageOf(sheet, step);
  if (stage === undefined) return null;
  return stepsOf(sheet, stage).length > 1 ? { step } : { stage };
}

function fromRow(sheet: SheetScene, row: string, direction: Direction): Stop | null {
  const at = sheet.rows.findIndex(({ id }) => id === row);
  const [step] = sheet.steps;
  if (direction === 'right') return step === undefined ? null : { cell: { step: step.id, row } };
  const next = direction === 'left' ? undefined : sheet.rows[at + (direction === 'down' ? 1 : -1)];
  const [stage] = sheet.stages;
  if (direction === 'up' && at === 0 && stage !== undefined) return { stage: stage.id };
  return next === undefined ? null : { row: next.id };
}

function fromColumn(
  sheet: SheetScene,
  header: Exclude<GridHeader, { row: unknown }>,
  direction: Direction,
): Stop | null {
  const isStep = 'step' in header;
  const id = isStep ? header.step : header.stage;
  const stage = isStep ? stageOf(sheet, header.step) : header.stage;
  const [step] = stage === undefined ? [] : stepsOf(sheet, stage);
  if (direction === 'up') return isStep && stage !== undefined ? { stage } : null;
  if (direction === 'down') {
    const named = !isStep && step !== undefined ? columnHeader(sheet, step.id) : null;
    if (named !== null && 'step' in named) return named;
    const [row] = sheet.rows;
    const column = isStep ? id : step?.id;
    return row === undefined || column === undefined ? null : { cell: { step: column, row: row.id } };
  }
  const by = direction === 'right' ? 1 : -1;
  const all: readonly { id: string }[] = isStep ? sheet.steps : sheet.stages;
  const next = all[all.findIndex((found) => found.id === id) + by];
  if (next === undefined) return by === -1 && sheet.rows[0] !== undefined ? { row: sheet.rows[0].id } : null;
  return isStep ? columnHeader(sheet, next.id) : { stage: next.id };
}
