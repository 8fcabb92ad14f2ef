import { describe, expect, it } from 'vitest';
import type { NoteView } from '../../gen/board';
import { BoardMirror } from './board-mirror';
import { noteView, sampleBoard } from '../samples/sample';
import { folded, idsOf, search } from './search';

function board(...notes: NoteView[]): BoardMirror {
  const whole = sampleBoard();
  const [sheet] = whole.sheets;
  if (sheet === undefined) throw new Error('the sample has a sheet');
  return new BoardMirror({ ...whole, sheets: [{ ...sheet, notes }] });
}

const texts = (on: BoardMirror, query: string): string[] =>
  search(on, query).cells.flatMap(({ notes }) => notes.map((note) => note.text));

describe('what is found', () => {
  it.each([
    ['größe', 'GRÖSSE der Übergänge'],
    ['ubergange', 'Größe der Übergänge'],
    ['cafe', 'Café crème'],
    ['Café', 'cafe\u0301'],
    ['顧客', '顧客の旅と体験'],
    ['ｇｙｍ', 'finds a gym'],
    ['한', '한국어'],
    ['мир', 'МИР'],
  ])('%s finds %s', (query, text) => {
    expect(texts(board(noteView('a', 's1', 'r1', text)), query)).toEqual([text]);
  });

  it('needs every word, anywhere in text, author, kind and tags', () => {
    const on = board(
      { ...noteView('a', 's1', 'r1', 'Looks around'), tags: ['web'] },
      noteView('b', 's1', 'r1', 'Asks a friend'),
    );
    expect(texts(on, 'mira web')).toEqual(['Looks around']);
    expect(texts(on, 'action')).toEqual(['Looks around', 'Asks a friend']);
    expect(texts(on, 'mira train')).toEqual([]);
  });

  it('comes row by row and from left to right, with what is parked last', () => {
    const whole = sampleBoard();
    const [sheet] = whole.sheets;
    if (sheet === undefined) throw new Error('the sample has a sheet');
    const on = new BoardMirror({
      ...whole,
      sheets: [
        {
          ...sheet,
          notes: [
            noteView('a', 's2', 'r2', 'a fourth'),
            noteView('b', 's2', 'r1', 'a second'),
            noteView('c', 's1', 'r2', 'a third'),
            noteView('d', 's1', 'r1', 'a first'),
          ],
        },
      ],
      parked: [{ id: 'e', text: 'a last one', kind: 'action', author: '' }],
    });
    expect(texts(on, 'a')).toEqual(['a first', 'a second', 'a third', 'a fourth', 'a last one']);
    expect(idsOf(search(on, 'third'))).toEqual(new Set(['c']));
  });

  it('finds stages and rows by their titles, and the cell where they begin', () => {
    const { titles, count } = search(board(), 'p');
    expect(titles).toEqual([
      { id: 'buy', what: 'stage', title: 'Purchase', cell: { step: 's2', row: 'r1' } },
      { id: 'r2', what: 'row', title: 'Pain points', cell: { step: 's1', row: 'r2' } },
    ]);
    expect(count).toBe(0);
  });

  it('is nothing without a word', () => {
    expect(search(board(noteView('a', 's1', 'r1', 'Looks around')), '  ').count).toBe(0);
  });

  it('follows a note that says something else now', () => {
    const on = board(noteView('a', 's1', 'r1', 'Looks around'));
    expect(texts(on, 'train')).toEqual([]);
    on.apply([{ note: noteView('a', 's1', 'r1', 'Takes the train') }]);
    expect(texts(on, 'train')).toEqual(['Takes the train']);
  });
});

it('folding keeps letters that are letters', () => {
  expect(folded('Straße Ελλάδα ไทย')).toBe('strasse ελλαδα ไทย');
});
