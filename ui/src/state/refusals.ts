/** What a person hears of an edit that was refused, and what becomes of the words in it. */
import type { Edit } from '../gen/board';
import type { Refused } from '../link/conversation';
import { wordsOf } from '../link/kept';
import { isWhy, whySentence } from '../text/permissions';
import { kindOf } from './permissions';
import type { Wall } from './wall';

/** Says why an edit was refused; what was written in it is kept where it can be read and taken. */
export function giveBack(wall: Wall, edit: Edit, { code, why }: Refused): void {
  const words = wordsOf(edit).join('\n');
  if (words !== '') wall.loose.add(code, words);
  else if (isWhy(why)) wall.session.explain(whySentence(why, kindOf(edit)));
  else tellRefusal(wall, code);
}

/** Says why something was refused. */
export function tellRefusal({ outgoing, session }: Wall, code: string): void {
  // A guest reads beside the wall what waits for the connection.
  if (code !== 'E_NOT_CONNECTED' || outgoing === null) session.notify(code);
}
