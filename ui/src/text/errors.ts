/** What a person reads for each code of the contracts: what happened, and what to do. */
import type { Code } from '../link/error-codes';

export const SENTENCES: Readonly<Record<Code, string>> = {
  E_BAD_MESSAGE: 'That could not be understood. Reload the page; nothing is lost.',
  E_NO_SUCH: 'That is no longer on the board.',
  E_AMBIGUOUS: 'Several things have that name. Choose one of them.',
  E_GONE: 'Someone deleted or changed that in the meantime.',
  E_ROLE: 'Only facilitators can do this. Ask one to change your role.',
  E_LOCKED: 'The facilitator has locked this for now.',
  E_LIMIT:
    'That is more than fits. Do it in smaller parts, delete notes you no longer need, or ask the facilitator.',
  E_DUPLICATE_ID: 'That is already on the board.',
  E_NO_FILE: 'The board’s file is no longer there. Check whether it was moved or renamed.',
  E_BOARD_OPEN: 'This board is already open in another window.',
  E_NEWER_FORMAT:
    'This board was saved by a newer version of Journeywall. You can read it; update to edit it.',
  E_DAMAGED:
    'The board’s file is damaged. “journeywall-cli verify --repair” saves what can be read as a copy.',
  E_DISK: 'Your last change could not be saved. Free up space or check the disk; the change stays open here.',
  E_TOO_LARGE: 'That is too large. Choose a smaller size.',
  E_BAD_INPUT: 'The file could not be read. Check its format, then try again.',
  E_TICKET: 'This invitation has expired. Ask the facilitator for a new link.',
  E_NO_TEXT: 'Only text, lists and tables can be dropped on the board. Nothing was added.',
  E_ENDED: 'The session has ended. Your notes stay on the facilitator’s board.',
  E_REMOVED: 'The facilitator removed you from this session. Your notes stay on the board.',
  E_ELSEWHERE: 'This board is now open in another tab or window. Continue there.',
  E_NOT_CONNECTED: 'There is no connection, so this was not sent. What you typed is kept until it is back.',
};

/** The sentence for a code; the host may be newer, and one that this page does not know is shown as it is. */
export function sentence(code: Code): string {
  return (SENTENCES as Readonly<Record<string, string>>)[code] ?? `Something unexpected happened (${code}).`;
}

/** Whether words are a code, and no sentence yet: one that a newer host has, too. */
export function isCode(words: string): words is Code {
  return /^E_[A-Z_]+$/.test(words);
}
