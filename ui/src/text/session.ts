/** What a person reads about sessions: sharing, joining, who is here. */
import type { Code } from '../link/error-codes';
import type { Role } from '../gen/messages';
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
  intro: 'Others join from the app, a phone or a browser and write with you.',
  introHint:
    'The board goes straight from computer to computer, without a server or an account. Everyone with the app keeps a full copy.',
  start: 'Start sharing',
  starting: 'Starting…',
  ticket: 'Ticket',
  ticketFor: 'People with this ticket join as',
  ticketHow: 'In the app: start screen, “Join a session”, paste. Or scan the code to pass on the ticket.',
  loadingTicket: 'Creating a ticket…',
  qr: 'QR code of the ticket',
  inApp: 'Join with the app',
  more: 'More',
  moreHint: 'Ticket for the app, join code, relay, room check, hosting',
  hosting: 'Hosting and ownership',
  project: 'Full screen',
  keepSharing: 'Keep sharing',
  leaveTitle: 'Leave the board and stop sharing?',
  leaveAct: 'Leave and stop sharing',
  guestNowhere:
    'This computer is not on a network that others can reach. Connect it to the Wi-Fi of the room, or turn on a hotspot, then open this again.',
  guestSwitch: 'Let guests join from a browser',
  guestHint: 'Guests need the link and this network, no app and no account.',
  guestEnds: 'Turning this off disconnects guests. Their notes stay.',
  guestFor: 'People with this link join as',
  guestAt: 'Address in the link',
  guestLink: 'Link for guests',
  guestQr: 'QR code of the link',
  guestCopy: 'Copy link',
  guestRenew: 'New link',
  guestHow: 'Phones scan the code with their camera. They must be on the same network as this computer.',
  guestRenewHint: 'A new link replaces the old one. People already here stay connected.',
  guestRenewed: 'The old link no longer works.',
  guestNotEncrypted:
    'What guests see and write is not encrypted. Anyone on this network could read it, and use the link.',
  guestMark: 'in a browser',
  guestRemoveHint:
    'They are disconnected, and their browser cannot rejoin. Their notes stay on the board. A new link keeps them out permanently.',
  copy: 'Copy ticket',
  copied: 'Copied',
  copyByHand: 'Selected. Press Ctrl+C to copy.',
  renew: 'New ticket',
  renewHint: 'A new ticket replaces the old one. People already here stay connected.',
  renewed: 'The old ticket no longer works.',
  noTicket: 'Only the computer that hosts can create tickets. Ask there.',
  here: 'Here now',
  gone: 'Left',
  alone: 'Nobody else is here yet.',
  changeName: 'Change name or colour',
  saveName: 'Save',
  cancelName: 'Cancel',
  me: 'you',
  hosts: 'hosts the session',
  remove: 'Remove from session…',
  removeTitle: 'Remove from session?',
  removeHint:
    'Their computer is disconnected and cannot rejoin with its ticket. Their notes stay on the board.',
  removeAct: 'Remove',
  erase: 'Remove, and delete what they wrote…',
  eraseTitle: 'Remove, and delete what they wrote?',
  eraseHint:
    'They leave the session and cannot come back. Their notes and comments are deleted; one undo brings these back.',
  eraseAct: 'Remove and delete',
  keep: 'Cancel',
  stop: 'Stop sharing',
  stopTitle: 'Stop sharing?',
  stopHint:
    'People with the app can continue on their own copies. Guests are disconnected. Everything merges when you share again.',
  done: 'Done',
  safe: 'Between computers with the app, everything is encrypted end to end.',
  unsafe: 'Browsers are not: anyone on this network could read what they see and write.',
  cursorsShown: 'Others’ cursors are shown.',
  cursorsHidden: 'Others’ cursors are hidden.',
  showCursors: 'Show others’ cursors',
  hideCursors: 'Hide others’ cursors',

  aloneState: 'Alone',
  stopFollowing: 'Stop following',
  follow: 'Follow',

  join: 'Join a session',
  joinName: 'Your name',
  joinTicket: 'Ticket',
  joinHint: 'A long word that starts with “journey”. The facilitator finds it under “Share”.',
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
  participant: 'Can add notes and edit their own.',
  viewer: 'Can see everything and change nothing.',
  facilitator: 'Can edit everything, including stages, rows and roles.',
};

/** What the code for the whole room says. */
export const PROJECTOR = {
  join: 'Scan to join',
  how: 'Use your phone’s camera. You must be on the same Wi-Fi as:',
} as const;

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

export function morePeople(count: number): string {
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

/** What an avatar says to who hears it or rests on it. */
export function personName(name: string, role: Role, isHost: boolean): string {
  return [name, ROLES[role], ...(isHost ? [SESSION.hosts] : [])].join(', ');
}

/** Why sharing did not begin, and what to do. */
export function sharingTrouble(code: Code, isRelayed: boolean): string {
  if (code === 'E_BAD_INPUT' && isRelayed) return RELAY.wrong;
  return code === 'E_NOT_CONNECTED' ? RELAY.other : sentence(code);
}

const JOIN_TROUBLE: Readonly<Record<string, string>> = {
  E_TICKET:
    'This ticket does not work: it was not copied whole, or a new one replaced it. Ask the facilitator for the current one.',
  E_NOT_CONNECTED:
    'No computer in this session answers. Are both on the same Wi-Fi? Guest networks often keep computers apart; a phone’s hotspot helps. Then try again.',
  E_ROLE: 'The facilitator removed this computer from the session. Ask them to admit you again.',
  E_BOARD_OPEN:
    'This session’s board is already open in another program on this computer. Close it there, then try again.',
};

/** Why a session could not be joined, and what to do. */
export function joinTrouble(code: Code, isRelayed: boolean): string {
  if (code === 'E_BAD_INPUT' && isRelayed) return RELAY.wrong;
  return JOIN_TROUBLE[code] ?? sentence(code);
}

const OUT: Readonly<Record<string, string>> = {
  E_ROLE: 'The facilitator removed this computer from the session. What you wrote is kept here.',
  E_TICKET: 'This computer has left the session: its ticket has expired. What you wrote is kept here.',
};

/** What became of words that this person may not write any more. */
export function keptApart(title: string): string {
  return `Your role changed, so what you wrote in the meantime could not be added. It is saved as the board “${title}”. This board now matches everyone else’s.`;
}

/** Why this machine is out of the session. */
export function outOfSession(code: Code): string {
  return OUT[code] ?? sentence(code);
}
