import { expect, it } from 'vitest';
import { BoardMirror } from './board-mirror';
import { ownRatings } from './own-ratings';
import { sampleBoard } from '../samples/sample';

it('one’s own ratings stand in sentiment rows, of the persona that is taken, and are nobody else’s', () => {
  const board = sampleBoard();
  const [sheet] = board.sheets;
  if (sheet === undefined) throw new Error('the sample has a sheet');
  const [first, ...rest] = sheet.rows;
  if (first === undefined) throw new Error('the sample has rows');
  const rows = [{ ...first, type: 'sentiment' as const }, ...rest];
  const mirror = new BoardMirror({
    ...board,
    sheets: [{ ...sheet, rows }],
    sentiments: [
      { persona: 'p', step: 's1', values: { me: -1, other: 2 } },
      { persona: 'p', step: 's2', values: { other: 1 } },
      { persona: 'q', step: 's1', values: { me: 2 } },
    ],
  });
  expect(ownRatings(mirror, 'me', 'p')).toEqual([{ cell: { step: 's1', row: first.id }, value: -1 }]);
  expect(ownRatings(mirror, 'nobody', 'p')).toEqual([]);
});
