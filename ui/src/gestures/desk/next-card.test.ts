import { describe, expect, it } from 'vitest';
import { cardAfter } from './next-card';

/** Three cards in a row, and two below of which the second is broader. */
const CARDS = [
  { x: 0, y: 0, w: 100, h: 60 },
  { x: 120, y: 0, w: 100, h: 80 },
  { x: 240, y: 0, w: 100, h: 60 },
  { x: 0, y: 120, w: 100, h: 60 },
  { x: 120, y: 124, w: 160, h: 60 },
];

describe('walking over cards', () => {
  it.each([
    [0, 'ArrowRight', 1],
    [2, 'ArrowRight', 3],
    [4, 'ArrowRight', 4],
    [3, 'ArrowLeft', 2],
    [0, 'ArrowLeft', 0],
    [0, 'ArrowDown', 3],
    [2, 'ArrowDown', 4],
    [4, 'ArrowUp', 1],
    [1, 'ArrowUp', 1],
    [3, 'ArrowDown', 3],
    [3, 'Home', 0],
    [0, 'End', 4],
    [2, 'x', 2],
  ])('from %i by %s comes to %i', (from, key, to) => {
    expect(cardAfter(CARDS, from, key)).toBe(to);
  });
});
