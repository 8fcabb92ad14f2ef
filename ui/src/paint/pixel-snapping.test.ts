import { describe, expect, it } from 'vitest';
import { snapLine, snap } from './pixel-snapping';

describe('whole pixels', () => {
  it.each([
    [0.49, 0],
    [0.5, 1],
    [-0.5, 0],
    [-0.51, -1],
  ])('%d is %d: halves go up, left of the window too, so that tiles meet', (pixels, whole) => {
    expect(snap(pixels)).toBe(whole);
  });

  it('carry level and upright lines, and no others', () => {
    const level = snapLine(
      [
        [0.3, 10.2],
        [90.7, 10.2],
      ],
      1,
    );
    expect(level).toEqual({
      placed: [
        [0.3, 10.5],
        [90.7, 10.5],
      ],
      isStraight: true,
    });
    expect(
      snapLine(
        [
          [4.9, 0],
          [4.9, 9],
        ],
        2,
      ).placed,
    ).toEqual([
      [5, 0],
      [5, 9],
    ]);
    const slope = [
      [0.3, 0.2],
      [9.1, 7.7],
    ] as const;
    expect(snapLine(slope, 1)).toEqual({ placed: slope, isStraight: false });
  });
});
