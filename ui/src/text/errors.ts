/** What a person reads for each code of the contracts: what happened, and what to do. */

export const SENTENCES: Readonly<Record<string, string>> = {
  E_BAD_MESSAGE: 'The board did not understand that. Reload the page; nothing is lost.',
  E_NO_SUCH: 'That is no longer on the board.',
  E_AMBIGUOUS: 'Several things have that name. Pick one of them.',
  E_GONE: 'Somebody took that off the wall meanwhile, or there is nothing left to undo.',
  E_ROLE: 'Your role does not allow this. Ask the facilitator.',
  E_LOCKED: 'The facilitator has locked this for now.',
  E_LIMIT: 'That is more than a board can hold here. Make it shorter, or split it.',
  E_DUPLICATE_ID: 'That is on the board already.',
  E_NO_FILE: 'The board’s file is not there any more. Look whether it was moved or renamed.',
  E_BOARD_OPEN: 'This board is open in another window already.',
  E_NEWER_FORMAT:
    'A newer version of Journeywall wrote this board. Update to change it; you can read it now.',
  E_DAMAGED: 'The board’s file is damaged. Repair it into a copy with “verify --repair”.',
  E_DISK: 'The disk did not take the last change. Make room, or check the disk; your change is kept open.',
  E_TOO_LARGE: 'That is too large. Choose a smaller size.',
  E_BAD_INPUT: 'The file cannot be read. The message beside it names the line.',
  E_TICKET: 'This invitation no longer holds. Ask the facilitator for a fresh link.',
  E_ENDED: 'The session has ended. What you wrote stays on the wall of the facilitator.',
  E_REMOVED: 'The facilitator has taken you out of this session. What you wrote before stays.',
  E_ELSEWHERE: 'This wall is open in another tab or window now, and goes on there.',
  E_NOT_CONNECTED: 'There is no connection, so this was not sent. What you typed stays until it is back.',
};

/** The sentence for a code; a code nobody foresaw is shown as it is. */
export function sentence(code: string): string {
  return SENTENCES[code] ?? `Something unexpected happened (${code}).`;
}
