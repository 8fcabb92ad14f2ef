/** Sheets: shown, added, moved. */
import type { Edit, SheetId, SheetView } from '../gen/board';
import { mintId } from '../state/board/note-id';
import type { Wall } from '../state/wall';
import { GRID, copyOf } from '../text/grid';
import { stopFollowing } from './follow';

/** What a new sheet begins with. */
export type SheetPlan = 'blank' | 'same';

/** Shows a sheet, where it was looked at last; the one that is shown, from its beginning and as wide as the window. */
export function showSheet(wall: Wall, sheet: SheetId): void {
  stopFollowing(wall);
  wall.selection.clear();
  if (!wall.sheet.turnTo(sheet)) wall.viewport.fitWidth();
}

/** Shows the sheet before or behind the one that is shown; at the end, nothing happens. */
export function showNextSheet(wall: Wall, by: 1 | -1): void {
  const sheets = wall.mirror.board?.sheets ?? [];
  const next = sheets[sheets.findIndex(({ id }) => id === wall.sheet.id) + by];
  if (next === undefined) return;
  showSheet(wall, next.id);
  wall.announcer.say(GRID.shownSheet(next.title));
}

/** Adds a sheet behind another and shows it: with empty stages and rows, or those of the other. */
export function addSheet(wall: Wall, after: SheetId | null, plan: SheetPlan): void {
  if (wall.permissions.isDenied(wall.permissions.whyNot('addSheet'))) return;
  const beside = wall.mirror.board?.sheets.find(({ id }) => id === after);
  const id = mintId();
  const isSame = plan === 'same' && beside !== undefined;
  const title = isSame ? copyOf(beside.title) : GRID.freshSheet;
  const content = isSame ? likeOf(beside, id) : blankOf(id);
  const edits: Edit[] = [{ addSheet: { id, title, after } }, ...content];
  void wall.ask({ many: { edits } }).then((accepted) => {
    if (accepted === null) return;
    wall.whenShown(accepted.revision, () => {
      showSheet(wall, id);
      wall.chrome.showRename({ sheet: id });
    });
  });
}

function blankOf(sheet: SheetId): Edit[] {
  return [
    ...GRID.blankStages.map((title): Edit => ({ addStage: { sheet, title } })),
    ...GRID.blankRows.map((title): Edit => ({ addRow: { sheet, title } })),
  ];
}

/** The stages, steps and rows of a sheet, without its notes. */
function likeOf(beside: SheetView, sheet: SheetId): Edit[] {
  const stages = beside.stages.flatMap(({ title, steps: [first, ...steps] }): Edit[] => {
    const stage = mintId();
    return [
      { addStage: { id: stage, sheet, title, stepTitle: first?.title ?? '' } },
      ...steps.map((step): Edit => ({ addStep: { stage, sheet, title: step.title } })),
    ];
  });
  const rows = beside.rows.map(({ title, type, zone, prompt, kind }): Edit => ({
    addRow: {
      sheet,
      title,
      type,
      ...(zone === undefined ? {} : { zone }),
      ...(prompt === undefined ? {} : { prompt }),
      ...(kind === undefined ? {} : { kind }),
    },
  }));
  return [...stages, ...rows];
}

/** Puts a sheet behind another; `null` makes it the first. */
export function moveSheet(wall: Wall, sheet: SheetId, after: SheetId | null): void {
  const ids = (wall.mirror.board?.sheets ?? []).map(({ id }) => id);
  const before = ids[ids.indexOf(sheet) - 1] ?? null;
  if (after !== sheet && after !== before) void wall.ask({ moveSheet: { sheet, after } });
}

/** Puts a sheet one place further; `null` when it is at the end. */
export function sheetPlace(wall: Wall, sheet: SheetId, by: 1 | -1): { after: SheetId | null } | null {
  const ids = (wall.mirror.board?.sheets ?? []).map(({ id }) => id);
  const at = ids.indexOf(sheet);
  if (at < 0 || ids[at + by] === undefined) return null;
  return { after: ids[by === 1 ? at + 1 : at - 2] ?? null };
}
