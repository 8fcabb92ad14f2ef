/** Arrows between cards that stand in rows: to the nearest one in that direction. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export const ARROWS: Readonly<Record<string, { readonly dx: number; readonly dy: number }>> = {
  ArrowLeft: { dx: -1, dy: 0 },
  ArrowRight: { dx: 1, dy: 0 },
  ArrowUp: { dx: 0, dy: -1 },
  ArrowDown: { dx: 0, dy: 1 },
};

/** Pixels by which tops of one row may differ. */
const UNEVEN = 8;

/**
 * The card that a key leads to from the card at `from`; `from` itself when there is none. Left and right follow the
 * reading order past the end of a row; up and down go to the nearest of the next row.
 */
export function cardAfter(boxes: readonly Box[], from: number, key: string): number {
  const last = boxes.length - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const way = ARROWS[key];
  const start = boxes[from];
  if (way === undefined || start === undefined) return from;
  if (way.dx !== 0) return Math.min(last, Math.max(0, from + way.dx));
  const ahead = boxes
    .map((box, index) => ({
      index,
      rows: (box.y - start.y) * way.dy,
      aside: Math.abs(middle(box) - middle(start)),
    }))
    .filter(({ rows }) => rows > UNEVEN);
  const nearest = Math.min(...ahead.map(({ rows }) => rows));
  const row = ahead.filter(({ rows }) => rows <= nearest + UNEVEN);
  const best = row.reduce<(typeof row)[number] | null>(
    (found, card) => (found === null || card.aside < found.aside ? card : found),
    null,
  );
  return best?.index ?? from;
}

function middle(box: Box): number {
  return box.x + box.w / 2;
}
