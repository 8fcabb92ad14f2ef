/** What the sheet of keys says beside the acts: mouse, trackpad and fingers. */

export const KEYS_TEXT = {
  title: 'Keyboard shortcuts and gestures',
  mouse: 'Mouse and trackpad',
  touch: 'Touch',
  typing: 'While editing a note',
  fields: 'In titles and other fields',
  kinds: 'Note types',
  letterKeys: 'Single-key shortcuts',
  letterKeysHint:
    'With something selected, typing writes. Otherwise single keys trigger commands; with Alt they always do. Turn this off if it gets in the way of speech input.',
  print: 'Print',
  or: 'or',
} as const;

/** What is done, and how. */
export interface Gesture {
  readonly title: string;
  readonly how: string;
}

export const TYPING_KEYS: readonly { readonly title: string; readonly keys: readonly string[] }[] = [
  { title: 'Next note in the same cell', keys: ['Tab'] },
  { title: 'Previous note in the same cell', keys: ['Shift+Tab'] },
  { title: 'Add a note after this one', keys: ['Ctrl+Enter'] },
  { title: 'Finish editing, text is kept', keys: ['Escape'] },
];

/** Keys of every other field, which all mean the same. */
export const FIELD_KEYS: readonly { readonly title: string; readonly keys: readonly string[] }[] = [
  { title: 'Finish, text is kept', keys: ['Enter', 'Escape'] },
  { title: 'Next or previous title', keys: ['Tab', 'Shift+Tab'] },
  { title: 'New line in a comment', keys: ['Shift+Enter'] },
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
