/** Which gesture a key begins. */
import type { Wall } from '../state/wall';
import { addNoteHere } from './add-note';
import { deletePicked } from './delete-note';
import { kindOfDigit, pickKind } from './pick-kind';
import { type Direction, walk } from './select';
import { openPicked } from './type-note';
import { redo, undo } from './undo';
import { zoomIn, zoomOut, zoomToBoard, zoomToFull, zoomToSelection } from './zoom';

/** What of a keyboard event decides. `code` names the key's place, `key` what is printed on it. */
export interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

type Act = (wall: Wall) => void;

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const WITH_CTRL: Readonly<Record<string, Act>> = {
  z: undo,
  y: redo,
  '+': zoomIn,
  '=': zoomIn,
  '-': zoomOut,
  '0': zoomToFull,
};

const ALONE: Readonly<Record<string, Act>> = {
  n: addNoteHere,
  Enter: openPicked,
  F2: openPicked,
  Delete: deletePicked,
  Backspace: deletePicked,
  Escape: (wall) => wall.selection.clear(),
};

/** Shift and a digit, by the key's place: what it prints differs from keyboard to keyboard. */
const WITH_SHIFT: Readonly<Record<string, Act>> = {
  Digit0: zoomToFull,
  Digit1: zoomToBoard,
  Digit2: zoomToSelection,
};

/** The act of a key on the wall; `null` when the key is none of ours. */
export function actOf(stroke: Stroke, wall: Wall): Act | null {
  const { key } = stroke;
  const letter = key.length === 1 ? key.toLowerCase() : key;
  if (stroke.altKey) return null;
  if (stroke.ctrlKey || stroke.metaKey) {
    return letter === 'z' && stroke.shiftKey ? redo : (WITH_CTRL[letter] ?? null);
  }
  if (stroke.shiftKey && WITH_SHIFT[stroke.code] !== undefined) return WITH_SHIFT[stroke.code] ?? null;
  const direction = ARROWS[key];
  if (direction !== undefined) return (on) => walk(on, direction);
  if (/^[0-9]$/.test(key)) {
    const kind = kindOfDigit(wall, Number(key));
    return kind === null ? null : (on) => pickKind(on, kind);
  }
  return ALONE[letter] ?? null;
}
