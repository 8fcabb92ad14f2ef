/** Headers moved by keys and menus: one place further, each an edit of its own. */
import { type GridHeader, stageOf } from '../state/scene/grid-headers';
import type { Wall } from '../state/wall';
import type { Direction } from './select';

/** The header that keys move: the picked one, else the stage or row of the picked cell. */
function subjectOf(wall: Wall, isAcross: boolean): GridHeader | null {
  const { header, cell } = wall.selection;
  if (header !== null) return 'row' in header === isAcross ? null : header;
  if (cell === null) return null;
  const step = wall.mirror.scene?.step(cell.step);
  const stage = step && stageOf(step.sheet, cell.step);
  if (!isAcross) return { row: cell.row };
  return stage === undefined ? null : { stage };
}

export function movePicked(wall: Wall, direction: Direction): void {
  const isAcross = direction === 'left' || direction === 'right';
  const header = subjectOf(wall, isAcross);
  if (header !== null) moveHeader(wall, header, direction === 'right' || direction === 'down' ? 1 : -1);
}

/** Whether a header can go one place further. */
export function canMove(wall: Wall, header: GridHeader, by: 1 | -1): boolean {
  return placeOf(wall, header, by) !== null;
}

export function moveHeader(wall: Wall, header: GridHeader, by: 1 | -1): void {
  const place = placeOf(wall, header, by);
  const act = 'stage' in header ? 'moveStage' : 'row' in header ? 'moveRow' : 'moveStep';
  if (place === null || wall.permissions.isDenied(wall.permissions.whyNot(act))) return;
  const { after, stage } = place;
  if ('stage' in header) void wall.ask({ moveStage: { stage: header.stage, after } });
  else if ('row' in header) void wall.ask({ moveRow: { row: header.row, after } });
  else void wall.ask({ moveStep: { step: header.step, after, ...(stage === undefined ? {} : { stage }) } });
}

/** The neighbour that a header goes behind, and for a step the stage it goes to. */
function placeOf(
  wall: Wall,
  header: GridHeader,
  by: 1 | -1,
): { after: string | null; stage?: string } | null {
  const sheets = wall.mirror.board?.sheets ?? [];
  for (const sheet of sheets) {
    if ('stage' in header) {
      const place = amongIds(sheet.stages, header.stage, by);
      if (place !== undefined) return place;
    } else if ('row' in header) {
      const place = amongIds(sheet.rows, header.row, by);
      if (place !== undefined) return place;
    } else {
      const at = sheet.stages.findIndex(({ steps }) => steps.some(({ id }) => id === header.step));
      const stage = sheet.stages[at];
      if (stage === undefined) continue;
      const inside = amongIds(stage.steps, header.step, by);
      if (inside) return { ...inside, stage: stage.id };
      // Past the end of its stage a step goes to the next one; the only step of a stage stays.
      const next = sheet.stages[at + by];
      if (next === undefined || stage.steps.length === 1) return null;
      return { after: by === 1 ? null : (next.steps.at(-1)?.id ?? null), stage: next.id };
    }
  }
  return null;
}

/** `undefined` when it is not among them, `null` when it is at the end. */
function amongIds(
  all: readonly { id: string }[],
  moved: string,
  by: 1 | -1,
): { after: string | null } | null | undefined {
  const at = all.findIndex(({ id }) => id === moved);
  if (at < 0) return undefined;
  if (all[at + by] === undefined) return null;
  return { after: all[by === 1 ? at + 1 : at - 2]?.id ?? null };
}
