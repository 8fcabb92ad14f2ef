/** What a guest's browser keeps for one board: who they are there, and what the host has not answered. */
import type { Shelf } from '../../link/kept-edits';
import { Outgoing } from '../../link/outgoing';

/** 16 random bytes in hexadecimal digits; `crypto.randomUUID` is missing on plain `http://` pages. */
export function secretDigits(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Name and colour are kept, so that a page that is loaded again goes straight back to the wall. */
const NAME = 'journeywall.name';
const COLOUR = 'journeywall.colour';

export function guestName(): string | null {
  return localStorage.getItem(NAME);
}

export function keepGuestName(name: string): void {
  localStorage.setItem(NAME, name);
}

/** The number of the colour that they chose; `null` for whichever is free. */
export function guestColour(): number | null {
  const kept = localStorage.getItem(COLOUR);
  return kept === null ? null : Number(kept);
}

export function keepGuestColour(colour: number | null): void {
  if (colour === null) localStorage.removeItem(COLOUR);
  else localStorage.setItem(COLOUR, String(colour));
}

/** A guest of the board that a link names. */
export function guestOf(board: string): Outgoing {
  return new Outgoing(shelfOf(keyOf(board)), secretDigits);
}

/** What is kept for a board, as it is kept. */
export function keptOf(board: string): string | null {
  return shelfOf(keyOf(board)).read();
}

/** Keeps for a board what was kept for it at another address. */
export function keep(board: string, text: string): void {
  shelfOf(keyOf(board)).write(text);
}

function keyOf(board: string): string {
  return `journeywall.guest.${board}`;
}

/** A place in the browser's storage; one in this page alone where the browser gives none or it is full. */
function shelfOf(key: string): Shelf {
  let here: string | null = null;
  return {
    read() {
      if (here !== null) return here;
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    write(text) {
      try {
        localStorage.setItem(key, text);
        here = null;
      } catch {
        here = text;
      }
    },
  };
}
