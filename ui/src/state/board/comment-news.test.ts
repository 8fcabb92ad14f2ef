import { describe, expect, it } from 'vitest';
import type { CommentView } from '../../gen/board';
import { BoardMirror } from './board-mirror';
import { threadsOf } from './comment-news';
import { sampleBoard } from '../samples/sample';
import { Wall } from '../wall';

const said = (id: string, note: string, by: string, text = id): CommentView => ({ id, note, text, by });

/** A wall where Mira wrote note a and Ole note b. */
function wallOf(...comments: CommentView[]): { wall: Wall; news: string[] } {
  const board = sampleBoard();
  const [sheet] = board.sheets;
  if (sheet === undefined) throw new Error('the sample has a sheet');
  const notes = sheet.notes.map((note) => ({ ...note, by: note.id === 'a' ? 'mira' : 'ole' }));
  const wall = new Wall({} as never);
  wall.session.greet({
    protocol: 1,
    board: 'board',
    participant: 'mira',
    name: 'Mira',
    role: 'participant',
    ticket: null,
    guest_url: null,
    code: null,
  });
  wall.mirror.board = new BoardMirror({ ...board, sheets: [{ ...sheet, notes }], comments });
  const news: string[] = [];
  wall.comments.onnews = ({ text }) => news.push(text);
  wall.mirror.parts.touchAll();
  return { wall, news };
}

function come(wall: Wall, note: string, ...comments: CommentView[]): void {
  wall.mirror.parts.touch(wall.mirror.board?.apply([{ comments: { note, comments } }]) ?? []);
}

describe('comments', () => {
  it('that were there when the board was opened are no news', () => {
    const { wall, news } = wallOf(said('1', 'a', 'ole'));
    expect(wall.comments.unread.size).toBe(0);
    expect(news).toEqual([]);
  });

  it('of others are unread until they are looked at, and told to whom they concern', () => {
    const { wall, news } = wallOf();
    come(wall, 'a', said('1', 'a', 'ole', 'Who owns this?'));
    come(wall, 'b', said('2', 'b', 'ole', 'My own'), said('3', 'b', 'ana', 'Not yours'));
    expect([...wall.comments.unread]).toEqual(['1', '2', '3']);
    expect(news).toEqual(['Who owns this?']);
    wall.comments.read(['1']);
    expect([...wall.comments.unread]).toEqual(['2', '3']);
    wall.comments.read();
    expect(wall.comments.unread.size).toBe(0);
  });

  it('are told where one commented too, but never one’s own', () => {
    const { wall, news } = wallOf(said('1', 'b', 'mira'));
    come(wall, 'b', said('1', 'b', 'mira'), said('2', 'b', 'mira', 'Again'), said('3', 'b', 'ole', 'Yes'));
    expect([...wall.comments.unread]).toEqual(['3']);
    expect(news).toEqual(['Yes']);
  });

  it('that are deleted are not unread any more', () => {
    const { wall } = wallOf();
    come(wall, 'a', said('1', 'a', 'ole'));
    come(wall, 'a');
    expect(wall.comments.unread.size).toBe(0);
  });

  it('are listed by note, the one that was spoken of last first', () => {
    const { wall } = wallOf(said('1', 'a', 'ole'), said('2', 'b', 'ole'), said('3', 'a', 'ana'));
    const listed = threadsOf(wall.mirror).map(({ note, comments }) => [
      note.id,
      comments.map(({ id }) => id),
    ]);
    expect(listed).toEqual([
      ['a', ['1', '3']],
      ['b', ['2']],
    ]);
  });
});
