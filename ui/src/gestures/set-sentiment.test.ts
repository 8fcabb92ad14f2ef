import { describe, expect, it } from 'vitest';
import { placeOf, valueAt } from './set-sentiment';

describe('a press on the curve', () => {
  it('means the value whose height is nearest', () => {
    expect([44, 54, 56, 88, 110, 132].map(valueAt)).toEqual([2, 2, 1, 0, -1, -2]);
  });

  it('counts a little above and below, and nowhere else', () => {
    expect(valueAt(33)).toBe(2);
    expect(valueAt(143)).toBe(-2);
    expect(valueAt(31)).toBeNull();
    expect(valueAt(145)).toBeNull();
  });

  it('is shown where it was pressed', () => {
    const cell = { x: 100, y: 200, w: 300, h: 180 };
    for (const value of [-2, -1, 0, 1, 2]) {
      const { x, y } = placeOf(cell, value);
      expect(x).toBe(250);
      expect(valueAt(y - cell.y)).toBe(value);
    }
  });
});
