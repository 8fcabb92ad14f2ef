import { describe, expect, it } from 'vitest';
import { moveEdit } from './drag-note';

const target = { cell: { step: 's2', row: 'r1' }, after: 'b', mark: { x: 0, y: 0, w: 3, h: 128 } };

describe('letting go', () => {
  it('asks for exactly one move, between neighbours', () => {
    expect(moveEdit(['a'], target)).toEqual({ moveNote: { note: 'a', step: 's2', row: 'r1', after: 'b' } });
    expect(moveEdit(['a', 'c'], target)).toEqual({
      moveNotes: { notes: ['a', 'c'], step: 's2', row: 'r1', after: 'b' },
    });
    expect(moveEdit(['a'], { ...target, after: null })).toEqual({
      moveNote: { note: 'a', step: 's2', row: 'r1', after: null },
    });
  });
});
