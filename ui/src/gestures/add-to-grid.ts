/** New stages, steps and rows, opened for writing at once. */
import type { Edit, RowId, RowType, SheetId, StageId, StepId, Zone } from '../gen/board';
import type { Gap } from '../state/scene/gaps';
import { mintId } from '../state/board/note-id';
import { type GridHeader, sheetOf } from '../state/scene/grid-headers';
import type { Wall } from '../state/wall';
import { GRID } from '../text/grid';
import { openRename } from './rename-grid-header';
import { firstPersona } from './set-sentiment';

/** What a new row is. */
export interface RowWish {
  readonly type?: RowType;
  readonly zone?: Zone;
}

export function addStage(wall: Wall, sheet: SheetId, after: StageId | null): void {
  const id = mintId();
  ask(wall, { addStage: { id, sheet, title: GRID.freshStage, after } }, { stage: id });
}

export function addStep(wall: Wall, stage: StageId, after: StepId): void {
  const id = mintId();
  ask(wall, { addStep: { id, stage, title: GRID.freshStep, after } }, { step: id });
}

export function addRow(wall: Wall, sheet: SheetId, after: RowId | null, wish: RowWish = {}): void {
  const id = mintId();
  const beside = after === null ? undefined : wall.mirror.board?.row(after);
  // A row beside others of a zone belongs to it.
  const zone = wish.zone ?? beside?.zone;
  const row = { id, sheet, title: GRID.freshRow[wish.type ?? 'notes'], after, ...wish };
  const add: Edit = { addRow: zone === undefined ? row : { ...row, zone } };
  ask(wall, wish.type === 'sentiment' ? withPersona(wall, add) : add, { row: id });
}

/** A sentiment row with the board's first persona, where there is none: participants could not rate without. */
export function withPersona(wall: Wall, edit: Edit): Edit {
  const hasPersona = (wall.mirror.board?.details.personas.length ?? 0) > 0;
  return hasPersona ? edit : { many: { edits: [firstPersona(), edit] } };
}

/** Makes two steps of a stage that was one column. */
export function splitStage(wall: Wall, stage: StageId): void {
  const [only] = wall.mirror.board?.stage(stage)?.steps ?? [];
  if (only === undefined) return;
  const id = mintId();
  const add: Edit = { addStep: { id, stage, title: GRID.secondStep, after: only.id } };
  const edits: Edit[] = [{ renameStep: { step: only.id, title: GRID.firstStep } }, add];
  ask(wall, only.title === '' ? { many: { edits } } : add, { step: only.title === '' ? only.id : id });
}

export function addInGap(wall: Wall, gap: Gap): void {
  if (gap.add === 'stage') addStage(wall, gap.sheet, gap.after);
  else if (gap.add === 'step') addStep(wall, gap.stage, gap.after);
  else addRow(wall, gap.sheet, gap.after);
}

/** Behind the last stage or row of a sheet. */
export function addLast(wall: Wall, sheet: SheetId, what: 'stage' | 'row'): void {
  const found = wall.mirror.board?.sheets.find(({ id }) => id === sheet);
  if (what === 'stage') addStage(wall, sheet, found?.stages.at(-1)?.id ?? null);
  else addRow(wall, sheet, found?.rows.at(-1)?.id ?? null);
}

/** Adds behind the picked header, or behind the stage or row of the picked cell. */
export function addBesidePicked(wall: Wall, what: 'same' | 'stage' | 'row'): void {
  const { scene, board } = wall.mirror;
  const act = what === 'row' ? 'addRow' : what === 'stage' ? 'addStage' : null;
  if (
    scene === null ||
    board === null ||
    wall.permissions.isDenied(wall.permissions.whyNot(act ?? 'addStep'))
  )
    return;
  const { header: picked, cell } = wall.selection;
  const header: GridHeader | null =
    picked ?? (cell && (what === 'row' ? { row: cell.row } : { step: cell.step }));
  const sheet = (header && sheetOf(scene, header)?.id) ?? wall.sheet.id;
  if (sheet === null) return;
  if (what === 'same' && header !== null && 'step' in header) {
    const stage = board.stageOf(header.step);
    if (stage !== undefined) addStep(wall, stage.id, header.step);
  } else if (what === 'row' || (what === 'same' && header !== null && 'row' in header)) {
    if (header !== null && 'row' in header) addRow(wall, sheet, header.row);
    else addLast(wall, sheet, 'row');
  } else {
    const stage =
      header === null || 'row' in header
        ? undefined
        : 'stage' in header
          ? header.stage
          : board.stageOf(header.step)?.id;
    if (stage === undefined) addLast(wall, sheet, 'stage');
    else addStage(wall, sheet, stage);
  }
}

function ask(wall: Wall, edit: Edit, header: GridHeader): void {
  if (wall.permissions.isDenied(wall.permissions.whyNotEdit(edit))) return;
  wall.chrome.awaitTitle(true);
  void wall.ask(edit).then((accepted) => {
    if (accepted !== null) wall.whenShown(accepted.revision, () => openRename(wall, header));
    else wall.chrome.awaitTitle(false);
  });
}
