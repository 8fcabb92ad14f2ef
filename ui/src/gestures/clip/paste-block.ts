/** Puts a block of spreadsheet cells on the wall, as it was shown before. */
import type { SheetView } from '../../gen/board';
import type { Wall } from '../../state/wall';
import { type Batch, addAll, plainContent } from './add-all';
import type { LaidBlock } from './lay-block';

/** What finds no stage or row goes to the parking lot, as does what stood around the cells, so that nothing is lost. */
export function pasteBlock(wall: Wall, { cells }: LaidBlock, around: readonly string[]): void {
  const batches: Batch[] = cells.map(({ cell, texts }) => ({
    place: { cell },
    contents: texts.map((text) => plainContent(text)),
  }));
  const beside = { place: { cell: null }, contents: around.map((text) => plainContent(text)) };
  addAll(wall, around.length === 0 ? batches : [...batches, beside]);
}

/** The sheet of the cell that a block begins in; the first for the parking lot. */
export function sheetOfBlock(wall: Wall, row: string | undefined): SheetView | undefined {
  const sheets = wall.mirror.board?.sheets ?? [];
  return sheets.find((sheet) => sheet.rows.some(({ id }) => id === row)) ?? sheets[0];
}
