/** What a person reads about sessions: sharing, joining, who is here. */
import type { Role } from '../link/messages';
import { sentence } from './errors';
import { RELAY } from './relay';

export const SESSION = {
  share: 'Share',
  shareMenu: 'Share…',
  toolbar: 'Session',
  peopleMenu: 'Who is here…',
  people: 'People',
  title: 'Share this board',
  titleOfPeople: 'Who is here',
  intro: 'Others come in from their own machines, phones and browsers, and write on this wall with you.',
  introHint:
    'The board goes straight from machine to machine, without a server or an account. Everybody keeps a whole copy.',
  start: 'Start sharing',
  starting: 'Starting…',
  ticket: 'Ticket',
  ticketFor: 'Who comes in with it is a',
  ticketHow: 'In the app: start screen, “Join a session”, paste. Or scan the code to pass the ticket on.',
  loadingTicket: 'Making a ticket…',
  qr: 'The ticket as a QR code',
  way: 'How do they come in?',
  inApp: 'With the app',
  inBrowser: 'Phone or browser',
  guestSwitch: 'Guests may come in',
  guestHint:
    'Anybody on this network opens a link: no app, no account. They give a name and write on this wall.',
  guestEnds: 'Switched off, their pages end. What they wrote stays.',
  guestFor: 'Who opens it is a',
  guestAt: 'Network of theirs',
  guestLink: 'Link for guests',
  guestQr: 'The link as a QR code',
  guestCopy: 'Copy link',
  guestRenew: 'New link',
  guestHow: 'Phones scan the code with their camera; they have to be in the same network as this machine.',
  guestRenewHint: '“New link” makes the old one for this role void; whoever is in stays in.',
  guestRenewed: 'The old link is void now.',
  guestOpenly:
    'What guests see and write is not encrypted on its way: whoever is in this network could read along, and take the link.',
  guestMark: 'in a browser',
  guestRemoveHint:
    'Their page ends, and this browser cannot come back. What they wrote stays on the wall. A new link keeps them out altogether.',
  copy: 'Copy ticket',
  copied: 'Copied',
  copyByHand: 'Selected: copy it with Ctrl+C',
  renew: 'New ticket',
  renewHint: '“New ticket” makes the old one for this role void; whoever is in stays in.',
  renewed: 'The old ticket is void now.',
  noTicket: 'Only the machine that hosts gives out tickets. Ask there.',
  here: 'Here now',
  gone: 'Were here',
  alone: 'Nobody else is here yet.',
  me: 'you',
  hosts: 'hosts the session',
  remove: 'Remove from the session…',
  removeTitle: 'Remove from the session?',
  removeHint:
    'Their machine is turned out and cannot come back with its ticket. What they wrote stays on the wall.',
  removeAct: 'Remove',
  keep: 'Keep',
  stop: 'Stop sharing',
  stopTitle: 'Stop sharing?',
  stopHint: 'The others can go on alone on their copies. All comes together when you share again.',
  done: 'Done',
  safe: 'Between machines with the app everything is encrypted from end to end.',
  unsafe: 'Browsers on plain http are not: whoever is in the same network could read along.',
  cursorsShown: 'Cursors of others are shown.',
  cursorsHidden: 'Cursors of others are hidden.',
  showCursors: 'Show cursors of others',
  hideCursors: 'Hide cursors of others',

  aloneState: 'Alone',
  stopFollowing: 'Stop following',
  follow: 'Follow',

  join: 'Join a session',
  joinName: 'Your name',
  joinTicket: 'Ticket',
  joinHint: 'A long word that begins with “journey”. The facilitator finds it behind “Share”.',
  joinAct: 'Join',
  joinWait: 'Looking for the session…',
  joinWaitHint: 'This takes up to 20 seconds.',
  cancel: 'Cancel',
} as const;

export const ROLES: Readonly<Record<Role, string>> = {
  participant: 'Participant',
  viewer: 'Viewer',
  facilitator: 'Facilitator',
};

/** What somebody with a role may do. */
export const ROLE_HINTS: Readonly<Record<Role, string>> = {
  participant: 'Adds notes, and changes and moves their own.',
  viewer: 'Sees everything and changes nothing.',
  facilitator: 'Changes everything, also stages, rows and roles.',
};

/** The roles that guests can have. */
export const GUEST_ROLES = { participant: ROLES.participant, viewer: ROLES.viewer } as const;

/** Where a link leads, without what is secret in it. */
export function placeOf(link: string): string {
  return new URL(link).host;
}

/** What colours of people are called, in their order. */
export const COLOUR_NAMES = ['Indigo', 'Orange', 'Teal', 'Pink', 'Ochre', 'Green', 'Violet', 'Blue'] as const;

export function roleMenuOf(name: string): string {
  return `Role of ${name}`;
}

export function hosting(count: number): string {
  return `Hosting · ${count} here`;
}

export function connectedTo(name: string): string {
  return name === '' ? 'Connected' : `Connected to ${name}`;
}

export function reconnecting(waiting: number): string {
  if (waiting === 0) return 'Reconnecting…';
  return `Reconnecting, ${waiting === 1 ? '1 edit' : `${waiting} edits`} waiting`;
}

export function hereCount(count: number): string {
  return `${count} here`;
}

export function moreFaces(count: number): string {
  return `+${count}`;
}

export function nowFollowing(name: string): string {
  return `Following ${name}. Esc ends it.`;
}

export function endedFollowing(name: string): string {
  return `No longer following ${name}.`;
}

export function followingLine(name: string): string {
  return `Following ${name}`;
}

/** What a face says to who hears it or rests on it. */
export function faceName(name: string, role: Role, isHost: boolean): string {
  return [name, ROLES[role], ...(isHost ? [SESSION.hosts] : [])].join(', ');
}

/** Why sharing did not begin, and what to do. */
export function sharingTrouble(code: string, isRelayed: boolean): string {
  if (code === 'E_BAD_INPUT' && isRelayed) return RELAY.wrong;
  return code === 'E_NOT_CONNECTED' ? RELAY.other : sentence(code);
}

const JOIN_TROUBLE: Readonly<Record<string, string>> = {
  E_TICKET:
    'This ticket does not hold: it was not copied whole, or a new one took its place. Ask the facilitator for the present one.',
  E_NOT_CONNECTED:
    'No machine of this session answers. Are both in the same Wi-Fi? Guest networks often keep machines apart; a phone’s hotspot helps. Then try again.',
  E_ROLE: 'The facilitator has removed this machine from the session. Ask to be let in again.',
  E_BOARD_OPEN: 'This session’s board is open in another program here. Close it there, then try again.',
};

/** Why a session could not be joined, and what to do. */
export function joinTrouble(code: string, isRelayed: boolean): string {
  if (code === 'E_BAD_INPUT' && isRelayed) return RELAY.wrong;
  return JOIN_TROUBLE[code] ?? sentence(code);
}

const OUT: Readonly<Record<string, string>> = {
  E_ROLE: 'The facilitator removed this machine from the session. What you wrote is kept here.',
  E_TICKET: 'This machine is out of the session: its ticket no longer holds. What you wrote is kept here.',
};

/** What became of words that this person may not write any more. */
export function keptApart(title: string): string {
  return `Your role changed, so what you wrote meanwhile could not come in. It is kept as the board “${title}”. This board is now as the others have it.`;
}

/** Why this machine is out of the session. */
export function outOfSession(code: string): string {
  return OUT[code] ?? sentence(code);
}
