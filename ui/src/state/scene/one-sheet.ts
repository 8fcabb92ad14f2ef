/**
 * The wall shows one sheet of a scene: below the header, with the parking lot and the legend right below it. The
 * scene itself has its sheets below each other, as pictures do. All in board units.
 */
import type { SheetId } from '../../gen/board';
import type { Block, Rect, Scene } from '../../gen/scene';
import type { Point } from '../screen/camera';

/** A scene without its cells, which lie where steps and rows meet. */
export type ShownScene = Omit<Scene, 'cells'>;

/** The scene of one sheet: the whole scene itself where there is no other. O(sheets). */
export function sceneOfSheet(whole: ShownScene, shown: SheetId | null): ShownScene {
  const { sheets, parking, legend, header } = whole;
  const [top] = sheets;
  const sheet = sheets.find(({ id }) => id === shown) ?? top;
  if (top === undefined || sheet === undefined || sheets.length === 1) return whole;
  const rect = { ...sheet.rect, y: top.rect.y };
  const up = raised(whole, sheet.rect);
  const margin = whole.width - Math.max(...sheets.map((one) => one.rect.x + one.rect.w));
  // What the scene lays out as wide as its widest sheet counts for what it holds.
  const right = Math.max(
    rect.x + rect.w,
    writtenTo(header),
    writtenTo(legend),
    ...parking.notes.map(({ block }) => parking.block.rect.x + block.rect.x + block.rect.w),
  );
  return {
    ...whole,
    width: right + margin,
    height: whole.height - up,
    sheets: [{ ...sheet, rect }],
    parking: { ...parking, block: lifted(parking.block, up) },
    legend: lifted(legend, up),
  };
}

/** Where a point of a sheet's scene lies in the whole scene, which every screen and every machine has alike. */
export function toWhole(whole: ShownScene, shown: SheetId | null, at: Point): Point {
  const scene = sceneOfSheet(whole, shown);
  const [sheet] = scene.sheets;
  const [top] = whole.sheets;
  if (sheet === undefined || top === undefined || at.y < sheet.rect.y) return at;
  const end = sheet.rect.y + sheet.rect.h;
  if (at.y >= belowSheets(scene)) return { x: at.x, y: at.y + whole.height - scene.height };
  const own = whole.sheets.find(({ id }) => id === sheet.id) ?? top;
  // Below a sheet that has nothing below it on the wall, the scene may have another sheet.
  return { x: at.x, y: Math.min(at.y, end + CLOSE) + own.rect.y - sheet.rect.y };
}

/** The other way; `null` for a point on a sheet that is not shown. */
export function fromWhole(whole: ShownScene, shown: SheetId | null, at: Point): Point | null {
  const scene = sceneOfSheet(whole, shown);
  const [sheet] = scene.sheets;
  const [top] = whole.sheets;
  if (sheet === undefined || top === undefined || at.y < top.rect.y) return at;
  if (at.y >= belowSheets(whole)) return { x: at.x, y: at.y - whole.height + scene.height };
  const on = whole.sheets.findLast(({ rect }) => at.y >= rect.y - CLOSE);
  if (on?.id !== sheet.id) return null;
  return { x: at.x, y: at.y - on.rect.y + sheet.rect.y };
}

/** Half of the room between two sheets. */
const CLOSE = 32;

/** How far what lies below the sheets comes up when one of them is shown alone. */
function raised({ sheets }: ShownScene, shown: Rect): number {
  const top = sheets[0]?.rect ?? shown;
  const last = sheets.at(-1)?.rect ?? shown;
  return last.y + last.h - (top.y + shown.h);
}

/** Upper edge of the parking lot, else of the legend; where neither is, of nothing. */
function belowSheets({ parking, legend }: ShownScene): number {
  if (parking.block.rect.h > 0) return parking.block.rect.y;
  return legend.rect.h > 0 ? legend.rect.y : Infinity;
}

function lifted(block: Block, up: number): Block {
  return { ...block, rect: { ...block.rect, y: block.rect.y - up } };
}

/** Right edge of the words of a block. */
function writtenTo({ rect, shapes }: Block): number {
  const ends = shapes.flatMap((shape) => ('run' in shape ? [(shape.run.x + shape.run.w) / 64] : []));
  return ends.length === 0 ? 0 : rect.x + Math.max(...ends);
}
