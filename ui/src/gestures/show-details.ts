/** Panels about what is picked. */
import type { CellId } from '../gen/board';
import type { Wall } from '../state/wall';
import { stageOfHeader } from './set-stage';

export function isMeasuresCell(wall: Wall, cell: CellId): boolean {
  const sheets = wall.mirror.board?.sheets ?? [];
  return sheets.some((sheet) => sheet.rows.some((row) => row.id === cell.row && row.type === 'measures'));
}

/** What is behind the picked note, or the picked stage; in a measures row without a note, its value. */
export function showDetails(wall: Wall): void {
  const { cell, notes, header } = wall.selection;
  if (stageOfHeader(wall, header) !== null) {
    wall.chrome.togglePanel('stage');
    return;
  }
  const isMeasure = notes.length === 0 && cell !== null && isMeasuresCell(wall, cell);
  wall.chrome.togglePanel(isMeasure ? 'measure' : 'note');
}

/** Opens the value of a measures cell. */
export function showMeasure(wall: Wall, cell: CellId): void {
  wall.selection.pickCell(cell);
  wall.chrome.showPanel('measure');
}

export function showPersonas(wall: Wall): void {
  wall.chrome.togglePanel('personas');
}
