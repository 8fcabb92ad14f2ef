/** Sentences for those who do not see what an act did. */
import type { CellId } from '../gen/board';
import type { Wall } from '../state/wall';
import { NOTES } from '../text/notes';

/** A cell by the titles of its stage and row; the parking lot by its name. */
export function placeName(wall: Wall, cell: CellId | null): string {
  const { board } = wall.mirror;
  const sheet = board?.sheets.find((candidate) => candidate.rows.some((row) => row.id === cell?.row));
  const column = sheet && board?.columns(sheet).find((candidate) => candidate.id === cell?.step);
  const row = sheet?.rows.find((candidate) => candidate.id === cell?.row);
  return column && row ? `${column.title}, ${row.title}` : NOTES.parkingLot;
}
