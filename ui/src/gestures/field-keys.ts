/**
 * What the keys of leaving and going on mean, in every field of the product. One rule:
 *
 * - **Esc** leaves the field and keeps what is in it. Nothing is ever thrown away by a key.
 * - **Enter** keeps and leaves a field of one line. In a field of several lines it breaks the line, and with Ctrl
 *   (or the command key) it keeps and goes on. In a message it sends, and with Shift it breaks the line.
 * - **Tab** and **Shift+Tab** keep, and go to the next and the previous one of the same kind.
 *
 * Keys that an input method still needs mean nothing to a field.
 */

/** What of a keyboard event decides. */
export interface FieldStroke {
  readonly key: string;
  readonly isComposing: boolean;
  /** 229 while an input method has the key. Deprecated, and the only word that Safari gives of it. */
  readonly keyCode: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** A field of one line, of several lines, or one whose words are sent. */
export type FieldKind = 'line' | 'lines' | 'message';

/** What a key asks of its field. `done` is Enter's: keep, and go on where there is something to go on to. */
export type FieldAct = 'leave' | 'done' | 'next' | 'previous';

/** The key of an input method, by the standard as by Safari, which ends a composition before it tells of the key. */
const OF_INPUT_METHOD = 229;

/** Whether an input method has the key: it chooses a word with it, and neither the field nor the wall may act. */
export function isComposed(stroke: Pick<FieldStroke, 'isComposing' | 'keyCode'>): boolean {
  return stroke.isComposing || stroke.keyCode === OF_INPUT_METHOD;
}

/** What a key asks of a field; `null` when it only writes. */
export function fieldAct(stroke: FieldStroke, kind: FieldKind): FieldAct | null {
  if (isComposed(stroke) || stroke.altKey) return null;
  const isHeld = stroke.ctrlKey || stroke.metaKey;
  if (stroke.key === 'Escape') return 'leave';
  if (stroke.key === 'Tab' && !isHeld) return stroke.shiftKey ? 'previous' : 'next';
  if (stroke.key !== 'Enter') return null;
  const breaksLine = kind === 'lines' ? !isHeld : kind === 'message' && stroke.shiftKey && !isHeld;
  return breaksLine ? null : 'done';
}

/** Whether keys that go there are meant for a field. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
