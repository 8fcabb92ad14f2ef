/** What a person reads about sessions nearby and their PINs. */
import { sentence } from './errors';

export const NEARBY = {
  title: 'Sessions nearby',
  intro:
    'Machines in this network find the board in their list, and come in with six digits that you read out.',
  give: 'Give out a PIN',
  giving: 'Drawing a PIN…',
  pinTitle: 'PIN for this network',
  pin: 'PIN',
  how: 'In the app: start screen, “Join a session”, choose this board, type the PIN. The board’s title and your name are shown to this network meanwhile.',
  again: 'New PIN',
  end: 'End PIN',
  asks: 'Ask me about each newcomer',
  isOver:
    'Too many wrong PINs were tried, so this one has ended. Give out a new one; if it happens again, use tickets.',
  newcomers: 'Want to come in',
  admit: 'Let in',
  turnAway: 'Turn away',

  choose: 'Session',
  none: 'None yet. The facilitator gives out a PIN behind “Share”, in the same network.',
  cannotFind: 'This network does not let sessions be found. Join with a ticket.',
  typePin: 'The PIN that the facilitator reads out',
  orTicket: 'Or with a ticket',
  wait: 'Waiting to be let in…',
  waitHint: 'The facilitator may be asked about you first. This takes up to two minutes.',
  back: 'Other session',

  isKeptAwake: 'This machine stays awake while it hosts.',
  mayFallAsleep:
    'This system does not let Journeywall keep the machine awake. Keep it plugged in and its lid open while you host.',
} as const;

/** Somebody waits at the door. */
export function wantsIn(name: string): string {
  return `${name} wants to come in`;
}

/** Whose session it is. */
export function sessionOf(host: string): string {
  return `with ${host}`;
}

export function admitOne(name: string): string {
  return `Let ${name} in`;
}

export function turnAwayOne(name: string): string {
  return `Turn ${name} away`;
}

const KNOCK_TROUBLE: Readonly<Record<string, string>> = {
  E_TICKET: 'This PIN is not right, or it is not given out any more. Have it read out again.',
  E_LIMIT: 'Too many PINs were tried. Wait a minute, then try again.',
  E_ROLE: 'The facilitator did not let you in. Ask them.',
  E_BAD_INPUT: 'A PIN has six digits. Have it read out again.',
  E_NOT_CONNECTED:
    'That machine does not answer, or nobody let you in. Tell the facilitator that you wait, and try again.',
};

/** Why a PIN did not lead in, and what to do. */
export function knockTrouble(code: string): string {
  return KNOCK_TROUBLE[code] ?? sentence(code);
}

const PIN_TROUBLE: Readonly<Record<string, string>> = {
  E_NOT_CONNECTED: 'Only the machine that hosts gives out a PIN. Ask there.',
  E_ROLE: 'Only facilitators give out a PIN. Ask one.',
};

/** Why no PIN is given out, and what to do. */
export function pinTrouble(code: string): string {
  return PIN_TROUBLE[code] ?? sentence(code);
}
