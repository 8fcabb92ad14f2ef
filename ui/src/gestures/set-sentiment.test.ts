import { describe, expect, it } from 'vitest';
import { valueAt } from '../state/board/ratings';
import { placeOf } from './set-sentiment';

describe('a press on the curve', () => {
  it('means the value whose height is nearest', () => {
    expect([44, 54, 56, 88, 110, 132].map(valueAt)).toEqual([2, 2, 1, 0, -1, -2]);
  });

  it('counts anywhere in the row: beyond the highest and the lowest it is the highest and the lowest', () => {
    expect([-4, 0, 20, 31].map(valueAt)).toEqual([2, 2, 2, 2]);
    expect([145, 176, 400].map(valueAt)).toEqual([-2, -2, -2]);
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
