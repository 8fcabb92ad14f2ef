/** Where a tab in the hand goes. */
import type { SheetId } from '../../gen/board';

/** A tab on the screen; CSS pixels of the window. */
export interface Tab {
  readonly id: SheetId;
  readonly left: number;
  readonly width: number;
}

/** Behind which tab, and where the mark stands; `null` next to itself. */
export function placeOfDrop(
  tabs: readonly Tab[],
  moved: SheetId,
  x: number,
): { after: SheetId | null; x: number } | null {
  const passed = tabs.findIndex(({ left, width }) => x < left + width / 2);
  const index = passed < 0 ? tabs.length : passed;
  const own = tabs.findIndex(({ id }) => id === moved);
  if (index === own || index === own + 1) return null;
  const before = tabs[index - 1];
  const next = tabs[index];
  const end = before === undefined ? 0 : before.left + before.width;
  return { after: before?.id ?? null, x: next?.left ?? end };
}
