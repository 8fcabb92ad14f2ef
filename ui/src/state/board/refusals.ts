/** What a person hears of an edit that was refused, and what becomes of the words in it. */
import type { Code } from '../../link/error-codes';
import type { Edit } from '../../gen/board';
import type { Refused } from '../../link/conversation';
import { wordsOf } from '../../link/kept-edits';
import { OwnOutgoing } from '../../link/own-outgoing';
import { isWhy, whySentence } from '../../text/permissions';
import { kindOf } from './permissions';
import type { Wall } from '../wall';

/** Says why an edit was refused; what was written in it is kept where it can be read and taken. */
export function giveBack(wall: Wall, edit: Edit, { code, why }: Refused): void {
  const words = wordsOf(edit).join('\n');
  if (words !== '') keepUnplaced(wall, code, words);
  else if (isWhy(why)) wall.session.explain(whySentence(why, kindOf(edit)));
  else tellRefusal(wall, code);
}

/** Says why something was refused. */
export function tellRefusal({ outgoing, session }: Wall, code: Code): void {
  // A guest reads beside the wall what waits for the connection.
  if (code !== 'E_NOT_CONNECTED' || outgoing?.isKept !== true) session.notify(code);
}

/** Keeps words that found no place on the board, with the name of the board that they were written for. */
export function keepUnplaced({ unplaced, session, mirror }: Wall, why: string, words: string): void {
  unplaced.add(why, words, { board: session.hello?.board ?? '', title: mirror.board?.name ?? '' });
}

/**
 * The board goes away under its screen: what waited for a connection goes nowhere any more. What a guest wrote is kept
 * by the browser, and goes out when the guest comes back.
 */
export function giveBackUnsent(wall: Wall): void {
  const { outgoing, unsent } = wall;
  if (outgoing?.isKept === true) return;
  const old = unsent.inFields.filter(({ note }) => outgoing?.isAdding(note) !== true);
  const words = outgoing instanceof OwnOutgoing ? outgoing.takeWords() : [];
  for (const text of [...words, ...old.map(({ base, text: now }) => ownWords(base, now))])
    keepUnplaced(wall, 'E_NOT_CONNECTED', text);
}

/** What was written behind a text, or all of it where it was written elsewhere: single letters are no words. */
export function ownWords(base: string, value: string): string {
  if (value === base) return '';
  return value.startsWith(base) ? value.slice(base.length).trim() : value;
}
