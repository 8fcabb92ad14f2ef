/** How small a row can get. */
import type { RowId } from '../../gen/board';
import type { SceneMirror } from './scene-mirror';

/** The height that a row's title and notes need, in board units; a smaller one changes nothing. */
export function leastHeight(scene: SceneMirror, row: RowId): number {
  const found = scene.row(row);
  if (found === undefined) return 0;
  const cells = found.sheet.steps.map((step) => scene.cell({ step: step.id, row })?.height ?? 0);
  return Math.max(found.part.block.rect.h, ...cells);
}
