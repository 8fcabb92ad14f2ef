// Generated from board-layout; its tests compare.

/** Height of a line by size of its text, both in board units. */
export const LINE_HEIGHTS: Readonly<Record<number, number>> = {
  12: 16,
  14: 20,
  16: 24,
  20: 28,
  28: 36,
};

/** Heights of +2 and −2 below the top of a sentiment row, in board units. */
export const CURVE = { high: 44, low: 132 } as const;

/** Height of a measure's value at the top of its cell, in board units. */
export const MEASURE_ROOM = 72;
