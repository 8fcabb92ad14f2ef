/** What the sheet of keys says beside the acts: mouse, trackpad and fingers. */

export const KEYS_TEXT = {
  title: 'Keys and gestures',
  mouse: 'Mouse and trackpad',
  touch: 'Fingers',
  typing: 'While writing a note',
  kinds: 'Kinds of notes',
  letterKeys: 'Single-letter keys',
  letterKeysHint:
    'Letters, digits and signs alone begin acts. Switch this off if they get in the way of speech input.',
  print: 'Print',
  or: 'or',
} as const;

/** What is done, and how. */
export interface Gesture {
  readonly title: string;
  readonly how: string;
}

export const TYPING_KEYS: readonly { readonly title: string; readonly keys: readonly string[] }[] = [
  { title: 'Next note in the same place', keys: ['Tab', 'Ctrl+Enter'] },
  { title: 'Leave the note', keys: ['Escape'] },
];

export const MOUSE: readonly Gesture[] = [
  { title: 'Add a note', how: 'Double-click a free place' },
  { title: 'Write in a note', how: 'Double-click it' },
  { title: 'Move notes', how: 'Drag' },
  { title: 'Select more', how: 'Shift+click' },
  { title: 'Menu of what is there', how: 'Right-click' },
  { title: 'Move the wall', how: 'Wheel, Space+drag, middle button' },
  { title: 'Zoom', how: 'Ctrl+wheel, pinch on a trackpad' },
];

export const TOUCH: readonly Gesture[] = [
  { title: 'Select', how: 'Tap' },
  { title: 'Write in a note, add one', how: 'Double tap' },
  { title: 'Move a note', how: 'Tap it, then drag' },
  { title: 'Menu of what is there', how: 'Hold' },
  { title: 'Move the wall', how: 'Drag a free place, or two fingers' },
  { title: 'Zoom', how: 'Pinch' },
];
