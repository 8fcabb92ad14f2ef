/** The pinned titles: where the stages' band and the rows' gutter stand on the screen, like frozen panes. */
import type { Rect, Scene, SheetScene } from '../../gen/scene';
import { type Camera, type Point, type Size, toScreen } from '../screen/camera';

/** CSS pixels. */
export interface FrozenPanes {
  /** The sheet on the screen. */
  readonly sheet: Rect;
  /** Lower edge of the band, and its height. */
  readonly bandBottom: number;
  readonly bandHeight: number;
  /** Right edge of the gutter, and its width. */
  readonly gutterRight: number;
  readonly gutterWidth: number;
  /** Titles are painted by the screen, in one size that can be read, because the scene's own are too small. */
  readonly isBandLabelled: boolean;
  readonly isGutterLabelled: boolean;
  /** Whether a pane left its place in the scene. */
  readonly isBandPinned: boolean;
  readonly isGutterPinned: boolean;
}

/** Under this zoom the scene's titles (16 and 20 units) are smaller than 11 px. */
const LABELS_BELOW = 0.62;

/** Height of a labelled band; width of a labelled gutter, and of one that takes little room beside letters at full size. */
const LABEL_BAND = 32;
const LABEL_GUTTER = 88;
const LABEL_GUTTER_PHONE = 96;

/** Height that the bar above the wall takes from the window, in CSS pixels; the band is pinned below it. */
export const TOP_BAR = 56;

/** Part of the window's width that row titles may cover. */
const MOST_GUTTER = 0.3;

export function panesOf(sheet: SheetScene, camera: Camera, size: Size): FrozenPanes {
  const { zoom } = camera;
  const top = size.top ?? TOP_BAR;
  const corner = toScreen(camera, sheet.rect);
  const shown = { ...corner, w: sheet.rect.w * zoom, h: sheet.rect.h * zoom };
  const naturalBand = (sheet.band - sheet.title.rect.h) * zoom;
  const naturalGutter = sheet.gutter * zoom;
  const isBandLabelled = zoom < LABELS_BELOW;
  const isTooWide = naturalGutter > size.w * MOST_GUTTER && corner.x < 0;
  const isGutterLabelled = zoom < LABELS_BELOW || isTooWide;
  const leastBand = isBandLabelled ? LABEL_BAND : naturalBand;
  const leastGutter = isGutterLabelled ? (isTooWide ? LABEL_GUTTER_PHONE : LABEL_GUTTER) : naturalGutter;
  const bandEnd = corner.y + sheet.band * zoom;
  const gutterEnd = corner.x + naturalGutter;
  const bandBottom = Math.min(Math.max(bandEnd, top + leastBand), Math.max(bandEnd, shown.y + shown.h));
  const gutterRight = Math.min(Math.max(gutterEnd, leastGutter), Math.max(gutterEnd, shown.x + shown.w));
  return {
    sheet: shown,
    bandBottom,
    bandHeight: Math.max(leastBand, isBandLabelled ? naturalBand : 0),
    gutterRight,
    gutterWidth: isGutterLabelled
      ? Math.max(leastGutter, Math.min(naturalGutter, gutterRight))
      : naturalGutter,
    isBandLabelled,
    isGutterLabelled,
    isBandPinned: bandBottom > bandEnd + 0.5,
    isGutterPinned: gutterRight > gutterEnd + 0.5,
  };
}

/** What the pinned titles of a sheet cover at the left and at the top, in CSS pixels. */
export function covered(sheet: SheetScene, camera: Camera, size: Size): Point {
  const panes = panesOf(sheet, { ...camera, x: sheet.rect.x + 1, y: sheet.rect.y + sheet.band }, size);
  return { x: panes.gutterWidth, y: (size.top ?? TOP_BAR) + panes.bandHeight };
}

/** Whether a point of the screen is on pinned titles, and so not on what they cover. */
export function isOnPane(sheets: readonly SheetScene[], camera: Camera, size: Size, at: Point): boolean {
  return sheets.some((sheet) => {
    const panes = panesOf(sheet, camera, size);
    const isBeside = at.y >= panes.sheet.y && at.y < panes.sheet.y + panes.sheet.h;
    const isBelow = at.x >= panes.sheet.x && at.x < panes.sheet.x + panes.sheet.w;
    const bandTop = panes.isBandPinned ? 0 : panes.bandBottom - panes.bandHeight;
    const isOnBand = isBelow && at.y < panes.bandBottom && at.y >= bandTop;
    const isOnGutter = isBeside && at.x < panes.gutterRight && at.x >= panes.gutterRight - panes.gutterWidth;
    return isOnBand || isOnGutter;
  });
}

/** Board units from a sheet down to what comes next; as much as anybody likes below the last thing. */
export function roomBelow(scene: Omit<Scene, 'cells'> | undefined, sheet: SheetScene): number {
  const others = [
    ...(scene?.sheets ?? []).map(({ rect }) => rect),
    scene?.parking?.block.rect,
    scene?.legend?.rect,
  ];
  const end = sheet.rect.y + sheet.rect.h;
  const tops = others.flatMap((rect) => (rect !== undefined && rect.h > 0 && rect.y >= end ? [rect.y] : []));
  return Math.min(...tops) - end;
}
