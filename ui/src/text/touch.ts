/** What fingers read: on phones and other screens without a pointer. */

export const PICKED = {
  name: 'Selected note',
  type: 'Type',
  park: 'Park',
} as const;

export const TAP_TO_STOP = 'Tap to stop';

export const MOVE = {
  here: 'Here now',
} as const;

export const FACTS = {
  title: 'About this board',
} as const;
