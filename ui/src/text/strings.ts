/** Every sentence a person reads. */

export const TEXT = {
  app: 'Journeywall',
  untitled: 'Untitled board',
  connecting: 'Connecting to the board…',
  loading: 'Opening the board…',
  lost: 'Connection lost. Trying again…',
  reconnecting: 'Reconnecting…',
  notEncrypted: 'Not encrypted',
  notEncryptedHint: 'Not encrypted. Anyone on this network could read what you see and write.',
  unsentTitle: 'These words did not reach the board. Copy them before you close this page.',
  waitingWords: 'Waiting to be sent',
  copy: 'Copy',
  copied: 'Copied',
  tryAgain: 'Try again',
  partMissing: 'This part of the page could not be loaded. Check the connection, then try again.',
  alone: 'Working alone. Everything is saved and merges later.',
  saving: 'Saving…',
  noLinkTitle: 'This page needs an invitation',
  noLinkHint: 'Open the link or scan the code that the facilitator shows.',
  joinTitle: 'Join the board',
  joinHint: 'Others see this name on your notes. No account is needed.',
  joinName: 'Your name',
  joinColour: 'Your colour',
  joinFreeColour: 'Any that is free',
  join: 'Join',
  kind: 'Note type',
  mixedKinds: 'Mixed',
  kindOfRow: 'Row default',
  tools: 'Tools',
  dismiss: 'Dismiss',
  close: 'Close',
  menu: 'Menu',
  outline: 'Board as table',
  rowColumn: 'Row',
  parked: 'Parking lot',
  noteText: 'Note text',
  emptyNote: 'empty note',
  wall: 'Wall',
} as const;

/** What a note is called in the outline: what it says, what it is, who wrote it. */
export function noteName(text: string, kind: string, author: string, more = ''): string {
  const parts = [text.trim() === '' ? TEXT.emptyNote : text, kind, author, more];
  return parts.filter((part) => part !== '').join(', ');
}

export function addNoteTo(stage: string, row: string): string {
  return `Add note to ${stage}, ${row}`;
}

export function zoomLevel(percent: number): string {
  return `${percent}%`;
}

/** How the connection of a guest stands while it is away. */
export function waitingEdits(count: number): string {
  if (count === 0) return TEXT.reconnecting;
  return `${TEXT.reconnecting}, ${String(count)} ${count === 1 ? 'edit' : 'edits'} waiting`;
}

/** What a guest joins, as far as it is known. */
export function joinTitle(invited: { readonly board: string; readonly host: string } | null): string {
  if (invited === null) return TEXT.joinTitle;
  const board = `Join “${invited.board || TEXT.untitled}”`;
  return invited.host === '' ? board : `${board} with ${invited.host}`;
}
