import { describe, expect, it } from 'vitest';
import { BoardMirror } from '../../state/board/board-mirror';
import { sampleBoard } from '../../state/samples/sample';
import { type LaidTable, layTable, readBoardTable, tableBatches } from './board-table';

const board = new BoardMirror(sampleBoard());
const [sheet] = board.sheets;
const NAMES = [
  'sheet',
  'stage',
  'step',
  'row',
  'kind',
  'text',
  'author',
  'tags',
  'impact',
  'evidence',
  'source',
];
const MORE = ['votes', 'moment', 'link', 'detail', 'parked', 'sentiment'];
const ROW = sheet?.rows.find(({ id }) => id === 'r2')?.title ?? '';

/** A line of the table, by the names of its columns. */
function line(given: Record<string, string>): string[] {
  return [...NAMES, ...MORE].map((name) => given[name] ?? '');
}

function laid(...lines: Record<string, string>[]): LaidTable {
  const table = readBoardTable([[...NAMES, ...MORE], ...lines.map(line)]);
  if (table === null) throw new Error('no table');
  return layTable(table, board, sheet, { cell: { step: 's1', row: 'r1' } });
}

describe('a table that the app exported', () => {
  it('keeps type, place and details of its notes', () => {
    const { notes } = laid({
      stage: 'Purchase',
      row: ROW,
      kind: board.kinds[1]?.title ?? '',
      text: 'Too dear',
      tags: 'price; trust',
      impact: 'abandon',
      evidence: 'quote',
      source: 'Interview 3',
      moment: 'yes',
      detail: 'Said twice',
    });
    expect(notes).toEqual([
      {
        cell: { step: 's2', row: 'r2' },
        content: {
          text: 'Too dear',
          kind: board.kinds[1]?.id,
          tags: ['price', 'trust'],
          impact: 'abandon',
          evidence: 'quote',
          source: 'Interview 3',
          moment: true,
          detail: 'Said twice',
          group: null,
        },
      },
    ]);
  });

  it('says what finds no place and no type, and how many lines are no notes', () => {
    const found = laid(
      { stage: 'Elsewhere', row: ROW, text: 'One' },
      { stage: 'Purchase', row: ROW, kind: 'risk', text: 'Two' },
      { parked: 'yes', text: 'Three' },
    );
    expect(found.notes.map(({ cell }) => cell)).toEqual([null, { step: 's2', row: 'r2' }, null]);
    expect(found.homeless).toBe(1);
    expect(found.unknownKinds).toEqual(['risk']);
    expect(
      readBoardTable([
        ['text', 'row', 'sentiment'],
        ['a', 'b', ''],
        ['', 'b', '1;2'],
      ])?.others,
    ).toBe(1);
  });

  it('takes the place where it is dropped for columns that it does not have', () => {
    const table = readBoardTable([
      ['text', 'kind'],
      ['One', board.kinds[0]?.id ?? ''],
    ]);
    const { notes } = layTable(table ?? { lines: [], others: 0 }, board, sheet, {
      cell: { step: 's1', row: 'r1' },
    });
    expect(notes[0]).toMatchObject({
      cell: { step: 's1', row: 'r1' },
      content: { kind: board.kinds[0]?.id },
    });
  });

  it('splits what is too long for a note, and takes the apostrophe of spreadsheets away', () => {
    const { notes } = laid(
      { text: 'It takes a while. '.repeat(300), detail: 'once' },
      { text: "'-4 degrees" },
    );
    expect(notes.map(({ content }) => content.detail)).toEqual(['once', undefined, undefined]);
    expect(notes[2]?.content.text).toBe('-4 degrees');
  });

  it('goes cell by cell, in its order', () => {
    const found = laid({ text: 'a' }, { text: 'b', parked: 'yes' }, { text: 'c' });
    expect(tableBatches(found).map(({ contents }) => contents.map(({ text }) => text))).toEqual([
      ['a', 'c'],
      ['b'],
    ]);
  });

  it.each([
    [
      [
        ['Awareness', 'Purchase'],
        ['a', 'b'],
      ],
    ],
    [[['text'], ['a']]],
    [
      [
        ['text', 'row'],
        ['', 'x'],
      ],
    ],
    [[]],
  ])('is not taken for what is none: %j', (rows) => expect(readBoardTable(rows)).toBeNull());
});
