import { describe, expect, it } from 'vitest';
import type { SheetView } from '../../gen/board';
import { BoardMirror } from '../../state/board/board-mirror';
import { sampleBoard } from '../../state/samples/sample';
import { type BlockOptions, guessed, layBlock } from './lay-block';

const mirror = new BoardMirror(sampleBoard());
const sheet = mirror.sheets[0] as SheetView;
const columns = mirror.columns(sheet);
const plain: BlockOptions = { hasStages: false, hasRows: false, isLineANote: true };
const start = { step: 's1', row: 'r1' };

function laid(block: string[][], options: Partial<BlockOptions> = {}, focus = start): unknown[] {
  return layBlock(block, sheet, columns, focus, { ...plain, ...options }).cells.map(({ cell, texts }) => [
    cell === null ? null : `${cell.step}/${cell.row}`,
    ...texts,
  ]);
}

describe('a block without names', () => {
  it('lies from the focused cell on, its empty cells passed over', () => {
    expect(
      laid([
        ['a', 'b'],
        ['', 'd'],
      ]),
    ).toEqual([
      ['s1/r1', 'a'],
      ['s2/r1', 'b'],
      ['s2/r2', 'd'],
    ]);
  });

  it('goes to the parking lot where the board ends', () => {
    expect(laid([['a', 'b']], {}, { step: 's2', row: 'r2' })).toEqual([
      ['s2/r2', 'a'],
      [null, 'b'],
    ]);
  });

  it('has a note for each line of a cell, or one for the cell', () => {
    expect(laid([['a\n\nb', 'c']])).toEqual([
      ['s1/r1', 'a', 'b'],
      ['s2/r1', 'c'],
    ]);
    expect(laid([['a\nb', 'c']], { isLineANote: false })[0]).toEqual(['s1/r1', 'a\nb']);
  });
});

describe('a block with names', () => {
  const block = [
    ['', 'purchase', 'Renewal', 'Awareness'],
    ['Pain points', 'a', 'b', 'c'],
  ];

  it('goes where the names say, whatever its order', () => {
    expect(laid(block, { hasStages: true, hasRows: true })).toEqual([
      ['s2/r2', 'a'],
      [null, 'b'],
      ['s1/r2', 'c'],
    ]);
  });

  it('shows names that the board does not have, and puts them in order', () => {
    const { columns: lanes } = layBlock(
      [
        ['Trial', 'Purchase'],
        ['a', 'b'],
      ],
      sheet,
      columns,
      start,
      {
        ...plain,
        hasStages: true,
      },
    );
    expect(lanes.map(({ name, to, isUnknown }) => [name, to?.id, isUnknown])).toEqual([
      ['Trial', 's1', true],
      ['Purchase', 's2', false],
    ]);
  });

  it('never puts an unknown name where a known one is', () => {
    const names = [
      ['Trial', 'Awareness'],
      ['a', 'b'],
    ];
    expect(laid(names, { hasStages: true })).toEqual([
      ['s2/r1', 'a'],
      ['s1/r1', 'b'],
    ]);
  });

  it('is recognised by a name the board knows, or by the empty corner', () => {
    expect(guessed(block, sheet, columns)).toEqual({ hasStages: true, hasRows: true });
    expect(
      guessed(
        [
          ['', 'Awareness'],
          ['Feelings', 'x'],
        ],
        sheet,
        columns,
      ),
    ).toEqual({
      hasStages: true,
      hasRows: true,
    });
    expect(
      guessed(
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        sheet,
        columns,
      ),
    ).toEqual({ hasStages: false, hasRows: false });
    expect(
      guessed(
        [
          ['Actions', 'b'],
          ['c', 'd'],
        ],
        sheet,
        columns,
      ),
    ).toEqual({
      hasStages: false,
      hasRows: true,
    });
  });
});

it('rows that hold no notes are passed over', () => {
  const rows = sheet.rows.map((row) => (row.id === 'r1' ? { ...row, type: 'sentiment' as const } : row));
  const { cells } = layBlock([['a', 'b']], { ...sheet, rows }, columns, start, plain);
  expect(cells[0]?.cell).toEqual({ step: 's1', row: 'r2' });
});
