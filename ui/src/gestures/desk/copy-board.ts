import type { Desk } from '../../state/desk/desk';
import { type Keep, type Written, keepFile } from './keep-file';

/** The whole open board as one more file, with its history. */
export function saveCopy(desk: Desk, keep: Keep): Promise<Written> {
  return keepFile(desk, desk.order('saveCopy', {}), keep);
}

/** What one gives away: the open board as it is now, without history, deleted notes and undo. */
export function sendCopy(desk: Desk, keep: Keep): Promise<Written> {
  return keepFile(desk, desk.order('sendCopy', {}), keep);
}

/** A board of the start screen as the file it is, also one that cannot be opened. */
export function saveFile(desk: Desk, path: string, keep: Keep): Promise<Written> {
  return keepFile(desk, desk.order('saveFile', { path }), keep);
}
