import { expect, it } from 'vitest';

import type { CommentId } from '../../gen/board';
import { BoardMirror } from './board-mirror';
import { sampleBoard } from '../samples/sample';

it('shows a note anew, in its cell alone, when somebody comments on it', () => {
  const sample = sampleBoard();
  const board = new BoardMirror(sample);
  const before = sample.sheets.flatMap((sheet) => sheet.notes)[0];
  if (before === undefined) throw new Error('the sample has a note in a cell');
  const comment = { id: 'remark' as CommentId, note: before.id, text: 'Who owns this?', by: null };
  const touched = board.apply([{ comments: { note: before.id, comments: [comment] } }]);
  expect(touched.size, 'the list of comments and its cell').toBe(2);
  expect(board.note(before.id)).not.toBe(before);
  expect(board.details.comments(before.id)).toHaveLength(1);
});
