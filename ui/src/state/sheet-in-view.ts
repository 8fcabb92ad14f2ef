/** Which sheet a person looks at. */
import type { SheetId } from '../gen/board';
import type { SheetScene } from '../gen/scene';
import { type Camera, type Size, toBoard } from './camera';

/** The sheet in the window's middle, else the one nearest to it. */
export function sheetInView(sheets: readonly SheetScene[], camera: Camera, size: Size): SheetId | null {
  const { y } = toBoard(camera, { x: size.w / 2, y: size.h / 2 });
  let nearest: { id: SheetId; away: number } | null = null;
  for (const { id, rect } of sheets) {
    const away = Math.max(rect.y - y, y - rect.y - rect.h, 0);
    if (nearest === null || away < nearest.away) nearest = { id, away };
  }
  return nearest?.id ?? null;
}
