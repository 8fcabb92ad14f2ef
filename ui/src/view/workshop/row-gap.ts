/** Where something that is carried over a list would go. */

/** The gap nearest to a height of the window: 0 before the first row, their number behind the last. */
export function rowGapAt(
  rows: readonly { readonly top: number; readonly height: number }[],
  y: number,
): number {
  return rows.filter(({ top, height }) => y > top + height / 2).length;
}
