/** Arrows reach the titles: up from the first row to the stages, left from the first column to the rows. */
import type { SheetScene } from '../gen/scene';
import { type Title, sheetOf, stageOf, stepsOf } from '../state/titles';
import type { Wall } from '../state/wall';
import { revealTitle } from './rename-title';
import { type Direction, revealPicked } from './select';

/** Walks among titles, to them, or from them back to the notes. Says whether that was the way to go. */
export function walkTitles(wall: Wall, direction: Direction): boolean {
  const { header } = wall.selection;
  if (header === null) return enterTitles(wall, direction);
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

type Stop = Title | { readonly cell: { readonly step: string; readonly row: string } };

function pick(wall: Wall, title: Title): void {
  wall.selection.pickHeader(title);
  revealTitle(wall, title);
}

function enterTitles(wall: Wall, direction: Direction): boolean {
  const { cell, notes } = wall.selection;
  const step = cell && wall.mirror.scene?.step(cell.step);
  if (!cell || !step) return false;
  const { sheet } = step;
  const first = wall.mirror.board?.notesIn(cell)[0]?.id;
  const picked = notes.at(-1);
  const isAbove = direction === 'up' && sheet.rows[0]?.id === cell.row;
  if (isAbove && (picked === undefined || picked === first)) {
    const title = columnTitle(sheet, cell.step);
    if (title === null) return false;
    pick(wall, title);
    return true;
  }
  if (direction !== 'left' || sheet.steps[0]?.id !== cell.step) return false;
  pick(wall, { row: cell.row });
  return true;
}

/** A step's own title where the steps of its stage are told apart, else the stage's. */
function columnTitle(sheet: SheetScene, step: string): Title | null {
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
  title: Exclude<Title, { row: unknown }>,
  direction: Direction,
): Stop | null {
  const isStep = 'step' in title;
  const id = isStep ? title.step : title.stage;
  const stage = isStep ? stageOf(sheet, title.step) : title.stage;
  const [step] = stage === undefined ? [] : stepsOf(sheet, stage);
  if (direction === 'up') return isStep && stage !== undefined ? { stage } : null;
  if (direction === 'down') {
    const named = !isStep && step !== undefined ? columnTitle(sheet, step.id) : null;
    if (named !== null && 'step' in named) return named;
    const [row] = sheet.rows;
    const column = isStep ? id : step?.id;
    return row === undefined || column === undefined ? null : { cell: { step: column, row: row.id } };
  }
  const by = direction === 'right' ? 1 : -1;
  const all: readonly { id: string }[] = isStep ? sheet.steps : sheet.stages;
  const next = all[all.findIndex((found) => found.id === id) + by];
  if (next === undefined) return by === -1 && sheet.rows[0] !== undefined ? { row: sheet.rows[0].id } : null;
  return isStep ? columnTitle(sheet, next.id) : { stage: next.id };
}
