/** Line height of each text size of notes, in board units, as board-layout breaks lines. */
export const LINE_HEIGHTS: Readonly<Record<number, number>> = { 12: 16, 14: 20, 16: 24, 20: 28, 28: 36 };
