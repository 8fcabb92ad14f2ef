/** What the pointer looks like over the grid. */
import type { GridHand } from '../../state/grid-hand';

/** A value of CSS `cursor`; `null` for the wall's own. */
export function cursorOf({ carry, sizing, hit }: GridHand): string | null {
  if (carry !== null) return carry.target === null ? 'no-drop' : 'grabbing';
  if (sizing !== null) return 'step' in sizing ? 'col-resize' : 'row-resize';
  if (hit?.on === 'columnEdge') return 'col-resize';
  if (hit?.on === 'rowEdge') return 'row-resize';
  return hit?.on === 'title' ? 'grab' : null;
}
