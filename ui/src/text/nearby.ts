/** What a person reads about sessions nearby and their join codes. */
import type { Code } from '../link/error-codes';
import { sentence } from './errors';

export const NEARBY = {
  title: 'Sessions nearby',
  intro: 'People on this network find the board in their list and join with six digits that you read out.',
  give: 'Create join code',
  giving: 'Creating join code…',
  pinTitle: 'Join code for this network',
  pin: 'Join code',
  how: 'In the app: start screen, “Join a session”, choose this board, enter the code. While the code is in use, this network can see the board’s title and your name.',
  again: 'New join code',
  end: 'Stop using join code',
  asks: 'Approve each person',
  isOver:
    'Too many wrong codes were tried, so this one was turned off. Create a new one; if it happens again, use tickets.',
  newcomers: 'Waiting to join',
  admit: 'Admit',
  turnAway: 'Decline',

  choose: 'Session',
  none: 'None yet. The facilitator creates a join code under “Share”, on the same network.',
  cannotFind: 'Sessions cannot be found on this network. Join with a ticket.',
  typePin: 'The six digits the facilitator reads out',
  orTicket: 'Or with a ticket',
  wait: 'Waiting for approval…',
  waitHint: 'The facilitator may need to approve you. This takes up to two minutes.',
  back: 'Other sessions',

  isKeptAwake: 'This computer stays awake while it hosts.',
  mayFallAsleep:
    'Journeywall cannot keep this computer awake. Keep it plugged in and its lid open while you host.',
} as const;

/** Somebody waits at the door. */
export function wantsIn(name: string): string {
  return `${name} wants to join`;
}

/** Whose session it is. */
export function sessionOf(host: string): string {
  return `with ${host}`;
}

export function admitOne(name: string): string {
  return `Admit ${name}`;
}

export function turnAwayOne(name: string): string {
  return `Decline ${name}`;
}

const KNOCK_TROUBLE: Readonly<Record<string, string>> = {
  E_TICKET: 'This join code is wrong or no longer in use. Ask for it again.',
  E_LIMIT: 'Too many codes were tried. Wait a minute, then try again.',
  E_ROLE: 'The facilitator did not admit you. Ask them.',
  E_BAD_INPUT: 'A join code has six digits. Ask for it again.',
  E_NOT_CONNECTED:
    'That computer does not answer, or nobody admitted you. Tell the facilitator that you are waiting, then try again.',
};

/** Why a join code did not work, and what to do. */
export function knockTrouble(code: Code): string {
  return KNOCK_TROUBLE[code] ?? sentence(code);
}

const PIN_TROUBLE: Readonly<Record<string, string>> = {
  E_NOT_CONNECTED: 'Only the computer that hosts can create a join code. Ask there.',
  E_ROLE: 'Only facilitators can create a join code.',
};

/** Why there is no join code, and what to do. */
export function pinTrouble(code: Code): string {
  return PIN_TROUBLE[code] ?? sentence(code);
}
