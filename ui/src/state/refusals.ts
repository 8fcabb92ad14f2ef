/** What a person hears of an edit that was refused, and what becomes of the words in it. */
import type { Edit } from '../gen/board';
import { wordsOf } from '../link/kept';
import type { Wall } from './wall';

/** Says why an edit was refused; what was written in it is kept where it can be read and taken. */
export function giveBack(wall: Wall, edit: Edit, code: string): void {
  const words = wordsOf(edit).join('\n');
  if (words === '') tellRefusal(wall, noticeOf(code, edit));
  else wall.loose.add(code, words);
}

/** Says why something was refused. */
export function tellRefusal({ outgoing, session }: Wall, code: string): void {
  // A guest reads beside the wall what waits for the connection.
  if (code !== 'E_NOT_CONNECTED' || outgoing === null) session.notify(code);
}

/** What is said of a refusal. That something is gone means, of an undo, that none is left. */
function noticeOf(code: string, edit: Edit): string {
  if (code !== 'E_GONE') return code;
  return 'undo' in edit ? 'E_GONE undo' : 'redo' in edit ? 'E_GONE redo' : code;
}
