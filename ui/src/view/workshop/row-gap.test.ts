import { expect, it } from 'vitest';
import { rowGapAt } from './row-gap';

it('finds the gap by the middles of the rows', () => {
  const rows = [
    { top: 0, height: 40 },
    { top: 40, height: 80 },
  ];
  expect([-5, 19, 21, 79, 81, 500].map((y) => rowGapAt(rows, y))).toEqual([0, 0, 1, 1, 2, 2]);
  expect(rowGapAt([], 3)).toBe(0);
});
