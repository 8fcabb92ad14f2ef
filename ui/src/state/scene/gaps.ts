/** Places between stages, steps and rows: where something can be added, and where a header in the hand would go. */
import type { RowId, SheetId, StageId, StepId } from '../../gen/board';
import type { SheetScene } from '../../gen/scene';
import type { Camera, Point, Size } from '../screen/camera';
import { type FrozenPanes, panesOf } from './frozen-panes';
import { type GridHeader, stageOf, stepsOf } from './grid-headers';

/** Where something new would stand; `line` is the place on the sheet in board units. */
export type Gap =
  | { readonly add: 'stage'; readonly sheet: SheetId; readonly after: StageId | null; readonly line: number }
  | { readonly add: 'step'; readonly stage: StageId; readonly after: StepId; readonly line: number }
  | { readonly add: 'row'; readonly sheet: SheetId; readonly after: RowId | null; readonly line: number };

/** Where a header goes when it is let go. */
export type HeaderDrop =
  | { readonly stage: StageId; readonly after: StageId | null; readonly line: number }
  | {
      readonly step: StepId;
      readonly to: StageId;
      readonly after: StepId | null;
      readonly line: number;
    }
  | { readonly row: RowId; readonly after: RowId | null; readonly line: number };

/** The gap near a point of the screen, on a band or gutter; those behind the last have a button of their own. */
export function gapAt(
  sheets: readonly SheetScene[],
  camera: Camera,
  size: Size,
  at: Point,
  reach: number,
): Gap | null {
  for (const sheet of sheets) {
    const panes = panesOf(sheet, camera, size);
    const isLeft = at.x >= panes.gutterRight - panes.gutterWidth && at.x < panes.gutterRight + reach;
    const isBand = at.y >= panes.bandBottom - panes.bandHeight && at.y < panes.bandBottom;
    if (isBand && at.x >= panes.gutterRight - reach && at.x < panes.sheet.x + panes.sheet.w) {
      const gap = near(columnGaps(sheet), (at.x - panes.sheet.x) / camera.zoom, reach / camera.zoom);
      if (gap !== null && isShown(gap, panes, camera)) return gap;
    } else if (isLeft && at.y >= panes.bandBottom - reach && at.y < panes.sheet.y + panes.sheet.h) {
      const gap = near(rowGaps(sheet), (at.y - panes.sheet.y) / camera.zoom, reach / camera.zoom);
      if (gap !== null && isShown(gap, panes, camera)) return gap;
    }
  }
  return null;
}

function isShown(gap: Gap, panes: FrozenPanes, { zoom }: Camera): boolean {
  if (gap.add === 'row') return panes.sheet.y + gap.line * zoom >= panes.bandBottom - 1;
  return panes.sheet.x + gap.line * zoom >= panes.gutterRight - 1;
}

function near(gaps: readonly Gap[], line: number, reach: number): Gap | null {
  const [nearest] = [...gaps].sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line));
  return nearest !== undefined && Math.abs(nearest.line - line) <= reach ? nearest : null;
}

/** Gaps before each stage, and between the steps of one. */
function columnGaps(sheet: SheetScene): Gap[] {
  return sheet.stages.flatMap((stage, index): Gap[] => {
    const [, ...steps] = stepsOf(sheet, stage.id);
    const before = sheet.stages[index - 1]?.id ?? null;
    return [
      { add: 'stage', sheet: sheet.id, after: before, line: stage.block.rect.x },
      ...steps.map((step, at): Gap => {
        const after = stepsOf(sheet, stage.id)[at]?.id ?? step.id;
        return { add: 'step', stage: stage.id, after, line: step.x };
      }),
    ];
  });
}

function rowGaps(sheet: SheetScene): Gap[] {
  return sheet.rows.map((row, index) => ({
    add: 'row',
    sheet: sheet.id,
    after: sheet.rows[index - 1]?.id ?? null,
    line: row.y,
  }));
}

/** Where a header let go at a point of its sheet (board units) goes; `null` where it stands already or may not go. */
export function headerDrop(sheet: SheetScene, header: GridHeader, at: Point): HeaderDrop | null {
  if ('stage' in header) {
    const spans = sheet.stages.map(({ id, block }) => ({ id, from: block.rect.x, length: block.rect.w }));
    const place = placeAmong(spans, header.stage, at.x);
    return place && { stage: header.stage, ...place };
  }
  if ('row' in header) {
    const spans = sheet.rows.map(({ id, y, h }) => ({ id, from: y, length: h }));
    const place = placeAmong(spans, header.row, at.y);
    return place && { row: header.row, ...place };
  }
  return stepDrop(sheet, header.step, at.x);
}

function stepDrop(sheet: SheetScene, step: StepId, x: number): HeaderDrop | null {
  const home = stageOf(sheet, step);
  const to = (sheet.stages.find(({ block }) => x < block.rect.x + block.rect.w) ?? sheet.stages.at(-1))?.id;
  if (home === undefined || to === undefined) return null;
  // The only step of a stage is the stage's own column.
  if (to !== home && stepsOf(sheet, home).length === 1) return null;
  const spans = stepsOf(sheet, to).map(({ id, x: from, w }) => ({ id, from, length: w }));
  const place = placeAmong(spans, step, x);
  return place && { step, to, ...place };
}

interface Span {
  readonly id: string;
  readonly from: number;
  readonly length: number;
}

/** Before the first span whose middle the point has not passed; `null` next to itself. */
function placeAmong(
  spans: readonly Span[],
  moved: string,
  point: number,
): { after: string | null; line: number } | null {
  const passed = spans.findIndex(({ from, length }) => point < from + length / 2);
  const index = passed < 0 ? spans.length : passed;
  const own = spans.findIndex((span) => span.id === moved);
  if (own >= 0 && (index === own || index === own + 1)) return null;
  const before = spans[index - 1];
  const line = spans[index]?.from ?? (before === undefined ? 0 : before.from + before.length);
  return { after: before?.id ?? null, line };
}
