/** Which act a key begins. */
import type { Wall } from '../state/wall';
import { ACTS, ACT_NAMES, type Act, type ActName } from './acts';
import { kindOfDigit, pickKind } from './pick-kind';
import { isSentimentRow } from './set-sentiment';

/** What of a keyboard event decides. `code` names the key's place, `key` what is printed on it. */
export interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** The letter of the key without modifiers, as a code of ASCII; what Option prints on a Mac does not tell it. */
  readonly keyCode?: number;
  getModifierState?(modifier: string): boolean;
}

/** Keys of the table, each with its act; O(1) for every stroke. */
const BY_KEY: ReadonlyMap<string, ActName> = new Map(
  ACT_NAMES.flatMap((name) => (ACTS[name] as Act).keys.map((key) => [key, name] as const)),
);

/** How a stroke may be written in the table of acts, likeliest first. */
export function spellings(stroke: Stroke): string[] {
  const { key, code } = stroke;
  const letter = letterOf(stroke);
  const held = [
    stroke.ctrlKey || stroke.metaKey ? 'Ctrl+' : '',
    stroke.altKey ? 'Alt+' : '',
    stroke.shiftKey ? 'Shift+' : '',
  ].join('');
  const [, digit] = /^Digit([0-9])$/.exec(code) ?? [];
  const withShift = stroke.shiftKey && digit !== undefined ? [`${held}${digit}`] : [];
  // Signs such as ? and + need Shift on some keyboards and not on others.
  const asSign =
    stroke.shiftKey && /^[^\p{L}\p{N}\s]$/u.test(key) ? [held.replace('Shift+', '') + letter] : [];
  return [...withShift, `${held}${letter}`, ...asSign];
}

/** The letter, sign or name of a key. With Option a Mac prints others than stand on the key. */
function letterOf({ key, altKey, keyCode }: Stroke): string {
  const isAscii = /^[ -~]$/.test(key);
  const isLetter = keyCode !== undefined && keyCode >= 65 && keyCode <= 90;
  if (altKey && isLetter && !isAscii && !NAMED.test(key)) return String.fromCharCode(keyCode);
  return key.length === 1 ? key.toUpperCase() : key;
}

/** Names of keys that print nothing; a dead key prints with the next one. */
const NAMED = /^(?!Dead$)[A-Z][A-Za-z0-9]+$/;

/** Signs that words begin with, and digits and letters: what may be written with Shift on some keyboard. */
const BEGINS_WORDS = /^[\p{L}\p{N}\p{Pi}\p{Pf}"'+?¿¡]$/u;

/**
 * What a key types; `null` when it types nothing. AltGr is Ctrl+Alt on some systems, and Option prints signs on a
 * Mac; a letter or digit with Alt is a key of ours everywhere.
 */
export function typedBy(stroke: Stroke): string | null {
  const { key, ctrlKey, metaKey, altKey } = stroke;
  // One character, which an emoji is too; names of keys such as `Dead` or `Process` are longer.
  if ([...key].length !== 1 || key.trim() === '') return null;
  if (stroke.getModifierState?.('AltGraph') === true) return key;
  if (ctrlKey || metaKey || (altKey && /^[a-z0-9]$/i.test(key))) return null;
  return key;
}

/** Whether something is picked that can be written in: then what types, writes. */
function isPicked({ selection }: Wall): boolean {
  return selection.notes.length > 0 || selection.cell !== null || selection.header !== null;
}

/** Shift and a digit's place: told apart from typing by what it prints, which differs from country to country. */
function isPlace(stroke: Stroke, wall: Wall): boolean {
  const isOurs =
    stroke.shiftKey && stroke.code.startsWith('Digit') && BY_KEY.has(`Shift+${stroke.code.slice(5)}`);
  return isOurs && !(isPicked(wall) && BEGINS_WORDS.test(stroke.key));
}

/** Whether the key writes, or would if the person had not switched letters off. */
function isTyping(stroke: Stroke, wall: Wall): boolean {
  return typedBy(stroke) !== null && !stroke.altKey && !isPlace(stroke, wall);
}

/** In a cell of a sentiment row + and − rate. */
function rates({ key }: Stroke, wall: Wall): boolean {
  const { cell, notes } = wall.selection;
  return (
    (key === '+' || key === '-') && cell !== null && notes.length === 0 && isSentimentRow(wall, cell.row)
  );
}

/**
 * The act of a key on the wall; `null` when the key is none of ours. With something picked, what types is no act:
 * see [`typingOf`](./type-at-once.ts).
 */
export function actOf(stroke: Stroke, wall: Wall): ((wall: Wall) => void) | null {
  if (isTyping(stroke, wall)) {
    if (!wall.settings.letterKeys) return null;
    if (isPicked(wall) && !rates(stroke, wall)) return null;
  }
  for (const spelling of spellings(stroke)) {
    const name = BY_KEY.get(spelling);
    if (name !== undefined) return ACTS[name].run;
  }
  const digit = digitOf(stroke);
  const kind = digit === null ? null : kindOfDigit(wall, digit);
  return kind === null ? null : (on) => pickKind(on, kind);
}

/** The digit that picks a kind: alone as it is printed, with Alt by its place, since Option prints signs. */
function digitOf({ key, code, ctrlKey, metaKey, shiftKey, altKey }: Stroke): number | null {
  if (ctrlKey || metaKey) return null;
  if (!altKey) return /^[0-9]$/.test(key) ? Number(key) : null;
  const [, place] = /^Digit([0-9])$/.exec(code) ?? [];
  return place === undefined || shiftKey ? null : Number(place);
}
