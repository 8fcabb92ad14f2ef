/** From header to header while they are written: Tab and Shift+Tab, as in a spreadsheet. They add nothing. */
import type { SheetView } from '../gen/board';
import type { Rename } from '../state/screen/chrome';
import type { GridHeader } from '../state/scene/grid-headers';
import type { Wall } from '../state/wall';

/** The header beside one of the same kind on its sheet; `null` at the end. */
export function headerBeside(wall: Wall, header: GridHeader, by: 1 | -1): GridHeader | null {
  for (const sheet of wall.mirror.board?.sheets ?? []) {
    const all = headersLike(sheet, header);
    const at = all.findIndex((one) => idOf(one) === idOf(header));
    if (at >= 0) return all[at + by] ?? null;
  }
  return null;
}

/** The same for what the table and the tabs write: sheets too. */
export function renameBeside(wall: Wall, about: Rename, by: 1 | -1): Rename | null {
  if (!('sheet' in about)) return headerBeside(wall, about, by);
  const sheets = wall.mirror.board?.sheets ?? [];
  const next = sheets[sheets.findIndex(({ id }) => id === about.sheet) + by];
  return next === undefined ? null : { sheet: next.id };
}

/** Stages, rows, or the steps that have titles of their own. */
function headersLike({ stages, rows }: SheetView, header: GridHeader): GridHeader[] {
  if ('row' in header) return rows.map(({ id }) => ({ row: id }));
  if ('stage' in header) return stages.map(({ id }) => ({ stage: id }));
  const told = stages.filter(({ steps }) => steps.length > 1 || steps.some((step) => step.title !== ''));
  return told.flatMap(({ steps }) => steps.map(({ id }) => ({ step: id })));
}

function idOf(header: GridHeader): string {
  if ('stage' in header) return header.stage;
  return 'step' in header ? header.step : header.row;
}
