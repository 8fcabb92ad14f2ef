/** From title to title while they are written: Tab and Shift+Tab, as in a spreadsheet. They add nothing. */
import type { SheetView } from '../gen/board';
import type { Rename } from '../state/chrome';
import type { Title } from '../state/titles';
import type { Wall } from '../state/wall';

/** The title beside one of the same kind on its sheet; `null` at the end. */
export function titleBeside(wall: Wall, title: Title, by: 1 | -1): Title | null {
  for (const sheet of wall.mirror.board?.sheets ?? []) {
    const all = titlesLike(sheet, title);
    const at = all.findIndex((one) => idOf(one) === idOf(title));
    if (at >= 0) return all[at + by] ?? null;
  }
  return null;
}

/** The same for what the table and the tabs write: sheets too. */
export function renameBeside(wall: Wall, about: Rename, by: 1 | -1): Rename | null {
  if (!('sheet' in about)) return titleBeside(wall, about, by);
  const sheets = wall.mirror.board?.sheets ?? [];
  const next = sheets[sheets.findIndex(({ id }) => id === about.sheet) + by];
  return next === undefined ? null : { sheet: next.id };
}

/** Stages, rows, or the steps that have titles of their own. */
function titlesLike({ stages, rows }: SheetView, title: Title): Title[] {
  if ('row' in title) return rows.map(({ id }) => ({ row: id }));
  if ('stage' in title) return stages.map(({ id }) => ({ stage: id }));
  const told = stages.filter(({ steps }) => steps.length > 1 || steps.some((step) => step.title !== ''));
  return told.flatMap(({ steps }) => steps.map(({ id }) => ({ step: id })));
}

function idOf(title: Title): string {
  if ('stage' in title) return title.stage;
  return 'step' in title ? title.step : title.row;
}
