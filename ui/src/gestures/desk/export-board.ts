import type { ExportOrder } from '../../link/desk-messages';
import type { Desk } from '../../state/desk';
import { type Keep, type Written, keepFile } from './keep-file';

/** Writes the open board, or a part of it, as a file. */
export function exportBoard(desk: Desk, order: ExportOrder, keep: Keep): Promise<Written> {
  return keepFile(desk, desk.order('export', order), keep);
}
