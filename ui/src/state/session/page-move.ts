/** A guest's handoff: what their page takes to the machine that hosts now, for browsers keep everything by address. */

/** In the fragment of the new address, which never travels to a server by itself. */
const KEY = 'k';

export interface GuestHandoff {
  /** What is kept for the board: who this is, and what waits. */
  readonly kept: string | null;
  readonly name: string | null;
  readonly colour: string | null;
  /** The board as its host names it: the address has a short name for it. */
  readonly board: string | null;
  /** Where on the board the page looked. */
  readonly place: string | null;
}

/** The address of the same page at another machine. */
export function handoffAddress(host: string, fragment: string, carried: GuestHandoff): string {
  const parts = partsOf(fragment);
  parts.set(KEY, JSON.stringify(carried));
  return `http://${host}/#${parts.toString()}`;
}

/** What was brought along; `null` for a page that was opened by a link. */
export function readHandoff(fragment: string): GuestHandoff | null {
  const text = partsOf(fragment).get(KEY);
  if (text === null) return null;
  try {
    const { kept, name, colour, board, place } = JSON.parse(text) as Record<string, unknown>;
    return {
      kept: textOf(kept),
      name: textOf(name),
      colour: textOf(colour),
      board: textOf(board),
      place: textOf(place),
    };
  } catch {
    return null;
  }
}

/** The fragment without what was brought along. */
export function withoutHandoff(fragment: string): string {
  const parts = partsOf(fragment);
  parts.delete(KEY);
  return `#${parts.toString()}`;
}

function partsOf(fragment: string): URLSearchParams {
  return new URLSearchParams(fragment.replace(/^#/, ''));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
