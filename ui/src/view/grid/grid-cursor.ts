/** What the pointer looks like over the grid. */
import type { GridGesture } from '../../state/screen/grid-gesture';

/** A value of CSS `cursor`; `null` for the wall's own. */
export function gridCursor({ carry, sizing, hit }: GridGesture): string | null {
  if (carry !== null) return carry.target === null ? 'no-drop' : 'grabbing';
  if (sizing !== null) return 'step' in sizing ? 'col-resize' : 'row-resize';
  if (hit?.on === 'columnEdge') return 'col-resize';
  if (hit?.on === 'rowEdge') return 'row-resize';
  return hit?.on === 'gridHeader' ? 'grab' : null;
}
