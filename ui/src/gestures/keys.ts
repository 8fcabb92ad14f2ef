/** Which act a key begins. */
import type { Wall } from '../state/wall';
import { ACTS, ACT_NAMES, type Act, type ActName } from './acts';
import { kindOfDigit, pickKind } from './pick-kind';

/** What of a keyboard event decides. `code` names the key's place, `key` what is printed on it. */
export interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Keys of the table, each with its act; O(1) for every stroke. */
const BY_KEY: ReadonlyMap<string, ActName> = new Map(
  ACT_NAMES.flatMap((name) => (ACTS[name] as Act).keys.map((key) => [key, name] as const)),
);

/** How a stroke may be written in the table of acts, likeliest first. */
export function spellings(stroke: Stroke): string[] {
  const { key, code } = stroke;
  const letter = key.length === 1 ? key.toUpperCase() : key;
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

/** Letters, digits and signs alone: what typing would be, and what a person may switch off. */
function isLetterKey(stroke: Stroke): boolean {
  return (
    stroke.key.length === 1 && stroke.key !== ' ' && !stroke.ctrlKey && !stroke.metaKey && !stroke.altKey
  );
}

/** The act of a key on the wall; `null` when the key is none of ours. */
export function actOf(stroke: Stroke, wall: Wall): ((wall: Wall) => void) | null {
  // Shift+1 and its kind print a sign, but are told by their place: no letter keys.
  const isPlace =
    stroke.shiftKey && stroke.code.startsWith('Digit') && BY_KEY.has(`Shift+${stroke.code.slice(5)}`);
  if (!wall.settings.letterKeys && isLetterKey(stroke) && !isPlace) return null;
  for (const spelling of spellings(stroke)) {
    const name = BY_KEY.get(spelling);
    if (name !== undefined) return ACTS[name].run;
  }
  if (!/^[0-9]$/.test(stroke.key) || stroke.ctrlKey || stroke.metaKey || stroke.altKey) return null;
  const kind = kindOfDigit(wall, Number(stroke.key));
  return kind === null ? null : (on) => pickKind(on, kind);
}
