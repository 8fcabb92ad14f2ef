import type { SheetId } from '../../gen/board';
import type { Export } from '../../gen/desk';
import type { Desk } from '../../state/desk/desk';
import type { Wall } from '../../state/wall';
import { type Keep, type Written, keepFile } from './keep-file';

/** What one looks at is what one means; of an only sheet, the board, with what is parked. */
export function sheetAtHand(wall: Wall): SheetId | '' {
  return (wall.mirror.board?.sheets.length ?? 0) < 2 ? '' : (wall.sheet.id ?? '');
}

/** Writes the open board, or a part of it, as a file. */
export function exportBoard(desk: Desk, order: Export, keep: Keep): Promise<Written> {
  return keepFile(desk, desk.order('export', order), keep);
}
