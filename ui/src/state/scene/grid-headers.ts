/**
 * Grid headers, those of stages, steps and rows, on the screen: where they stand, pinned or not, written small or not, and what
 * of the grid is under a pointer. CSS pixels, from the wall's left top corner.
 */
import type { RowId, SheetId, StageId, StepId } from '../../gen/board';
import type { Block, Rect, SheetScene, StepScene } from '../../gen/scene';
import { type Camera, type Point, type Size, toBoard } from '../screen/camera';
import { contains } from './geometry';
import { type FrozenPanes, isOnPane, panesOf } from './frozen-panes';
import type { SceneMirror } from './scene-mirror';

/** A header of the grid. */
export type GridHeader = { readonly stage: StageId } | { readonly step: StepId } | { readonly row: RowId };

/** A header where it is seen. */
export interface PlacedHeader {
  readonly header: GridHeader;
  readonly sheet: SheetScene;
  readonly block: Block;
  /** The part that is not covered by other headers. */
  readonly rect: Rect;
  /** Written by the screen, because the scene's own would be too small to read. */
  readonly isLabelled: boolean;
}

/** What of the grid is under a pointer. */
export type GridHit =
  | { readonly on: 'gridHeader'; readonly header: GridHeader }
  | { readonly on: 'corner'; readonly sheet: SheetId }
  | { readonly on: 'columnEdge'; readonly step: StepId }
  | { readonly on: 'rowEdge'; readonly row: RowId }
  | { readonly on: 'sheetTitle'; readonly sheet: SheetId }
  | { readonly on: 'header' };

export function isSameHeader(one: GridHeader, other: GridHeader): boolean {
  return keyOf(one) === keyOf(other);
}

/** A header as a key of maps and lists; ids are unique over all of them. */
export function keyOf(header: GridHeader): string {
  if ('stage' in header) return header.stage;
  return 'step' in header ? header.step : header.row;
}

/** The steps of a stage, from left to right: those whose columns lie under its title. */
export function stepsOf(sheet: SheetScene, stage: StageId): StepScene[] {
  const rect = sheet.stages.find((found) => found.id === stage)?.block.rect;
  if (rect === undefined) return [];
  return sheet.steps.filter((step) => step.x >= rect.x && step.x < rect.x + rect.w);
}

export function stageOf(sheet: SheetScene, step: StepId): StageId | undefined {
  return sheet.stages.find((stage) => stepsOf(sheet, stage.id).some((found) => found.id === step))?.id;
}

/** All headers of a sheet that are not covered whole; some may lie outside the window. */
export function headersOf(sheet: SheetScene, camera: Camera, size: Size): PlacedHeader[] {
  const panes = panesOf(sheet, camera, size);
  return [...bandHeaders(sheet, camera, panes), ...rowHeaders(sheet, camera, panes)];
}

export function headerAt(headers: readonly PlacedHeader[], header: GridHeader): PlacedHeader | undefined {
  return headers.find((placed) => isSameHeader(placed.header, header));
}

/** Where a header is on the screen; `null` when it is covered, or not shown at this zoom. */
export function findHeader(
  scene: SceneMirror,
  header: GridHeader,
  camera: Camera,
  size: Size,
): PlacedHeader | null {
  for (const sheet of scene.current.sheets) {
    const found = headerAt(headersOf(sheet, camera, size), header);
    if (found !== undefined) return found;
  }
  return null;
}

/** The sheet that a header stands on. */
export function sheetOf(scene: SceneMirror, header: GridHeader): SheetScene | undefined {
  if ('row' in header) return scene.row(header.row)?.sheet;
  if ('step' in header) return scene.step(header.step)?.sheet;
  return scene.current.sheets.find((sheet) => sheet.stages.some((stage) => stage.id === header.stage));
}

/** Where a header is on the board, pinned or not. */
export function headerRect(scene: SceneMirror, header: GridHeader): Rect | null {
  const sheet = sheetOf(scene, header);
  if (sheet === undefined) return null;
  const { x, y } = sheet.rect;
  if ('row' in header) {
    const row = scene.row(header.row)?.part;
    return row === undefined ? null : { x, y: y + row.y, w: sheet.gutter, h: row.h };
  }
  const block =
    'step' in header
      ? scene.step(header.step)?.part.block
      : sheet.stages.find((stage) => stage.id === header.stage)?.block;
  return block === undefined ? null : { ...block.rect, x: x + block.rect.x, y: y + block.rect.y };
}

/** What of the grid is under a point of the screen; `reach` is how near an edge must be. */
export function gridAt(
  scene: SceneMirror,
  camera: Camera,
  size: Size,
  at: Point,
  reach: number,
): GridHit | null {
  const { sheets, header } = scene.current;
  for (const sheet of sheets) {
    const hit = onPanes(sheet, camera, size, at, reach);
    if (hit !== null) return hit;
  }
  if (isOnPane(sheets, camera, size, at)) return null;
  const point = toBoard(camera, at);
  for (const { id, rect, title } of sheets) {
    const place = { ...title.rect, x: rect.x + title.rect.x, y: rect.y + title.rect.y };
    if (contains(place, point)) return { on: 'sheetTitle', sheet: id };
  }
  return contains(header.rect, point) ? { on: 'header' } : null;
}

function onPanes(sheet: SheetScene, camera: Camera, size: Size, at: Point, reach: number): GridHit | null {
  const panes = panesOf(sheet, camera, size);
  const { x, y, w, h } = panes.sheet;
  const gutterLeft = panes.gutterRight - panes.gutterWidth;
  const bandTop = panes.bandBottom - panes.bandHeight;
  const isBand = at.y >= bandTop && at.y < panes.bandBottom && at.x >= gutterLeft && at.x < x + w + reach;
  const isGutter = at.x >= gutterLeft && at.x < panes.gutterRight && at.y >= bandTop && at.y < y + h + reach;
  if (isBand && isGutter) return { on: 'corner', sheet: sheet.id };
  if (isBand) {
    const step = edgeNear(
      sheet.steps.map((column) => ({ id: column.id, at: x + (column.x + column.w) * camera.zoom })),
      at.x,
      reach,
    );
    if (step !== null) return { on: 'columnEdge', step };
  } else if (isGutter) {
    const row = edgeNear(
      sheet.rows.map((lane) => ({ id: lane.id, at: y + (lane.y + lane.h) * camera.zoom })),
      at.y,
      reach,
    );
    if (row !== null) return { on: 'rowEdge', row };
  } else return null;
  const found = headersOf(sheet, camera, size).findLast(({ rect }) => contains(rect, at));
  return found === undefined ? null : { on: 'gridHeader', header: found.header };
}

function edgeNear(
  edges: readonly { id: string; at: number }[],
  position: number,
  reach: number,
): string | null {
  let nearest: { id: string; away: number } | null = null;
  for (const edge of edges) {
    const away = Math.abs(edge.at - position);
    if (away <= reach && (nearest === null || away < nearest.away)) nearest = { id: edge.id, away };
  }
  return nearest?.id ?? null;
}

function bandHeaders(sheet: SheetScene, { zoom }: Camera, panes: FrozenPanes): PlacedHeader[] {
  const top = panes.bandBottom - panes.bandHeight;
  const isLabelled = panes.isBandLabelled;
  const placed = (header: GridHeader, block: Block): PlacedHeader[] => {
    const left = Math.max(panes.sheet.x + block.rect.x * zoom, panes.gutterRight);
    const right = panes.sheet.x + (block.rect.x + block.rect.w) * zoom;
    const from = isLabelled ? 0 : (block.rect.y - sheet.title.rect.h) * zoom;
    const height = isLabelled ? panes.bandHeight : block.rect.h * zoom;
    const rect = { x: left, y: top + from, w: right - left, h: height };
    return rect.w > 0 && rect.h > 0 ? [{ header, sheet, block, rect, isLabelled }] : [];
  };
  const stages = sheet.stages.flatMap(({ id, block }) => placed({ stage: id }, block));
  // A band of labels has room for the stages alone.
  const steps = isLabelled ? [] : sheet.steps.flatMap(({ id, block }) => placed({ step: id }, block));
  return [...stages, ...steps];
}

function rowHeaders(sheet: SheetScene, { zoom }: Camera, panes: FrozenPanes): PlacedHeader[] {
  const left = panes.gutterRight - panes.gutterWidth;
  return sheet.rows.flatMap(({ id, y, h, block }) => {
    const top = panes.sheet.y + y * zoom;
    const from = Math.max(top, panes.bandBottom);
    const rect = { x: left, y: from, w: panes.gutterWidth, h: top + h * zoom - from };
    const isLabelled = panes.isGutterLabelled;
    return rect.h > 0 ? [{ header: { row: id }, sheet, block, rect, isLabelled }] : [];
  });
}
