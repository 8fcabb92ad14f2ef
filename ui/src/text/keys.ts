/** What the sheet of keys says beside the acts: mouse, trackpad and fingers. */

export const KEYS_TEXT = {
  title: 'Keyboard shortcuts and gestures',
  mouse: 'Mouse and trackpad',
  touch: 'Touch',
  typing: 'While editing a note',
  kinds: 'Note types',
  letterKeys: 'Single-key shortcuts',
  letterKeysHint: 'Single keys trigger commands. Turn this off if they get in the way of speech input.',
  print: 'Print',
  or: 'or',
} as const;

/** What is done, and how. */
export interface Gesture {
  readonly title: string;
  readonly how: string;
}

export const TYPING_KEYS: readonly { readonly title: string; readonly keys: readonly string[] }[] = [
  { title: 'Next note in the same cell', keys: ['Tab', 'Ctrl+Enter'] },
  { title: 'Finish editing', keys: ['Escape'] },
];

export const MOUSE: readonly Gesture[] = [
  { title: 'Add a note', how: 'Double-click an empty spot' },
  { title: 'Edit a note', how: 'Double-click it' },
  { title: 'Move notes', how: 'Drag' },
  { title: 'Select more', how: 'Shift+click' },
  { title: 'Open menu', how: 'Right-click' },
  { title: 'Pan', how: 'Wheel, Space+drag, middle button' },
  { title: 'Zoom', how: 'Ctrl+wheel, pinch on a trackpad' },
];

export const TOUCH: readonly Gesture[] = [
  { title: 'Select', how: 'Tap' },
  { title: 'Edit or add a note', how: 'Double tap' },
  { title: 'Move a note', how: 'Tap it, then drag' },
  { title: 'Open menu', how: 'Hold' },
  { title: 'Pan', how: 'Drag an empty spot, or use two fingers' },
  { title: 'Zoom', how: 'Pinch' },
];
