/** Menus of stages, steps, rows and sheets. */
import type { RowType, RowView, SheetId, Zone } from '../../gen/board';
import { addRow, addStage, addStep, splitStage, withPersona } from '../../gestures/add-to-grid';
import { canDelete, deleteSheet, deleteHeader } from '../../gestures/delete-grid-header';
import { canMove, moveHeader } from '../../gestures/move-grid-header';
import { openRename } from '../../gestures/rename-grid-header';
import { resetHeight, resetWidth, resizePicked } from '../../gestures/resize-grid';
import { showStage } from '../../gestures/set-stage';
import { moveSheet, sheetPlace } from '../../gestures/sheets';
import { ACTS, type Act, type ActName } from '../../gestures/acts';
import type { Point } from '../../state/screen/camera';
import type { OpenMenu, Subject } from '../../state/screen/chrome';
import { sheetOf, type GridHeader } from '../../state/scene/grid-headers';
import type { Wall } from '../../state/wall';
import { keyName } from '../../text/acts';
import { GRID, ROW_TYPES, ZONES } from '../../text/grid';
import { isMac } from '../browser/platform';
import { addSheetItems } from './board-items';
import type { MenuItem, MenuItems } from './menu-item';

type GridSubject = Exclude<Subject, { note: unknown } | { cell: unknown }>;

/** `at`: where the menu stands, for the one that follows it. */
export function gridItems(wall: Wall, about: GridSubject, at: Point): MenuItems {
  if (!wall.session.mayEditGrid) return [];
  if ('sheet' in about) return sheetItems(wall, about.sheet);
  if ('row' in about) return rowItems(wall, about.row, at);
  return 'step' in about ? stepItems(wall, about.step) : stageItems(wall, about.stage);
}

function item(title: string, icon: string, run: () => void, act?: ActName): MenuItem {
  const key = act === undefined ? undefined : (ACTS[act] as Act).keys[0];
  return { title, icon, run, ...(key === undefined ? {} : { key: keyName(key, isMac) }) };
}

function stageItems(wall: Wall, stage: string): MenuItems {
  const header = { stage };
  const steps = wall.mirror.board?.stage(stage)?.steps ?? [];
  const last = steps.at(-1)?.id;
  const sheet = sheetIdOf(wall, header);
  const addSteps =
    steps.length === 1
      ? item(GRID.splitIntoSteps, 'split', () => splitStage(wall, stage))
      : item(GRID.addStep, 'plus', () => {
          if (last !== undefined) addStep(wall, stage, last);
        });
  return [
    [item(GRID.rename, 'pencil', () => openRename(wall, header), 'openNote'), detailsItem(wall, stage)],
    [
      item(
        GRID.addStageAfter,
        'plus',
        () => {
          if (sheet !== undefined) addStage(wall, sheet, stage);
        },
        'addBeside',
      ),
      addSteps,
    ],
    moveItems(wall, header, true),
    widthItems(
      wall,
      steps.map(({ id }) => id),
    ),
    [deleteItem(wall, header)],
  ];
}

/** Its goal and its owner. */
function detailsItem(wall: Wall, stage: string): MenuItem {
  return item(GRID.stageDetails, 'info', () => showStage(wall, stage), 'showDetails');
}

function stepItems(wall: Wall, step: string): MenuItems {
  const header = { step };
  const stage = wall.mirror.board?.stageOf(step);
  const sheet = sheetIdOf(wall, header);
  const adding = [
    item(
      GRID.addStep,
      'plus',
      () => {
        if (stage !== undefined) addStep(wall, stage.id, step);
      },
      'addBeside',
    ),
    item(GRID.addStageAfter, 'plus', () => {
      if (stage !== undefined && sheet !== undefined) addStage(wall, sheet, stage.id);
    }),
  ];
  return [
    [
      item(GRID.rename, 'pencil', () => openRename(wall, header), 'openNote'),
      ...(stage === undefined ? [] : [detailsItem(wall, stage.id)]),
    ],
    adding,
    moveItems(wall, header, true),
    widthItems(wall, [step]),
    [deleteItem(wall, header)],
  ];
}

function rowItems(wall: Wall, row: string, at: Point): MenuItems {
  const header = { row };
  const view = wall.mirror.board?.row(row);
  const sheet = sheetIdOf(wall, header);
  if (view === undefined || sheet === undefined) return [];
  const set = (locked: boolean): void => void wall.ask({ setRow: { row, locked } });
  const page = (name: RowPage): (() => void) => {
    return () => wall.chrome.showMenu({ at, about: { row }, page: name });
  };
  return [
    [
      item(GRID.rename, 'pencil', () => openRename(wall, header), 'openNote'),
      item(GRID.prompt, 'circle-help', () => openRename(wall, header, true)),
    ],
    [
      item(GRID.addRowBelow, 'plus', () => addRow(wall, sheet, row), 'addBeside'),
      item(GRID.addSentimentBelow, 'smile', () => addRow(wall, sheet, row, { type: 'sentiment' })),
      item(GRID.addMeasuresBelow, 'chart-column', () => addRow(wall, sheet, row, { type: 'measures' })),
    ],
    moveItems(wall, header, false),
    [
      item(GRID.rowType, 'rows-3', page('rowType')),
      item(GRID.zone, 'layers', page('zone')),
      item(GRID.height, 'maximize', page('height')),
    ],
    [
      view.locked === true
        ? item(GRID.unlock, 'lock-open', () => set(false))
        : item(GRID.lock, 'lock', () => set(true)),
      deleteItem(wall, header),
    ],
  ];
}

type RowPage = 'rowType' | 'zone' | 'height';

/** A setting of a row, in a menu that follows the row's own. */
export function rowPage(wall: Wall, row: string, page: NonNullable<OpenMenu['page']>): MenuItems {
  const view = wall.mirror.board?.row(row);
  if (view === undefined || !wall.session.mayEditGrid) return [];
  const set = (change: { type?: RowType; zone?: Zone }): void => {
    const edit = { setRow: { row, ...change } };
    void wall.ask(change.type === 'sentiment' ? withPersona(wall, edit) : edit);
  };
  if (page === 'rowType') return [typeItems(view, (type) => set({ type }))];
  return [page === 'zone' ? zoneItems(view, (zone) => set({ zone })) : heightItems(wall, view)];
}

function sheetItems(wall: Wall, sheet: SheetId): MenuItems {
  const move = (by: 1 | -1, title: string, icon: string): MenuItem => {
    const place = sheetPlace(wall, sheet, by);
    return {
      ...item(title, icon, () => {
        if (place !== null) moveSheet(wall, sheet, place.after);
      }),
      isOff: place === null,
    };
  };
  const isOnly = (wall.mirror.board?.sheets.length ?? 0) < 2;
  const adding = [
    item(GRID.addStage, 'columns-3', () => addAt(wall, sheet, 'stage')),
    item(GRID.addRow, 'rows-3', () => addAt(wall, sheet, 'row')),
  ];
  if (isOnly) return [adding, ...addSheetItems(wall, sheet)];
  return [
    [item(GRID.rename, 'pencil', () => wall.chrome.showRename({ sheet }))],
    adding,
    ...addSheetItems(wall, sheet),
    [move(-1, GRID.moveLeft, 'chevron-left'), move(1, GRID.moveRight, 'chevron-right')],
    [{ ...item(GRID.delete, 'trash-2', () => deleteSheet(wall, sheet)), isGrave: true }],
  ];
}

function addAt(wall: Wall, sheet: SheetId, what: 'stage' | 'row'): void {
  const view = wall.mirror.board?.sheets.find(({ id }) => id === sheet);
  if (what === 'stage') addStage(wall, sheet, view?.stages.at(-1)?.id ?? null);
  else addRow(wall, sheet, view?.rows.at(-1)?.id ?? null);
}

function sheetIdOf(wall: Wall, header: GridHeader): SheetId | undefined {
  return wall.mirror.scene === null ? undefined : sheetOf(wall.mirror.scene, header)?.id;
}

function moveItems(wall: Wall, header: GridHeader, isAcross: boolean): MenuItem[] {
  const move = (by: 1 | -1): MenuItem => {
    const back = by === -1;
    const name = isAcross ? (back ? GRID.moveLeft : GRID.moveRight) : back ? GRID.moveUp : GRID.moveDown;
    const icon = isAcross ? (back ? 'chevron-left' : 'chevron-right') : back ? 'chevron-up' : 'chevron-down';
    const act = isAcross ? (back ? 'shiftLeft' : 'shiftRight') : back ? 'shiftUp' : 'shiftDown';
    return {
      ...item(name, icon, () => moveHeader(wall, header, by), act),
      isOff: !canMove(wall, header, by),
    };
  };
  return [move(-1), move(1)];
}

function widthItems(wall: Wall, steps: readonly string[]): MenuItem[] {
  const sized = steps.filter((step) => wall.mirror.board?.step(step)?.width !== undefined);
  const own = item(GRID.ownWidth, 'maximize', () => sized.forEach((step) => resetWidth(wall, step)));
  return [
    item(GRID.wider, 'zoom-in', () => resizePicked(wall, 1), 'sizeUp'),
    item(GRID.narrower, 'zoom-out', () => resizePicked(wall, -1), 'sizeDown'),
    ...(sized.length > 0 ? [own] : []),
  ];
}

function heightItems(wall: Wall, { id, height }: RowView): MenuItem[] {
  const own = item(GRID.ownHeight, 'maximize', () => resetHeight(wall, id));
  return [
    item(GRID.taller, 'zoom-in', () => resizePicked(wall, 1), 'sizeUp'),
    item(GRID.lower, 'zoom-out', () => resizePicked(wall, -1), 'sizeDown'),
    ...(height === undefined ? [] : [own]),
  ];
}

function typeItems(row: RowView, set: (type: RowType) => void): MenuItem[] {
  const types = Object.keys(ROW_TYPES) as RowType[];
  return types.map((type) => ({ title: ROW_TYPES[type], isChosen: row.type === type, run: () => set(type) }));
}

function zoneItems(row: RowView, set: (zone: Zone) => void): MenuItem[] {
  const zones = Object.keys(ZONES) as Zone[];
  const now = row.zone ?? 'none';
  return zones.map((zone) => ({ title: ZONES[zone], isChosen: now === zone, run: () => set(zone) }));
}

function deleteItem(wall: Wall, header: GridHeader): MenuItem {
  const run = (): void => deleteHeader(wall, header);
  return {
    ...item(GRID.delete, 'trash-2', run, 'deleteNotes'),
    isGrave: true,
    isOff: !canDelete(wall, header),
  };
}
